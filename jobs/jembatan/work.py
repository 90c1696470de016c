"""What is missing of a night's stages, computed into its store, and whoever watches it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from jembatan import memo, mending
from jembatan.assemble import StageResults
from jembatan.canary import flight
from jembatan.canary.sentences import fixed
from jembatan.config import Config
from jembatan.repair.candidates import Answer
from jembatan.repair.ladder import Ask
from jembatan.stages.translate import TranslateStage
from jembatan.store import Store


class Observer(Protocol):
    """Whoever watches a run: a terminal, a log file."""

    def started(self, folder: Path) -> None:
        """A run began; its folder is there."""
        ...

    def notice(self, text: str) -> None:
        """Something that a person may want to know."""
        ...

    def note(self, text: str) -> None:
        """Something for the log alone."""
        ...

    def progress(self, stage: str, done: int, total: int) -> None:
        """So many of a stage's items are done."""
        ...


class Work:
    """What is missing of a stage, computed into the store."""

    def __init__(self, store: Store, run: Path, unfinished: Sequence[Path], observer: Observer) -> None:
        self._store = store
        self._run = run
        self._unfinished = unfinished
        self._observer = observer
        self.computed = 0
        self.failed: set[str] = set()

    def compute(self, stage: memo.Stage, texts: Sequence[str], batch_size: int) -> StageResults:
        wanted = memo.items(stage, texts)
        outcome = memo.compute(
            stage,
            wanted,
            self._store,
            self._run,
            self._unfinished,
            batch_size,
            self._observer.notice,
            lambda done, total: self._observer.progress(stage.name, done, total),
        )
        self.computed += outcome.computed
        self.failed |= outcome.failures.keys()
        return StageResults.of(stage.identity, wanted, outcome)

    def canary(self, stage: TranslateStage, texts: Sequence[str], config: Config) -> flight.State | None:
        """The canary's flight before a first batch, with the engine that then computes it; None without such a batch,
        and where the config has the canary off."""
        wanted = [item.key for item in memo.items(stage, texts)]
        if config.canary == "off" or len(self._store.get(wanted)) == len(wanted):
            return None
        total = len(fixed().texts)
        self._observer.progress("canary", 0, total)
        state = flight.before_batches(stage, config, self._observer.notice, self._observer.note)
        self._observer.progress("canary", total, total)
        return state

    def asking(self, batch_size: int) -> Ask:
        """What the repair ladder asks its engines with."""

        def ask(stage: TranslateStage, texts: Sequence[str]) -> Mapping[str, Answer]:
            found = self.compute(stage, texts, batch_size)
            stage.release()
            return mending.answers(found)

        return ask
