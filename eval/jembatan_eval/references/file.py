"""A references file, schema 1: JSON lines, each a segment, a correction of one, or a summary.

``eval/references/README.md`` describes it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from jembatan.errors import InputError
from jembatan.records import SegmentKind
from jembatan_eval.lines import read_text

SEEDS = Path(__file__).parents[2] / "references" / "seeds.jsonl"
"""The references of the seeds, in a checkout."""

_Text = Annotated[str, StringConstraints(pattern=r"\S")]


class _Line(BaseModel):
    # What another version of the schema adds is passed over.
    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Literal[1] = Field(alias="schema")
    article: _Text


class Segment(_Line):
    """The reference translation of one segment. ``n`` counts an article's segments from 0."""

    type: Literal["segment"]
    source: _Text
    target: _Text
    n: int | None = Field(default=None, ge=0)
    kind: SegmentKind = "sentence"


class Correction(_Line):
    """A reviewer's translation of a segment: it takes the place of the reference of the same article and source, or is
    one where there was none. ``hypothesis`` is what was corrected, ``engine`` who had made it."""

    type: Literal["correction"]
    source: _Text
    target: _Text
    hypothesis: str | None = None
    engine: str | None = None
    by: str | None = None
    date: datetime.date | None = None
    note: str | None = None


class Summary(_Line):
    """A reference summary: a headline with a lead of one sentence, or one with a brief of three."""

    type: Literal["summary"]
    style: Literal["lead", "brief"]
    headline: _Text
    sentences: tuple[_Text, ...] = Field(min_length=1)


Entry = Annotated[Segment | Correction | Summary, Field(discriminator="type")]
_ENTRY: TypeAdapter[Segment | Correction | Summary] = TypeAdapter(Entry)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry and its line in the file, from 1."""

    line: int
    entry: Segment | Correction | Summary


@dataclass(frozen=True, slots=True)
class Reference:
    """What a segment is held against: the reference, or the last correction of it."""

    article: str
    source: str
    target: str
    kind: SegmentKind = "sentence"


def read_entries(path: Path) -> list[Numbered]:
    """Every entry of a file, in its order. Raises InputError naming the file and the first line that is none."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such references file; give one with --references FILE")
    entries = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            entries.append(Numbered(number, _ENTRY.validate_json(line)))
        except ValidationError as error:
            fault = error.errors()[0]
            where = ".".join(str(part) for part in fault["loc"]) or "line"
            raise InputError(f"{path}:{number}: not a reference of schema 1 ({where}: {fault['msg']})") from error
    return entries


def read_references(path: Path) -> list[Reference]:
    """The reference translations of a file, in its order, corrections in their places. Raises InputError."""
    return references(read_entries(path))


def references(entries: Sequence[Numbered]) -> list[Reference]:
    """The reference translations among entries; a correction without a segment comes where it stands."""
    corrections = {
        (of.entry.article, plain(of.entry.source)): of.entry for of in entries if isinstance(of.entry, Correction)
    }
    found, answered = [], set()
    for entry in (numbered.entry for numbered in entries):
        if isinstance(entry, Segment):
            key = (entry.article, plain(entry.source))
            correction = corrections.get(key)
            answered.add(key)
            target = correction.target if correction else entry.target
            found.append(Reference(entry.article, entry.source, target, entry.kind))
    alone = [Reference(one.article, one.source, one.target) for key, one in corrections.items() if key not in answered]
    return found + alone


def plain(text: str) -> str:
    """A text by which segments are told apart: its white space made single."""
    return " ".join(text.split())
