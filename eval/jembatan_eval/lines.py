"""Texts that are aligned by line: what one system made of a test set, its reference and its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jembatan.errors import InputError


class Pair(NamedTuple):
    """What is scored: a hypothesis, its reference and its source, where there is one. ``published`` is the date of
    the source's article; it settles numeric dates. ``document`` and ``segment`` say where it stands: an article's id
    and ``s1``, ``s2``, or for plain files nothing and the number of the line, from 1."""

    hypothesis: str
    reference: str | None = None
    source: str | None = None
    published: date | None = None
    document: str = ""
    segment: str = ""


def read_aligned(hypothesis: Path, reference: Path | None, source: Path | None = None) -> tuple[Pair, ...]:
    """The pairs of line-aligned UTF-8 files. An empty line is an empty segment and is scored as such.

    Raises InputError for a file that cannot be read, for none but empty files and for different numbers of lines.
    """
    columns = {path: read_lines(path) for path in (hypothesis, reference, source) if path is not None}
    if len({len(lines) for lines in columns.values()}) > 1:
        counts = ", ".join(f"{path} has {len(lines)}" for path, lines in columns.items())
        raise InputError(f"the files must have the same number of lines, one segment a line: {counts}")
    if not columns[hypothesis]:
        raise InputError(f"{hypothesis}: holds no line, so there is nothing to score")

    def column(path: Path | None) -> Sequence[str | None]:
        return columns[path] if path is not None else [None] * len(columns[hypothesis])

    rows = zip(columns[hypothesis], column(reference), column(source), strict=True)
    return tuple(
        Pair(made, wanted, text, segment=str(number)) for number, (made, wanted, text) in enumerate(rows, start=1)
    )


def read_text(path: Path) -> str:
    """A UTF-8 file. Raises InputError naming it."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give the path of a file") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not UTF-8 (byte {error.start}); convert it, for example with iconv -t UTF-8"
        ) from error


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file, without their ends. Raises InputError naming it."""
    # Not splitlines(): it also splits at characters such as U+2028 that stand inside a segment.
    lines = read_text(path).split("\n")
    return lines if lines[-1] else lines[:-1]
