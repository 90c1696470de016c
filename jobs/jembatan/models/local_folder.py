"""The origin for models that lie on this machine: files are hashed and used where they are."""

from __future__ import annotations

from pathlib import Path

from jembatan.config import ModelKind
from jembatan.errors import OriginRefused
from jembatan.models.catalogue import FolderOrigin
from jembatan.models.delivery import Delivery, Expected
from jembatan.models.files import record, wanted
from jembatan.models.progress import Reporter


def obtain(origin: FolderOrigin, kind: ModelKind, expected: Expected, reporter: Reporter) -> Delivery:
    """Hash the files that make the model. Raises OriginRefused where the folder is not there or not a complete
    model."""
    folder: Path = origin.folder
    if not folder.is_dir():
        raise OriginRefused(f"{folder}: no such folder; correct folder: in the config")
    names = wanted((path.name for path in folder.iterdir() if path.is_file()), kind, str(folder))
    reporter.say(f"reading {len(names)} files in {folder}")
    files = tuple(record(folder, name) for name in names)
    for file in files:
        expected.check(file.path, file.sha256, str(folder))
    return Delivery(folder=folder, files=files, in_place=True)
