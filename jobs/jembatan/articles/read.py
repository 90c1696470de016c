"""Reads raw articles out of files. Nothing is cleaned here, and nothing is passed over in silence."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jembatan.articles.dates import published_on
from jembatan.articles.documents import read_html, read_text
from jembatan.articles.ids import digest, slug, with_digest
from jembatan.articles.parquet import read_parquet
from jembatan.articles.paths import Unfit, article_files, suffix_of
from jembatan.articles.record import Record, Unreadable
from jembatan.articles.tabular import read_csv, read_jsonl
from jembatan.config import Fields
from jembatan.errors import InputError
from jembatan.records import Article, Duplicate, Failure


def read(inputs: Sequence[Path], fields: Fields) -> Iterator[Article | Failure | Duplicate]:
    """Every article of ``inputs`` (files, folders, globs of txt, html, jsonl, csv, parquet), in a fixed order.

    A record that cannot be read is a Failure with its path and line (or row) number, and reading goes on. An article
    whose title and text were read before is a Duplicate. A date that cannot be told, or a field of a wrong kind, is a
    Failure that names the article; the article itself comes before it, without that field.

    An id is the record's own, or the name of its file (with a digest of the content where the file holds many), made
    safe as a file name. The later of two different articles with one id gets the digest of its content added. Raises
    InputError, at the call, for an input that does not exist or holds no article file.
    """
    return _articles(article_files(inputs), fields)


def _articles(files: Sequence[Path | Unfit], fields: Fields) -> Iterator[Article | Failure | Duplicate]:
    known: dict[str, str] = {}
    taken: set[str] = set()
    for path in files:
        if isinstance(path, Unfit):
            yield Failure(stage="read", reason=path.reason, path=_shown(path.path))
            continue
        name = _shown(path)
        for record in _records(path, fields):
            if isinstance(record, Unreadable):
                yield Failure(stage="read", reason=record.reason, path=name, record=record.number)
                continue
            content = digest(f"{record.title or ''}\n{record.text}")
            if content in known:
                yield Duplicate(path=name, record=record.number, of=known[content])
                continue
            identifier = _id(record, path)
            while identifier in taken:
                identifier = with_digest(identifier, f"{record.title or ''}\n{record.text}")
            known[content] = identifier
            taken.add(identifier)
            published = published_on(record.published) if record.published is not None else None
            yield Article(
                id=identifier,
                text=record.text,
                path=name,
                title=record.title,
                source=record.source,
                url=record.url,
                published=published,
                record=record.number,
                encoding=record.encoding,
                left_out=record.left_out,
            )
            for fault in record.faults:
                yield Failure(stage="read", reason=fault, article=identifier, path=name, record=record.number)
            if record.published is not None and published is None:
                reason = f"no date can be told from {record.published!r}; the article goes on without one"
                yield Failure(stage="read", reason=reason, article=identifier, path=name, record=record.number)


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _records(path: Path, fields: Fields) -> Iterator[Record | Unreadable]:
    try:
        yield from _of_format(path, fields)
    except InputError:
        raise
    except Exception as error:
        # No file, however odd, may stop the night.
        yield Unreadable(f"cannot be read on: {type(error).__name__}: {error}")


def _of_format(path: Path, fields: Fields) -> Iterator[Record | Unreadable]:
    match suffix_of(path):
        case ".txt":
            return read_text(path)
        case ".html" | ".htm":
            return read_html(path)
        case ".jsonl" | ".jsonl.gz":
            return read_jsonl(path, fields)
        case ".csv":
            return read_csv(path, fields)
        case _:
            return read_parquet(path, fields)


def _id(record: Record, path: Path) -> str:
    if record.id is not None:
        return slug(record.id)
    stem = path.name[: -len(suffix_of(path) or "")]
    if record.number is None:
        return slug(stem)
    return with_digest(slug(stem), f"{record.title or ''}\n{record.text}")
