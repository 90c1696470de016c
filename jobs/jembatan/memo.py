"""Compute only what is missing, in batches that are planned and recorded before the first of them runs.

A resume follows the recorded plans of unfinished runs batch by batch; that, not the key, makes a resumed night equal
to an uninterrupted one byte for byte (engines can differ in near-ties between batch compositions).
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter

from jembatan.engines.protocol import EngineIdentity
from jembatan.errors import EngineError, JembatanError, OutOfMemory, StoreError
from jembatan.store import Pace, Store, Stored

Value = Mapping[str, object]
"""A result as plain JSON data; its stage gives it a shape."""


class Stage(Protocol):
    """One step that an engine does: pure in its texts, its settings and its engine."""

    name: str
    identity: EngineIdentity

    @property
    def made_by(self) -> Value:
        """Stage name and version, semantic settings and engine identity: all that is in a key but the input."""
        ...

    def asked(self, text: str) -> str:
        """All that the engine is told of one input: the text itself and what goes with it."""
        ...

    def run(self, texts: Sequence[str]) -> Sequence[Value]:
        """One result per text, in the order given. Raises OutOfMemory or EngineError for the whole batch."""
        ...


@dataclass(frozen=True, slots=True)
class Item:
    """One input and the key of its result."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Items that are computed and stored together. ``id`` is a digest of their keys, in order."""

    items: tuple[Item, ...]

    @property
    def id(self) -> str:
        return hashlib.sha256("\n".join(item.key for item in self.items).encode()).hexdigest()[:12]


@dataclass(slots=True)
class Outcome:
    """What is known after a stage: ``results`` by key, and why the rest failed, by key."""

    results: dict[str, Stored]
    failures: dict[str, str] = field(default_factory=dict)
    computed: int = 0


Notice = Callable[[str], None]
"""Called with a sentence for the log and the terminal."""
Progress = Callable[[int, int], None]
"""Called with items done and items in all."""


def made_by(stage: str, version: int, settings: Value, engine: EngineIdentity) -> Value:
    """What a stage puts into its keys: its name and version, its semantic settings and its engine."""
    return {"stage": stage, "version": version, "settings": settings, "engine": engine.as_dict()}


