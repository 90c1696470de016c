"""``[NAME=]PATH``: a bundle's folder or a file of translations, as the commands that take several are given them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import typer


class Given(NamedTuple):
    """A name and a path: the folder of a bundle, or a file that ``--ref`` or ``--src`` is aligned with."""

    name: str
    path: Path


def read(given: str, ref: Path | None, src: Path | None) -> Given:
    """``NAME=PATH``, or a path, whose last part is then the name. A path that holds an equals sign and exists is a
    path."""
    name, equals, rest = given.partition("=")
    path = Path(rest if equals and not Path(given).exists() else given)
    called = name if equals and name and path != Path(given) else path.name or path.resolve().name
    # What a name holds of a file system's own bytes cannot be written as UTF-8; a line feed would break a table.
    called = " ".join(called.encode("utf-8", "replace").decode("utf-8").split())
    if path.is_dir() and (ref is not None or src is not None):
        raise typer.BadParameter(f"{path} is a folder: --ref and --src belong to files, and bundles take --references")
    if not path.is_dir() and ref is None and src is None:
        missing = "" if path.exists() else f"{path}: there is no such bundle; "
        raise typer.BadParameter(f"{missing}files need --ref FILE, --src FILE or both")
    return Given(called, path)
