"""A published bundle, read back for scoring."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError

from jembatan.errors import InputError
from jembatan.publish.schema import VERSION, ArticleRecord, SegmentRecord
from jembatan_eval.lines import read_text


class _Manifest(BaseModel):
    signature: str


def read_signature(folder: Path) -> str:
    """The bundle's own line of engines and settings. Raises InputError where its manifest does not hold it."""
    path = folder / "manifest.json"
    try:
        return _Manifest.model_validate_json(read_text(path)).signature
    except ValidationError as error:
        raise InputError(f"{path}: not a manifest with a signature; publish the night again") from error


def read_bundle(folder: Path) -> list[ArticleRecord]:
    """The articles of a bundle folder, in its order.

    Raises InputError where it is not a published bundle, or a line of ``bundle.jsonl`` is not in the schema.
    """
    if not (folder / "manifest.json").is_file():
        raise InputError(
            f"{folder}: not a published bundle (no manifest.json); give a folder such as outputs/bundles/<date>"
        )
    path = folder / "bundle.jsonl"
    adapter = TypeAdapter(ArticleRecord)
    records: list[ArticleRecord] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = adapter.validate_json(line)
        except ValidationError as error:
            fault = error.errors()[0]
            where = ".".join(str(part) for part in fault["loc"]) or "line"
            raise InputError(
                f"{path}:{number}: not in the schema of a bundle ({where}: {fault['msg']}); publish the night again"
            ) from error
        if record["schema"] != VERSION:
            raise InputError(f"{path}:{number}: schema {record['schema']}; this jembatan-eval reads schema {VERSION}")
        records.append(record)
    return records


def english(segment: SegmentRecord) -> str | None:
    """A segment as the summariser reads it: its translation, or its own text where that is English; else None."""
    return segment["target"] or (segment["source"] if segment["language"] == "en" else None)
