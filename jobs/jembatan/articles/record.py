"""What a format's reader hands on: one record of a file, every field still a string."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jembatan.articles.decode import UndecodableError, readable
from jembatan.config import Fields
from jembatan.records import LeftOut


@dataclass(frozen=True, slots=True)
class Record:
    """One article of one file. ``number``: its line or row, None where the file holds one article only.

    ``faults``: what of the record could not be read, though its text could. ``left_out``: text of the file that is
    not in it.
    """

    text: str
    id: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    number: int | None = None
    encoding: str = "utf-8"
    faults: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or one record of it, that holds no article; ``reason`` says why."""

    reason: str
    number: int | None = None


def record_of(row: Mapping[str, object], fields: Fields, number: int, encoding: str = "utf-8") -> Record | Unreadable:
    """The article in one row of a table. Numbers become the strings they were written as.

    A field but the text that is no text is left out, and named in ``faults``. A value that could not be read stands in
    the row as its exception.
    """
    try:
        text = _string(row, fields.text)
        if text is None:
            what = "is empty" if fields.text in row else "is missing"
            return Unreadable(f"field {fields.text!r} {what} (fields.text in the config names it)", number)
    except UndecodableError as error:
        return Unreadable(str(error), number)
    faults: list[str] = []
    return Record(
        text=text,
        id=_optional(row, fields.id, faults),
        title=_optional(row, fields.title, faults),
        source=_optional(row, fields.source, faults),
        url=_optional(row, fields.url, faults),
        published=_optional(row, fields.published, faults),
        number=number,
        encoding=encoding,
        faults=tuple(faults),
    )


def _string(row: Mapping[str, object], name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if isinstance(value, Exception):
        raise UndecodableError(f"field {name!r} cannot be read: {type(value).__name__}: {value}")
    if isinstance(value, dict | list | bytes):
        raise UndecodableError(f"field {name!r} is no text")
    text = readable(str(value))
    return text if text.strip() else None


def _optional(row: Mapping[str, object], name: str, faults: list[str]) -> str | None:
    try:
        value = _string(row, name)
    except UndecodableError as error:
        reason = str(error)
        named = reason if repr(name) in reason else f"field {name!r}: {reason}"
        faults.append(f"{named}; the article goes on without it")
        return None
    return value.strip() if value is not None else None
