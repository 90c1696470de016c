"""Run folders: what a run planned, said and ended with; which runs were interrupted; one run at a time per shard."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from jembatan.errors import ConfigError, LockHeld, StoreError

_FINISHED = "finished.json"
_MOST_SHARDS = 1000
_STARTED = "%Y-%m-%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Shard:
    """Part ``number`` (from 1) of ``count`` of a night's articles, dealt by a digest of their ids."""

    number: int = 1
    count: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``i/n``. Raises ConfigError."""
        match = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
        if match is not None and (len(match[2].lstrip("0")) > 9 or int(match[2]) > _MOST_SHARDS):
            raise ConfigError(f"--shard {text}: at most {_MOST_SHARDS} parts; for example --shard 1/4")
        if match is None or len(match[1].lstrip("0")) > 9 or not 1 <= int(match[1]) <= int(match[2]):
            raise ConfigError(f"--shard {text}: write it as i/n with i from 1 to n, for example --shard 1/4")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.number}-of-{self.count}"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a job: the folder that holds its plans, its log and, at the end, its result."""

    folder: Path

    @property
    def finished(self) -> bool:
        """Whether it came to its end, good or bad."""
        return self._read() is not None

    @property
    def started(self) -> datetime:
        """When it began, in the job's time zone."""
        return datetime.strptime(self.folder.name[:17], _STARTED)

    def finish(self, result: Mapping[str, object]) -> None:
        """Write the result, at once. Raises StoreError."""
        partial = self.folder / f"{_FINISHED}.partial"
        try:
            partial.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
            partial.replace(self.folder / _FINISHED)
        except OSError as error:
            raise StoreError(f"{self.folder}: the run's result cannot be written ({error.strerror})") from error

    def result(self) -> dict[str, object]:
        """What ``finish`` wrote; empty for an interrupted run."""
        return self._read() or {}

    def _read(self) -> dict[str, object] | None:
        try:
            found = json.loads((self.folder / _FINISHED).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None


@dataclass(frozen=True, slots=True)
class Ended:
    """A shard's run that came to its end: its number, the digest of its night, when it began, and the digest of its
    glossary."""

    number: int
    night: object
    started: datetime
    glossary: object = None


def start(runs: Path, job: str, shard: Shard, now: datetime) -> Run:
    """Make the folder of a new run. Raises StoreError."""
    stem = f"{now.strftime(_STARTED)}-{job}-{shard}"
    for attempt in range(1, 1000):
        folder = runs / (stem if attempt == 1 else f"{stem}-{attempt}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        except OSError as error:
            raise StoreError(f"{folder}: cannot be made ({error.strerror}); give another --output") from error
        return Run(folder)
    raise StoreError(f"{runs}/{stem}: a thousand runs in one second; something starts the job in a loop")


def interrupted(runs: Path, job: str, shard: Shard) -> list[Run]:
    """Runs of this job and shard without a result, oldest first; under ``alone`` none of them is alive."""
    return [run for run in _runs(runs, job, shard) if not run.finished]


def ended(runs: Path, job: str, count: int) -> list[Ended]:
    """The runs of shards of ``count`` that came to their end, oldest first."""
    name = _name(job, f"([0-9]+)-of-{count}")
    found = []
    for folder in sorted(runs.glob(f"*-{job}-*-of-{count}*")):
        match = name.fullmatch(folder.name)
        run = Run(folder)
        if match and run.finished:
            with contextlib.suppress(ValueError):  # a folder with a date that no run can have
                told = run.result()
                found.append(Ended(int(match[1]), told.get("night"), run.started, told.get("glossary")))
    return found


def shard_counts(runs: Path, job: str) -> list[int]:
    """Into how many shards runs of this job were dealt, most first."""
    found = (
        _name(job, r"[0-9]{1,4}-of-([0-9]{1,4})").fullmatch(folder.name) for folder in runs.glob(f"*-{job}-*-of-*")
    )
    return sorted({int(match[1]) for match in found if match and int(match[1]) > 1}, reverse=True)


def _runs(runs: Path, job: str, shard: Shard) -> list[Run]:
    """The runs of exactly this job and shard (``1-of-1`` is not ``1-of-12``), oldest first."""
    name = _name(job, str(shard))
    found = [folder for folder in runs.glob(f"*-{job}-{shard}*") if name.fullmatch(folder.name) and folder.is_dir()]
    return [Run(folder) for folder in sorted(found)]


def _name(job: str, shard: str) -> re.Pattern[str]:
    """What ``start`` calls the folders of a job's runs."""
    return re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{6}}-{re.escape(job)}-{shard}(?:-[0-9]+)?")


@contextmanager
def alone(store: Path, name: str, wait: bool = False) -> Iterator[None]:
    """Hold the lock ``name`` of a store. Where another process has it: ``wait`` for it, or raise LockHeld at once."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        file = (store / f"{name}.lock").open("a+b", buffering=0)
    except OSError as error:
        raise StoreError(f"{store}: the lock cannot be made ({error.strerror}); give another --output") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read(20).decode("ascii", "replace").strip()
            raise LockHeld(
                f"{store}: another run (process {holder if holder.isdigit() else 'unknown'}) works here as {name}; "
                "wait for it, or give another --output"
            ) from error
        # The lock holds on a full disk, too; the number is for whoever waits.
        with contextlib.suppress(OSError):
            file.truncate(0)
            file.write(str(os.getpid()).encode())
        yield
