"""Readers of text formats that hold many articles per file: JSON lines and CSV.

Both are read record by record, so that one bad line costs one record and ``007`` stays ``007``.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NoReturn

from jembatan.articles.decode import UndecodableError, decode, decode_records, is_wide
from jembatan.articles.record import Record, Unreadable, record_of
from jembatan.config import Fields

_DELIMITERS = ",;\t|"
_BROKEN = re.compile("[\udc80-\udcff]")
"""A byte that is not valid UTF-8, as ``decode_records`` leaves it."""

_LONGEST_CSV_RECORD = 2000
"""Lines. A quotation mark that is open for longer was never meant to open a quotation."""


def read_jsonl(path: Path, fields: Fields) -> Iterator[Record | Unreadable]:
    """One JSON object per line, plain or gzipped (``.jsonl.gz``); blank lines are passed over."""
    opener = gzip.open if path.suffix.lower() == ".gz" else open
    number = held = 0
    try:
        with opener(path, "rb") as stream:
            for number, line in enumerate(_lines(stream), start=1):
                if line.strip():
                    held += 1
                    yield _json_record(line, fields, number)
    except (OSError, EOFError, zlib.error, UndecodableError) as error:
        yield Unreadable(f"cannot be read on from here: {error}", number + 1)
        return
    if held == 0:
        yield Unreadable("the file holds no records" if number else "the file is empty")


def _lines(stream: BinaryIO | gzip.GzipFile) -> Iterator[bytes]:
    """Lines as bytes; a file in UTF-16 or UTF-32 is recoded whole, since its line ends are not single bytes."""
    first = stream.readline()
    if is_wide(first):
        yield from io.BytesIO(decode_records(first + stream.read()).text.encode("utf-8"))
        return
    if first:
        yield first
    yield from stream


def _json_record(line: bytes, fields: Fields, number: int) -> Record | Unreadable:
    try:
        decoded = decode(line)
        if decoded.fault is not None:
            return Unreadable(f"the line {decoded.fault.split(';')[0]}", number)
        row = json.loads(
            decoded.text, parse_int=str, parse_float=str, parse_constant=_refuse, object_pairs_hook=_distinct
        )
    except (ValueError, RecursionError) as error:
        return Unreadable(f"not valid JSON: {error}" if not isinstance(error, UndecodableError) else str(error), number)
    if not isinstance(row, dict):
        return Unreadable("not a JSON object", number)
    return record_of(row, fields, number, decoded.encoding)


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row = dict(pairs)
    if len(row) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} comes more than once")
    return row


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def read_csv(path: Path, fields: Fields) -> Iterator[Record | Unreadable]:
    """A header line, then one record per line or quoted run of lines; comma, semicolon, tab or bar between fields."""
    try:
        decoded = decode_records(path.read_bytes())
    except OSError as error:
        yield Unreadable(f"cannot be read: {error.strerror}")
        return
    except UndecodableError as error:
        yield Unreadable(str(error))
        return
    if not decoded.text.strip():
        yield Unreadable("the file is empty")
        return
    lines = io.StringIO(decoded.text, newline="").readlines()
    csv.field_size_limit(2**31 - 1)
    delimiter, header = _header(lines, fields)
    if delimiter is None:
        yield Unreadable(f"no column {fields.text!r} in the first line (fields.text in the config names it)", 1)
        return
    twice = [name for name in header if name in fields.model_dump().values() and header.count(name) > 1]
    if twice:
        yield Unreadable(f"the header has more than one column {twice[0]!r}", 1)
        return
    if not "".join(lines[1:]).strip():
        yield Unreadable("the file holds no records")
        return
    number = 2
    while number <= len(lines):
        if not lines[number - 1].strip():
            number += 1
            continue
        height = _height(lines, number)
        values = _values(lines[number - 1 : number - 1 + height], delimiter) if height else None
        if values is None:
            yield Unreadable("broken quoting", number)
            height = 1
        elif broken := _BROKEN.search("".join(lines[number - 1 : number - 1 + height])):
            yield Unreadable(f"not valid UTF-8: byte 0x{ord(broken[0]) - 0xDC00:02X}", number)
        elif len(values) != len(header):
            yield Unreadable(f"{len(values)} fields where the header has {len(header)}", number)
        else:
            yield record_of(dict(zip(header, values, strict=True)), fields, number, decoded.encoding)
        number += height


def _header(lines: list[str], fields: Fields) -> tuple[str | None, list[str]]:
    for delimiter in _DELIMITERS:
        header = [name.strip() for name in (_values(lines[:1], delimiter) or [])]
        if fields.text in header:
            return delimiter, header
    return None, []


def _height(lines: list[str], number: int) -> int:
    """How many lines the record that begins at line ``number`` takes, 0 where its quotation is never closed."""
    quotes = 0
    for height, line in enumerate(lines[number - 1 : number - 1 + _LONGEST_CSV_RECORD], start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return height
    return 0


def _values(lines: list[str], delimiter: str) -> list[str] | None:
    """The fields of one record, None where its quoting is broken."""
    try:
        records = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None
