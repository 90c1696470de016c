"""What ``jembatan models fetch`` decided: ``models.lock``, which lies in the models folder and is not committed."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jembatan.config import ModelKind, Precision, Runtime
from jembatan.errors import ModelError
from jembatan.models.files import FileRecord

LOCK_NAME = "models.lock"


@dataclass(frozen=True, slots=True)
class LockedModel:
    """One model as fetched, verified and prepared for its runtime.

    ``folder`` is what the engine loads; ``weights`` the sha256 of the model as published (what identifies it),
    ``origin`` and ``revision`` say where it came from; ``licence`` is an SPDX identifier; ``grade`` is one of
    ``production``, ``demo`` and ``test``; ``prompt`` is the one that a causal model is to translate with, None where
    the catalogue names none.
    """

    name: str
    kind: ModelKind
    runtime: Runtime
    precision: Precision
    folder: Path
    weights: str
    revision: str | None
    origin: str
    licence: str
    licence_note: str | None = None
    grade: str = "production"
    skipped: tuple[Skipped, ...] = ()
    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An earlier candidate that could not be had when the decision was taken, and why."""

    name: str
    reason: str


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FetchedModel(_Frozen):
    """The verified files of one model. ``asked`` is the revision that the catalogue or the config names, ``revision``
    the commit it stood for at the first fetch. ``published`` lists the files as the publisher has them where ``files``
    holds safetensors that were written from a pickle. ``folder`` is relative to the models folder unless it lies
    elsewhere."""

    name: str
    kind: ModelKind
    licence: str
    origin: str
    asked: str | None
    revision: str | None
    weights: str
    folder: str
    files: tuple[FileRecord, ...]
    published: tuple[FileRecord, ...] = ()
    fetched: str


class PreparedModel(_Frozen):
    """What a runtime loads, made from a fetched model by the named library versions."""

    model: str
    runtime: Runtime
    requested: Precision
    precision: Precision
    folder: str
    libraries: dict[str, str]
    files: tuple[FileRecord, ...]


class Decision(_Frozen):
    """Which candidate was taken for a list of candidates, a runtime and a precision. It holds until somebody asks
    again."""

    candidates: tuple[str, ...]
    runtime: Runtime
    precision: Precision
    taken: str
    model: str | None
    skipped: tuple[Skipped, ...] = ()
    decided: str


class Lock(_Frozen):
    """All that was fetched, prepared and decided in one models folder, each under its key."""

    version: int = Field(default=1, ge=1, le=1)
    models: dict[str, FetchedModel] = {}
    prepared: dict[str, PreparedModel] = {}
    decisions: dict[str, Decision] = {}

    def with_model(self, key: str, model: FetchedModel) -> Lock:
        """A lock that also holds this model."""
        return self.model_copy(update={"models": {**self.models, key: model}})

    def with_prepared(self, key: str, prepared: PreparedModel) -> Lock:
        """A lock that also holds this prepared model."""
        return self.model_copy(update={"prepared": {**self.prepared, key: prepared}})

    def with_decision(self, key: str, decision: Decision) -> Lock:
        """A lock that also holds this decision."""
        return self.model_copy(update={"decisions": {**self.decisions, key: decision}})


def read(models: Path) -> Lock:
    """The lock of a models folder; an empty one where nothing was fetched. Raises ModelError where it cannot be
    read."""
    path = models / LOCK_NAME
    try:
        return Lock.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Lock()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror})") from error
    except ValidationError as error:
        raise ModelError(
            f"{path}: damaged or written by another version ({error.error_count()} fault(s), the first: "
            f"{error.errors()[0]['msg']}); move it away and run: jembatan models fetch CONFIG"
        ) from error
    except ValueError as error:
        raise ModelError(f"{str(path)!r}: no path of this system ({error}); correct models: in the config") from error


def write(models: Path, lock: Lock) -> None:
    """Replace the lock of a models folder at once: a reader sees the old one or the new one."""
    ordered = lock.model_copy(
        update={
            "models": dict(sorted(lock.models.items())),
            "prepared": dict(sorted(lock.prepared.items())),
            "decisions": dict(sorted(lock.decisions.items())),
        }
    )
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=models, prefix=LOCK_NAME, delete=False) as file:
        file.write(ordered.model_dump_json(indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(models / LOCK_NAME)
