"""Who made a bundle: the engines, the settings and the run, as told at the foot of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from jembatan.engines.protocol import EngineIdentity


@dataclass(frozen=True, slots=True)
class EngineNote:
    """One engine of the night. ``identity`` is the string that a Translation or Summary carries as its engine.

    ``licence`` is an SPDX identifier and ``licence_note`` what an editor must know of it. ``origin`` says where the
    weights came from and ``origin_reason`` why this engine was taken and not another; ``warning`` is
    what a reader of its work must know. ``weights`` is the sha256 of
    the weights as published; ``libraries`` are (name, version).
    """

    stage: str
    name: str
    identity: str
    licence: str
    licence_note: str = ""
    origin: str = ""
    origin_reason: str = ""
    warning: str = ""
    weights: str = ""
    revision: str | None = None
    libraries: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        stage: str,
        identity: EngineIdentity,
        licence: str,
        licence_note: str = "",
        origin: str = "",
        origin_reason: str = "",
        warning: str = "",
    ) -> Self:
        """The note on an engine that says who it is."""
        return cls(
            stage=stage,
            name=identity.model,
            identity=str(identity),
            licence=licence,
            licence_note=licence_note,
            origin=origin,
            origin_reason=origin_reason,
            warning=warning,
            weights=identity.weights,
            revision=identity.revision,
            libraries=tuple(sorted(identity.libraries.items())),
        )


@dataclass(frozen=True, slots=True)
class RunTimes:
    """When a run happened: volatile, kept out of the pages and out of the content digest.

    ``started`` and ``finished`` are ISO 8601 with an offset; ``seconds`` is wall time.
    """

    started: str
    finished: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a bundle. ``date`` is the bundle's ISO date, ``signature`` one line that names all that can change
    a result, ``settings`` are (name, value) as shown at the foot, ``libraries`` the (name, version) of libraries
    outside the engines that shape the text."""

    config_name: str
    date: str
    signature: str
    engines: tuple[EngineNote, ...]
    settings: tuple[tuple[str, str], ...]
    jembatan_version: str
    run: RunTimes
    libraries: tuple[tuple[str, str], ...] = ()

    def engine(self, identity: str) -> EngineNote | None:
        """The note on the engine that a Translation or Summary names, or None where there is none."""
        return next((note for note in self.engines if identity in (note.identity, note.name)), None)
