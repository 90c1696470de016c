"""Readers of formats that hold many articles per file: JSON lines, CSV and Parquet.

JSON lines and CSV are read record by record, so that one bad line costs one record and ``007`` stays ``007``.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NoReturn

from jembatan.articles.decode import UndecodableError, decode
from jembatan.articles.record import Record, Unreadable, record_of
from jembatan.config import Fields

_DELIMITERS = ",;\t|"
_LONGEST_CSV_RECORD = 2000
"""Lines. A quotation mark that is open for longer was never meant to open a quotation."""


def read_jsonl(path: Path, fields: Fields) -> Iterator[Record | Unreadable]:
    """One JSON object per line, plain or gzipped (``.jsonl.gz``); blank lines are passed over."""
    opener = gzip.open if path.suffix.lower() == ".gz" else open
    number = 0
    try:
        with opener(path, "rb") as stream:
            for number, line in enumerate(_lines(stream), start=1):
                if line.strip():
                    yield _json_record(line, fields, number)
    except (OSError, EOFError, zlib.error, UndecodableError) as error:
        yield Unreadable(f"cannot be read on from here: {error}", number + 1)
    if number == 0:
        yield Unreadable("the file is empty")


def _lines(stream: BinaryIO | gzip.GzipFile) -> Iterator[bytes]:
    """Lines as bytes; a file in UTF-16 or UTF-32 is recoded whole, since its line ends are not single bytes."""
    first = stream.readline()
    if first.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or b"\x00" in first:
        yield from io.BytesIO(decode(first + stream.read()).text.encode("utf-8"))
        return
    if first:
        yield first
    yield from stream


def _json_record(line: bytes, fields: Fields, number: int) -> Record | Unreadable:
    try:
        decoded = decode(line)
        row = json.loads(decoded.text, parse_int=str, parse_float=str, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return Unreadable(f"not valid JSON: {error}" if not isinstance(error, UndecodableError) else str(error), number)
    if not isinstance(row, dict):
        return Unreadable("not a JSON object", number)
    return record_of(row, fields, number, decoded.encoding)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def read_csv(path: Path, fields: Fields) -> Iterator[Record | Unreadable]:
    """A header line, then one record per line or quoted run of lines; comma, semicolon, tab or bar between fields."""
    try:
        decoded = decode(path.read_bytes())
    except OSError as error:
        yield Unreadable(f"cannot be read: {error.strerror}")
        return
    except UndecodableError as error:
        yield Unreadable(str(error))
        return
    lines = io.StringIO(decoded.text, newline="").readlines()
    csv.field_size_limit(2**31 - 1)
    delimiter, header = _header(lines, fields)
    if delimiter is None:
        yield Unreadable(
            f"no column {fields.text!r} in the first line (fields.text in the config names it)", 1 if lines else None
        )
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


def read_parquet(path: Path, fields: Fields) -> Iterator[Record | Unreadable]:
    """One row per article, streamed through ``datasets``: so nothing is cached, and a changed file is read anew."""
    from datasets import load_dataset
    from datasets.exceptions import DatasetsError

    number = 0
    try:
        # A cache of its own: the usual one lies in the home folder, which a timer's user may not be able to write.
        with TemporaryDirectory() as cache:
            table = load_dataset("parquet", data_files=str(path), split="train", streaming=True, cache_dir=cache)
            for number, row in enumerate(table, start=1):
                yield record_of(row, fields, number)
    except (OSError, ValueError, RuntimeError, DatasetsError) as error:  # pyarrow's errors are ValueErrors and OSErrors
        yield Unreadable(f"cannot be read as Parquet: {error}", number + 1 if number else None)
        return
    if number == 0:
        yield Unreadable("the file holds no rows")
