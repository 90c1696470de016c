"""Reads raw articles out of files. Nothing is cleaned here, and nothing is passed over in silence."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jembatan.articles.dates import published_on
from jembatan.articles.documents import read_html, read_text
from jembatan.articles.ids import digest, slug, with_digest
from jembatan.articles.paths import article_files, suffix_of
from jembatan.articles.record import Record, Unreadable
from jembatan.articles.tabular import read_csv, read_jsonl, read_parquet
from jembatan.config import Fields
from jembatan.records import Article, Duplicate, Failure


def read(inputs: Sequence[Path], fields: Fields) -> Iterator[Article | Failure | Duplicate]:
    """Every article of ``inputs`` (files, folders, globs of txt, html, jsonl, csv, parquet), in a fixed order.

    A record that cannot be read is a Failure with its path and line (or row) number, and reading goes on. An article
    whose title and text were read before is a Duplicate. A date that cannot be told is a Failure that names the
    article; the article itself comes before it, without a date.

    An id is the record's own, or the name of its file (with a digest of the content where the file holds many), made
    safe as a file name. The later of two different articles with one id gets the digest of its content added. Raises
    InputError, at the call, for an input that does not exist or holds no article file.
    """
    return _articles(article_files(inputs), fields)


def _articles(files: Sequence[Path], fields: Fields) -> Iterator[Article | Failure | Duplicate]:
    known: dict[str, str] = {}
    taken: set[str] = set()
    for path in files:
        name = os.fsencode(path).decode("utf-8", "replace")
        for record in _records(path, fields):
            if isinstance(record, Unreadable):
                yield Failure(stage="read", reason=record.reason, path=name, record=record.number)
                continue
            content = digest(f"{record.title or ''}\n{record.text}")
            if content in known:
                yield Duplicate(path=name, record=record.number, of=known[content])
                continue
            identifier = _id(record, path)
            if identifier in taken:
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
            )
            if record.published is not None and published is None:
                reason = f"no date can be told from {record.published!r}; the article goes on without one"
                yield Failure(stage="read", reason=reason, article=identifier, path=name, record=record.number)


def _records(path: Path, fields: Fields) -> Iterator[Record | Unreadable]:
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
