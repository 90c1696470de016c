"""Replacing a folder as a whole, so that a reader finds the old bundle or the new one and never half of one.

A folder that is not empty cannot be replaced by one rename. So the old one is renamed to ``.<name>.old``, the new one
is renamed in, and the old one is removed. Between the two renames the name is missing for an instant; a crash exactly
there leaves the old bundle under ``.<name>.old``, and ``recover`` puts it back at the next publish. Callers hold the
run's lock: two writers of one folder at a time are not supported. A symbolic link is never followed to be removed:
the link itself is moved or removed, what it points to stays.
"""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path


def staging(folder: Path) -> Path:
    """Where the next content of a folder is put together."""
    return folder.with_name(f".{folder.name}.new")


def aside(folder: Path) -> Path:
    """Where the former content of a folder lies while it is replaced."""
    return folder.with_name(f".{folder.name}.old")


def recover(folder: Path) -> None:
    """Finish or undo what a crash left behind: afterwards neither ``staging`` nor ``aside`` exists, and the folder is
    the last complete one."""
    if os.path.lexists(aside(folder)):
        if os.path.lexists(folder):
            _remove(aside(folder))
        else:
            aside(folder).rename(folder)
    if os.path.lexists(staging(folder)):
        _remove(staging(folder))


def swap_in(folder: Path) -> None:
    """Put the staged content in the place of the folder and remove the former content. All of the staged content
    must have been synced."""
    if folder.exists():
        folder.rename(aside(folder))
    staging(folder).rename(folder)
    sync(folder.parent)
    if aside(folder).exists():
        shutil.rmtree(aside(folder))


def keep(folder: Path) -> Path:
    """Rename a folder to the first free ``<name>.kept-<n>``, so that nothing in it is lost. Returns the new path."""
    kept = next(path for n in count(1) if not os.path.lexists(path := folder.with_name(f"{folder.name}.kept-{n}")))
    folder.rename(kept)
    return kept


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def sync(path: Path) -> None:
    """Wait until a file or a folder's list of names is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
