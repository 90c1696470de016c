"""What a format's reader hands on: one record of a file, every field still a string."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jembatan.articles.decode import UndecodableError, readable
from jembatan.config import Fields


@dataclass(frozen=True, slots=True)
class Record:
    """One article of one file. ``number``: its line or row, None where the file holds one article only."""

    text: str
    id: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    number: int | None = None
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or one record of it, that holds no article; ``reason`` says why."""

    reason: str
    number: int | None = None


def record_of(row: Mapping[str, object], fields: Fields, number: int, encoding: str = "utf-8") -> Record | Unreadable:
    """The article in one row of a table. Numbers become the strings they were written as."""
    try:
        text = _string(row, fields.text)
        if text is None:
            what = "is empty" if fields.text in row else "is missing"
            return Unreadable(f"field {fields.text!r} {what} (fields.text in the config names it)", number)
        return Record(
            text=text,
            id=_stripped(row, fields.id),
            title=_stripped(row, fields.title),
            source=_stripped(row, fields.source),
            url=_stripped(row, fields.url),
            published=_stripped(row, fields.published),
            number=number,
            encoding=encoding,
        )
    except UndecodableError as error:
        return Unreadable(str(error), number)


def _string(row: Mapping[str, object], name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if isinstance(value, dict | list | bytes):
        raise UndecodableError(f"field {name!r} is no text")
    text = readable(str(value))
    return text if text.strip() else None


def _stripped(row: Mapping[str, object], name: str) -> str | None:
    value = _string(row, name)
    return value.strip() if value is not None else None