def fingerprint(made_by: Value) -> str:
    """The digest of all that can change a result but its input."""
    return hashlib.sha256(json.dumps(made_by, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def items(stage: Stage, texts: Iterable[str]) -> list[Item]:
    """The items of ``texts``, each once, in the order of their first appearance."""
    made = fingerprint(stage.made_by)
    return [Item(_key(made, stage.asked(text)), text) for text in dict.fromkeys(texts)]


def _key(made: str, asked: str) -> str:
    return hashlib.sha256(f"{made}\n{asked}".encode()).hexdigest()


def plan(missing: Sequence[Item], size: int) -> list[Batch]:
    """Batches of at most ``size`` items of like length. The longest come first: what does not fit shows at once."""
    ordered = sorted(missing, key=lambda item: (-len(item.text), item.key))
    return [Batch(tuple(ordered[start : start + size])) for start in range(0, len(ordered), size)]


def compute(
    stage: Stage,
    wanted: Sequence[Item],
    store: Store,
    run: Path,
    unfinished: Sequence[Path],
    batch_size: int,
    notice: Notice,
    progress: Progress,
) -> Outcome:
    """Results for all ``wanted`` items: stored ones, those of recorded batches of ``unfinished`` runs, new ones.

    The plan lies in the folder ``run`` before the first batch starts. An EngineError, and whatever else a stage raises
    over its texts, becomes failures; all other errors of ``jembatan.errors`` are raised.
    """
    outcome = Outcome(store.get([item.key for item in wanted]))
    missing = {item.key: item for item in wanted if item.key not in outcome.results}
    if not missing:
        return outcome
    made = fingerprint(stage.made_by)
    batches: list[Batch] = []
    for earlier in unfinished:
        for batch in read_plan(earlier / _plan_name(stage), made):
            if any(item.key in missing for item in batch.items):
                batches.append(batch)
                for item in batch.items:
                    missing.pop(item.key, None)
    if batches:
        notice(f"{stage.name}: going on with {len(batches)} recorded batches of an interrupted run")
    batches += plan(list(missing.values()), batch_size)
    _write_plan(run / _plan_name(stage), made, batches)
    total = sum(len(batch.items) for batch in batches)
    done = 0
    progress(done, total)
    for batch in batches:
        started = time.monotonic()
        fresh, failed = _attempt(stage, batch.items, batch.id, notice)
        store.put(fresh, made, stage.made_by)
        store.add_pace(
            made,
            Pace(len(batch.items), sum(len(item.text) for item in batch.items), time.monotonic() - started),
        )
        outcome.failures.update(failed)
        outcome.computed += len(fresh)
        done += len(batch.items)
        progress(done, total)
    # What another shard stored first is what counts, so that all shards publish the same.
    outcome.results = store.get([item.key for item in wanted])
    return outcome


def _attempt(stage: Stage, batch: Sequence[Item], label: str, notice: Notice) -> tuple[list[Stored], dict[str, str]]:
    """A batch; halved where memory runs out; item by item where it fails otherwise."""
    try:
        values = stage.run([item.text for item in batch])
        if len(values) != len(batch):
            raise EngineError(f"{len(values)} results for {len(batch)} inputs")
    except (OutOfMemory, MemoryError) as error:
        if len(batch) == 1:
            return [], {batch[0].key: f"out of memory even alone: {error}"}
        half = (len(batch) + 1) // 2
        notice(f"{stage.name}: out of memory with {len(batch)} items; trying {half} at a time")
        return _attempt_parts(stage, [batch[:half], batch[half:]], label, notice)
    except Exception as error:
        if isinstance(error, JembatanError) and not isinstance(error, EngineError):
            # No item can be blamed for a model that cannot be loaded: tried one by one, the whole night would fail.
            raise
        # Whatever an engine raises, known or not, costs one item and never the night.
        reason = str(error) if isinstance(error, EngineError) else f"{type(error).__name__}: {error}"
        if len(batch) == 1:
            return [], {batch[0].key: reason}
        notice(f"{stage.name}: a batch of {len(batch)} failed ({reason}); trying its items one by one")
        return _attempt_parts(stage, [[item] for item in batch], label, notice)
    dumped = [json.dumps(value, sort_keys=True, ensure_ascii=False) for value in values]
    return [Stored(item.key, value, label) for item, value in zip(batch, dumped, strict=True)], {}


def _attempt_parts(
    stage: Stage, parts: Sequence[Sequence[Item]], label: str, notice: Notice
) -> tuple[list[Stored], dict[str, str]]:
    fresh: list[Stored] = []
    failed: dict[str, str] = {}
    for number, part in enumerate(parts, start=1):
        made, lost = _attempt(stage, part, f"{label}/{number}", notice)
        fresh += made
        failed.update(lost)
    return fresh, failed


def _plan_name(stage: Stage) -> str:
    return f"plan-{stage.name}.json"


def _write_plan(path: Path, made: str, batches: Sequence[Batch]) -> None:
    record = {
        "fingerprint": made,
        "batches": [[{"key": item.key, "text": item.text} for item in batch.items] for batch in batches],
    }
    partial = path.with_suffix(".partial")
    try:
        with partial.open("w", encoding="utf-8") as file:
            json.dump(record, file, ensure_ascii=False)
            file.flush()
            # A batch must not be on the disk before the plan that made it.
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: the batch plan cannot be written ({error.strerror})") from error


def read_plan(path: Path, made: str) -> list[Batch]:
    """The recorded batches of a run, if it ran with this fingerprint; none where there is no whole plan."""
    record = _plan_record(path)
    return [Batch(batch) for batch in record.batches] if record.fingerprint == made else []


def settled(run: Path, store: Store, failed: Collection[str]) -> bool:
    """Whether all that a run planned is stored, or is among the keys ``failed``: nobody needs its plans any more."""
    planned = {item.key for path in run.glob("plan-*.json") for batch in _plan_record(path).batches for item in batch}
    return planned <= {*store.get(planned), *failed}


@dataclass(frozen=True, slots=True)
class _Plan:
    fingerprint: str
    batches: tuple[tuple[Item, ...], ...]


_PLAN = TypeAdapter(_Plan)


def _plan_record(path: Path) -> _Plan:
    """A plan as it was written; one without batches where there is no whole one (a power cut, a full disk)."""
    try:
        return _PLAN.validate_json(path.read_bytes())
    except (OSError, ValueError):
        return _Plan("", ())
