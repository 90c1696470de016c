"""Line-aligned files, read one line at a time: what one million sentences weigh is not held in memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO, NamedTuple

from jembatan.errors import InputError

_BOM = b"\xef\xbb\xbf"


class LinePair(NamedTuple):
    """One line of two aligned files, counted from 1, without its line end."""

    number: int
    source: str
    target: str


def pairs(source: Path, target: Path) -> Iterator[LinePair]:
    """The lines of two UTF-8 files side by side. An empty line is an empty segment and counts.

    Two plain files are looked through first, so that nothing is given out of files which do not fit together; of pipes
    that can only be seen at their end. Raises InputError for a file that cannot be read or is not UTF-8, for none but
    empty files, and for different numbers of lines.
    """
    with _open(source) as sources, _open(target) as targets:
        if source.is_file() and target.is_file():
            _check_counts(source, _count(source, sources), target, _count(target, targets))
            sources.seek(0)
            targets.seek(0)
        counts = [0, 0]
        for number, row in enumerate(zip_longest(lines(source, sources), lines(target, targets)), 1):
            left, right = row
            counts = [counts[0] + (left is not None), counts[1] + (right is not None)]
            if left is not None and right is not None:
                yield LinePair(number, left, right)
        _check_counts(source, counts[0], target, counts[1])


def file_lines(path: Path) -> Iterator[str]:
    """The lines of one UTF-8 file. Raises InputError naming it."""
    with _open(path) as stream:
        yield from lines(path, stream)


def lines(name: Path | str, stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream of UTF-8, without their ends and a byte order mark. ``name`` is what an error calls it.

    Lines end at a line feed only: characters such as U+2028 stand inside segments.
    """
    try:
        for number, raw in enumerate(stream, 1):
            line = raw.removeprefix(_BOM) if number == 1 else raw
            try:
                yield line.removesuffix(b"\n").removesuffix(b"\r").decode()
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{name}: line {number} is not UTF-8 (byte {error.start + 1} of the line); convert the file, for "
                    f"example with iconv -f WINDOWS-1252 -t UTF-8"
                ) from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror})") from error


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give the path of a text file") from error


def _count(path: Path, stream: BinaryIO) -> int:
    return sum(1 for _ in lines(path, stream))


def _check_counts(source: Path, left: int, target: Path, right: int) -> None:
    if left != right:
        raise InputError(
            f"{source} has {left} lines and {target} has {right}; line n of the one must be the translation of line n "
            f"of the other: align the files, one sentence a line"
        )
    if not left:
        raise InputError(
            f"{source}: holds no line, so there is nothing to compare; give files with one sentence a line"
        )
