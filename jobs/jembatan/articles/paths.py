"""From the inputs of a job (files, folders, globs) to the article files they name."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jembatan.errors import InputError

SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".jsonl.gz", ".csv", ".parquet")
"""What names a format; compared without regard to case."""


def suffix_of(path: Path) -> str | None:
    """The suffix that names this file's format, or None where no reader knows it."""
    name = path.name.lower()
    return next((suffix for suffix in sorted(SUFFIXES, key=len, reverse=True) if name.endswith(suffix)), None)


def article_files(inputs: Sequence[Path]) -> list[Path]:
    """The article files of all inputs, in the order given; within a folder or glob sorted by path.

    Folders are walked to the bottom; hidden files and files of other formats in them are passed over. A file named
    twice is read once. Raises InputError for an input that does not exist or holds no article file.
    """
    found: dict[Path, Path] = {}
    for entry in inputs:
        files = list(_expand(entry))
        if not files:
            raise InputError(f"{entry}: holds no article; looked for {', '.join(SUFFIXES)}. Check input: in the config")
        for file in files:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _expand(entry: Path) -> Iterator[Path]:
    if entry.is_file():
        if suffix_of(entry) is None:
            raise InputError(
                f"{entry}: no reader for this format; give a file that ends in one of {', '.join(SUFFIXES)}"
            )
        yield entry
    elif entry.is_dir():
        yield from _walk(entry)
    elif glob.has_magic(str(entry)):
        for match in sorted(map(Path, glob.glob(str(entry), recursive=True))):  # noqa: PTH207 (any root)
            if match.is_dir():
                yield from _walk(match)
            elif suffix_of(match) is not None:
                yield match
    else:
        raise InputError(f"{entry}: does not exist. Check input: in the config, or give --input PATH")


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: cannot be listed ({error.strerror}); check its permissions") from error

    files: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(parent, name) for name in names if not name.startswith(".")]
    yield from sorted(file for file in files if suffix_of(file) is not None and file.is_file())
