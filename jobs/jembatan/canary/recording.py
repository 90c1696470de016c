"""A recording: what the fixed sentences gave under one choice of model and settings, and on what. One JSON file each.

They lie in ``canary/`` of the output folder, outside of the store: whoever clears the store to compute all anew must
still be told that the engine writes otherwise than before.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from jembatan.engines.machine import Machine
from jembatan.engines.protocol import EngineIdentity
from jembatan.errors import StoreError


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a user chose on purpose: another choice has a recording of its own, and is compared with no other.

    ``settings`` are the semantic ones, ``sentences`` the version of the fixed sentences. ``batch_size`` (at most as
    many as there are sentences) and ``batch_tokens`` are here because an engine cuts a batch by them, and near-ties can
    fall otherwise in another cut.
    """

    model: str
    kind: str
    runtime: str
    precision: str
    settings: Mapping[str, object]
    batch_size: int
    batch_tokens: int
    sentences: int

    @property
    def digest(self) -> str:
        """The same for the same choice."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else may have changed an output. ``made`` is an ISO 8601 time."""

    made: str
    engine: EngineIdentity
    machine: Machine
    jembatan: str
    python: str


@dataclass(frozen=True, slots=True)
class Sung:
    """One fixed sentence and the first hypothesis that it gave; empty where the engine refused it."""

    source: str
    output: str


@dataclass(frozen=True, slots=True)
class Recording:
    """All of it, the sentences in their order."""

    chosen: Chosen
    circumstances: Circumstances
    sentences: tuple[Sung, ...]

    @property
    def outputs(self) -> tuple[str, ...]:
        return tuple(one.output for one in self.sentences)


_RECORDING = TypeAdapter(Recording)


def path_of(output: Path, chosen: Chosen) -> Path:
    """Where the recording of a choice lies in a job's output folder."""
    return output / "canary" / f"{chosen.model}-{chosen.digest}.json"


def read(path: Path, chosen: Chosen, sources: Sequence[str]) -> Recording | None:
    """The recording of this choice and these sentences; None where there is none. Raises StoreError."""
    mend = "move it away, and the next night records anew what the fixed sentences give"
    try:
        found = _RECORDING.validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: the canary's recording cannot be read ({error.strerror})") from error
    except ValidationError as error:
        raise StoreError(
            f"{path}: the canary's recording is damaged ({error.error_count()} fault(s), the first: "
            f"{error.errors()[0]['msg']}); {mend}"
        ) from error
    if found.chosen.digest != chosen.digest or [one.source for one in found.sentences] != list(sources):
        raise StoreError(f"{path}: the canary's recording is of other settings or sentences than its name says; {mend}")
    return found


def write(path: Path, recording: Recording) -> None:
    """Replace the file at once: a reader sees the old one or the new one. Raises StoreError."""
    text = json.dumps(_RECORDING.dump_python(recording, mode="json"), ensure_ascii=False, indent=2) + "\n"
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise StoreError(
            f"{path}: the canary's recording cannot be written ({error.strerror}); look at the free space, and whether "
            "this user may write there"
        ) from error
