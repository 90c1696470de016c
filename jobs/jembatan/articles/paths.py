"""From the inputs of a job (files, folders, globs) to the article files they name."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jembatan.errors import InputError

SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".jsonl.gz", ".csv", ".parquet")
"""What names a format; compared without regard to case."""

_DOCUMENTS = (
    *(".json", ".xml", ".doc", ".docx", ".pdf", ".rtf", ".md", ".gz", ".zip", ".tsv", ".xls", ".xlsx"),
    *(".epub", ".odt"),
)
"""Files that may hold an article, and that no reader knows: reported, where images and the like are passed over."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A file or folder that may hold an article and cannot be read; ``reason`` says why."""

    path: Path
    reason: str


def suffix_of(path: Path) -> str | None:
    """The suffix that names this file's format, or None where no reader knows it."""
    name = path.name.lower()
    return next((suffix for suffix in sorted(SUFFIXES, key=len, reverse=True) if name.endswith(suffix)), None)


def article_files(inputs: Sequence[Path]) -> list[Path | Unfit]:
    """The article files of all inputs, in the order given; within a folder or glob sorted by path.

    Folders are walked to the bottom, through links too. Hidden files, READMEs and what is no document are passed over;
    broken links, pipes, documents of other formats and folders that cannot be listed are Unfit. A file named twice is
    read once. Raises InputError for an input that does not exist, cannot be read or holds no article file.
    """
    found: dict[str, Path | Unfit] = {}
    for entry in inputs:
        files = list(_expand(entry))
        if all(isinstance(file, Unfit) for file in files):
            raise InputError(f"{entry}: holds no article; looked for {', '.join(SUFFIXES)}. Check input: in the config")
        for file in files:
            found.setdefault(os.path.realpath(file.path if isinstance(file, Unfit) else file), file)
    return list(found.values())


def _expand(entry: Path) -> Iterator[Path | Unfit]:
    status = _status(entry)
    if isinstance(status, int) and stat.S_ISDIR(status):
        yield from _walk(entry)
    elif isinstance(status, int):
        if suffix_of(entry) is None or not stat.S_ISREG(status):
            raise InputError(
                f"{entry}: no reader for this format; give a file that ends in one of {', '.join(SUFFIXES)}"
            )
        if not os.access(entry, os.R_OK):
            raise InputError(f"{entry}: may not be read; check its permissions")
        yield entry
    elif glob.has_magic(str(entry)):
        for match in sorted(map(Path, glob.glob(str(entry), recursive=True))):  # noqa: PTH207 (any root)
            if os.path.isdir(match):  # noqa: PTH112 (never raises)
                yield from _walk(match)
            else:
                yield from _judged(match)
    elif isinstance(status, FileNotFoundError | NotADirectoryError):
        raise InputError(f"{entry}: does not exist. Check input: in the config, or give --input PATH") from status
    else:
        raise InputError(f"{entry}: cannot be opened ({_why(status)}). Check input: in the config") from status


def _walk(folder: Path) -> Iterator[Path | Unfit]:
    found: list[Path | Unfit] = []

    def refuse(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise InputError(f"{folder}: cannot be listed ({_why(error)}); check its permissions") from error
        found.append(Unfit(Path(error.filename), f"cannot be listed: {_why(error)}"))

    seen: set[str] = set()
    for parent, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
        real = os.path.realpath(parent)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                found += _judged(Path(parent, name))
    yield from sorted(found, key=lambda file: file.path if isinstance(file, Unfit) else file)


def _judged(file: Path) -> Iterator[Path | Unfit]:
    status = _status(file)
    known = suffix_of(file) is not None
    if isinstance(status, FileNotFoundError | NotADirectoryError):
        yield Unfit(file, "a broken link")
    elif isinstance(status, OSError | ValueError):
        yield Unfit(file, f"cannot be read: {_why(status)}")
    elif known and stat.S_ISREG(status):
        yield file
    elif known:
        yield Unfit(file, "no regular file")
    elif file.name.lower().endswith(_DOCUMENTS) and file.stem.lower() != "readme":
        yield Unfit(file, f"not a kind of file that is read ({', '.join(SUFFIXES)})")


def _status(path: Path) -> int | OSError | ValueError:
    """The mode of what ``path`` names, or why it cannot be told."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return error


def _why(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
