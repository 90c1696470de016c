"""What an origin hands over, and what it is held to: digests known from the catalogue or from an earlier fetch."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jembatan.errors import DigestMismatch, ModelError
from jembatan.models.catalogue import Model
from jembatan.models.files import FileRecord
from jembatan.models.progress import size_text

_SPARE = 200_000_000


@dataclass(frozen=True, slots=True)
class Delivery:
    """Verified files of a model in ``folder``. ``in_place``: the folder is the user's own and stays where it is."""

    folder: Path
    files: tuple[FileRecord, ...]
    revision: str | None = None
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known before a fetch: the sha256 of files by path, and the commit that an earlier fetch recorded."""

    digests: Mapping[str, str] = field(default_factory=dict)
    revision: str | None = None

    def check(self, path: str, sha256: str, where: str) -> None:
        """Raise DigestMismatch where a file's digest is known and is another one."""
        known = self.digests.get(path)
        if known is not None and known != sha256:
            raise DigestMismatch(
                f"{where}: {path} has sha256 {sha256}, expected is {known}. These are not the bytes that were vouched "
                "for; nothing was installed. Fetch again; if it stays so, ask whoever runs this origin"
            )


def known_digests(model: Model) -> dict[str, str]:
    """The digests of a model's files that the catalogue knows."""
    return {file.path: file.sha256 for file in model.files}


def need_space(folder: Path, needed: int, what: str) -> None:
    """Raise ModelError unless ``needed`` bytes, and a little to spare, are free where ``folder`` lies."""
    free = shutil.disk_usage(folder).free
    if free < needed + _SPARE:
        raise ModelError(
            f"{folder}: {what} needs {size_text(needed + _SPARE)}, {size_text(free)} are free. Make room, or set "
            "models: in the config to a folder on a larger disk"
        )
