"""Committed scores: what a system or night once came to, and where that came from. One JSON file each, schema 1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from jembatan.errors import InputError, StoreError
from jembatan_eval import whole_file
from jembatan_eval.evaluation import Data
from jembatan_eval.lines import read_text


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class ScoredFile(_Frozen):
    """A file that was scored or scored against: its name without the folders, and the sha256 of its bytes."""

    role: str
    name: str
    sha256: str


class Provenance(_Frozen):
    """Where scores came from. ``about`` is a sentence for people, with licences where they matter; ``signature`` is the
    bundle's own line of engines and settings, None for plain files."""

    made: date
    about: str
    jembatan: str
    files: tuple[ScoredFile, ...]
    signature: str | None = None


class Baseline(_Frozen):
    """``scores`` are those of ``jembatan-eval score --json``."""

    version: Literal[1] = Field(alias="schema")
    provenance: Provenance
    scores: dict[str, JsonValue]


def provenance(about: str, files: Sequence[tuple[str, Path]], signature: str | None = None) -> Provenance:
    """The provenance of scores taken today; ``files`` are (role, path)."""
    return Provenance(
        made=date.today(),
        about=about,
        jembatan=version("jembatan"),
        files=tuple(
            ScoredFile(role=role, name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
            for role, path in files
        ),
        signature=signature,
    )


def write(path: Path, scores: Data, origin: Provenance) -> None:
    """Write a baseline. Raises StoreError naming the file."""
    data = {"schema": 1, "provenance": origin.model_dump(mode="json"), "scores": scores}
    try:
        whole_file.replace(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise StoreError(f"{path}: the baseline cannot be written ({error.strerror})") from error


def read(path: Path) -> Baseline:
    """Raises InputError naming the file and the fault."""
    try:
        return Baseline.model_validate_json(read_text(path))
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"]) or "file"
        raise InputError(
            f"{path}: not a baseline of schema 1 ({where}: {fault['msg']}); write one with: jembatan-eval score --save"
        ) from error
