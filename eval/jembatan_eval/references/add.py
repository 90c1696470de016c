"""New references into a file: an article that somebody translated line by line, or corrections that came back.

The file is replaced as a whole, so that it never holds half of an article.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jembatan.errors import InputError, StoreError
from jembatan.publish.schema import ArticleRecord, SegmentRecord
from jembatan_eval import whole_file
from jembatan_eval.lines import read_lines, read_text
from jembatan_eval.references.file import Correction, Segment, Summary, read_entries

Entries = Sequence[Segment | Correction | Summary]


def translatable(articles: Sequence[ArticleRecord], article: str) -> list[SegmentRecord]:
    """The Indonesian segments of one article of a bundle, in order. Raises InputError where the bundle lacks it."""
    found = next((record for record in articles if record["id"] == article), None)
    if found is None:
        there = ", ".join(record["id"] for record in articles[:10])
        raise InputError(f"the bundle has no article {article}; it has {there or 'none'}")
    return [segment for segment in found["segments"] if "foreign-language" not in segment["flags"]]


def translated(article: str, segments: Sequence[SegmentRecord], targets: Path) -> list[Segment]:
    """The references of an article, from a file with one line for each of its segments. Raises InputError."""
    lines = read_lines(targets)
    if len(lines) != len(segments):
        raise InputError(
            f"{targets}: has {len(lines)} lines and {article} {len(segments)} segments; one line is needed for "
            "each, as --sources prints them"
        )
    empty = next((number for number, line in enumerate(lines, 1) if not line.strip()), None)
    if empty is not None:
        raise InputError(f"{targets}:{empty}: is empty; every segment needs its translation")
    return [
        Segment(
            schema=1,
            type="segment",
            article=article,
            n=n,
            kind=segment["kind"],
            source=segment["source"],
            target=line.strip(),
        )
        for n, (segment, line) in enumerate(zip(segments, lines, strict=True))
    ]


def corrections(path: Path) -> list[Correction]:
    """The corrections of a file that came back. Raises InputError where a line is none."""
    found = []
    for numbered in read_entries(path):
        if not isinstance(numbered.entry, Correction):
            raise InputError(f"{path}:{numbered.line}: is a {numbered.entry.type}, and only corrections are taken here")
        found.append(numbered.entry)
    if not found:
        raise InputError(f"{path}: holds no correction")
    return found


def add(path: Path, new: Entries) -> None:
    """Append entries to a references file, which is made where there is none.

    Raises InputError where an article's segments are there already, or the file is none of references; StoreError
    where it cannot be written.
    """
    path = path.resolve()  # of a link the file it leads to is replaced, not the link
    with _alone(path):
        _add(path, new)


def _add(path: Path, new: Entries) -> None:
    before = ""
    if path.exists():
        there = {one.entry.article for one in read_entries(path) if isinstance(one.entry, Segment)}
        twice = next((one.article for one in new if isinstance(one, Segment) and one.article in there), None)
        if twice is not None:
            raise InputError(f"{path}: has segments of {twice} already; add corrections of them, or take them out")
        before = read_text(path)
        if before and not before.endswith("\n"):
            before += "\n"
    lines = [
        json.dumps(one.model_dump(mode="json", by_alias=True, exclude_none=True), ensure_ascii=False) for one in new
    ]
    try:
        whole_file.replace(path, before + "".join(f"{line}\n" for line in lines))
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror})") from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Two that add at once would each write the file without the other's entries. The lock is on the folder, for the
    file itself is replaced."""
    try:
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror})") from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
