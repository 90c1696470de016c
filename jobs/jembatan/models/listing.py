"""What ``jembatan models list`` shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jembatan.models.catalogue import ROLES, Model, Role, base_of, catalogue
from jembatan.models.files import touched
from jembatan.models.lock import FetchedModel, read
from jembatan.models.progress import size_text


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One row. ``size`` is None where it is not known before the first fetch; ``present`` says that its files lie in
    the models folder, as recorded by a cheap look."""

    name: str
    roles: tuple[Role, ...]
    kind: str
    licence: str
    licence_note: str | None
    grade: str
    description: str
    size: int | None
    origins: tuple[str, ...]
    present: bool

    @property
    def size_text(self) -> str:
        """The size of the download for people."""
        return size_text(self.size)


def listing(models: Path) -> list[ListedModel]:
    """All models of the catalogue, then those that only the lock of this folder knows."""
    lock = read(models)
    there = {entry.name: entry for entry in lock.models.values() if not touched(models / entry.folder, entry.files)}
    rows = [_row(model, there.get(base_of(model).name)) for model in catalogue().values()]
    return rows + [_own(entry) for name, entry in there.items() if name not in catalogue()]


def _row(model: Model, entry: FetchedModel | None) -> ListedModel:
    return ListedModel(
        name=model.name,
        roles=model.roles,
        kind=model.kind,
        licence=model.licence,
        licence_note=model.licence_note,
        grade=model.grade,
        description=model.description,
        size=_size(entry) if model.size is None and entry is not None else model.size,
        origins=tuple(str(origin) for origin in model.origins) or ("built in",),
        present=entry is not None or model.kind == "fake",
    )


def _own(entry: FetchedModel) -> ListedModel:
    return ListedModel(
        name=entry.name,
        roles=ROLES[entry.kind],
        kind=entry.kind,
        licence=entry.licence,
        licence_note=None,
        grade="production",
        description="described in a config",
        size=_size(entry),
        origins=(entry.origin,),
        present=True,
    )


def _size(entry: FetchedModel) -> int:
    return sum(file.size for file in entry.published or entry.files)
