"""The night, from raw articles to a published bundle: one function to read from top to bottom (``run``)."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from jembatan import assemble, gate, memo, mending, runs, shards
from jembatan.assemble import StageResults
from jembatan.canary import flight
from jembatan.canary.sentences import fixed
from jembatan.config import Config, Translate
from jembatan.engines.hints import hints_of
from jembatan.engines.identity import identity, semantic_settings
from jembatan.engines.load import load_summariser, load_translator
from jembatan.errors import LockHeld, StoreError
from jembatan.glossary import file
from jembatan.glossary.glossary import Glossary
from jembatan.guard.check import chosen
from jembatan.inputs import WHOLE, Selection, load, require_apart
from jembatan.models.decisions import Locked, locked
from jembatan.models.lock import LockedModel
from jembatan.night import Night as Night
from jembatan.publish.bundle import publish
from jembatan.publish.content import Bundle
from jembatan.publish.provenance import RunTimes
from jembatan.quantities import NumberReport
from jembatan.records import Failure, Segmented, Translation
from jembatan.repair.candidates import Answer
from jembatan.repair.ladder import Ask, Ladder
from jembatan.stages.summarise import SummariseStage
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


@dataclass(frozen=True, slots=True)
class Stages:
    """What engines do in a night, and the models and the glossary behind it. The ladder has translating stages of its
    own."""

    models: Locked
    glossary: Glossary | None
    translate: TranslateStage
    ladder: Ladder
    summarise: SummariseStage


def run(config: Config, selection: Selection, observer: Observer, merge: bool = False) -> Night:
    """Compute what is missing of a night and publish its bundle; the last of several shards publishes for all.

    ``merge`` publishes only if all shards have ended. Raises the errors of ``jembatan.errors`` for what no article can
    be blamed for; all else becomes a Failure.
    """
    now = datetime.now(ZoneInfo(config.timezone))
    # Before anything is written into what may be the input.
    require_apart(config)
    day = shards.require_all(config, selection, now) if merge else now.date()
    night = _run_one(config, selection, observer, now, day)
    if selection.shard.count == 1:
        return night
    ended_day = shards.ended_day(config, selection, now)
    if ended_day is None:
        observer.notice(shards.to_come(config, selection, now))
        return night
    try:
        return _run_one(config, replace(selection, shard=WHOLE), observer, now, ended_day)
    except LockHeld:
        observer.notice("another shard, which ended at the same time, publishes")
        return night


def _run_one(config: Config, selection: Selection, observer: Observer, now: datetime, day: date) -> Night:
    clock = time.monotonic()
    stages = build_stages(config)
    runs_folder = config.output / "runs"
    with runs.alone(config.output / "store", f"run-{config.name}-{selection.shard}"):
        store = Store(config.output / "store")
        earlier = runs.interrupted(runs_folder, config.name, selection.shard)
        current = runs.start(runs_folder, config.name, selection.shard, now)
        observer.started(current.folder)
        work = _Work(store, current.folder, [one.folder for one in earlier], observer)

        inputs = load(config, selection)
        texts = [segment.text for article in inputs.articles for segment in article.segments if segment.translate]
        canary = work.canary(stages.translate, texts, config)
        translated = work.compute(stages.translate, texts, config.runtime.batch_size)
        stages.translate.release()
        ask = work.asking(config.runtime.batch_size)
        drafts = [
            draft.translations
            for draft in mending.mended(
                inputs.articles, translated, stages.ladder, stages.glossary, ask, observer.notice
            )
        ]
        sources = [
            assemble.summary_source(article, draft) for article, draft in zip(inputs.articles, drafts, strict=True)
        ]
        summarised = work.compute(
            stages.summarise, [source.text for source in sources if source.text], config.runtime.summary_batch_size
        )
        bundles = tuple(
            _bundle(article, draft, source, summarised, config, stages.glossary)
            for article, draft, source in zip(inputs.articles, drafts, sources, strict=True)
        )

        published, judgement = None, None
        if selection.shard.count == 1:
            seconds = time.monotonic() - clock
            finished = datetime.now(now.tzinfo)
            times = RunTimes(
                now.isoformat(timespec="seconds"), finished.isoformat(timespec="seconds"), round(seconds, 3)
            )
            other = stages.ladder.engine
            engines = assemble.Engines(
                stages.translate.identity, stages.summarise.identity, other.identity if other else None
            )
            made_by = assemble.provenance(config, stages.models, engines, day, times)
            # Another job may share the output folder; the lock above is this job's own.
            with runs.alone(config.output / "store", "publish", wait=True):
                published = publish(
                    bundle_folder(config, selection, day), bundles, inputs.failures, inputs.duplicates, made_by
                )
            if config.gate is not None:
                judgement = _judged(published.folder, config.gate, observer)
        night = Night(
            current.folder, published, bundles, inputs, work.computed, time.monotonic() - clock, canary, judgement
        )
        for one in earlier:
            # A run of a part of the input leaves the rest of an interrupted night's plan to whoever goes on with it.
            if memo.settled(one.folder, store, work.failed):
                one.finish({"superseded_by": current.folder.name})
        current.finish({**shards.result(config, selection, now, stages.glossary), **night.counts()})
    return night


def _judged(bundle: Path, path: Path, observer: Observer) -> gate.Judgement:
    found = gate.judge(bundle, path)
    if found.passed:
        observer.note("gate: passed")
    else:
        observer.notice("\n".join(found.told()))
    return found


def _bundle(
    article: Segmented,
    drafts: Sequence[Translation],
    source: assemble.SummarySource,
    summarised: StageResults,
    config: Config,
    glossary: Glossary | None,
) -> Bundle:
    try:
        return assemble.bundle(
            article,
            drafts,
            source,
            summarised,
            config.summarise,
            chosen(config.checks),
            assemble.context(article, glossary),
        )
    except StoreError:
        raise
    except Exception as error:
        # No article, however odd, may stop the night: it is published with what there is, as a failure.
        reason = f"its numbers and summary cannot be checked: {type(error).__name__}: {error}"
        failure = Failure("check", reason, article.article.id, article.article.path)
        unknown = tuple(NumberReport(segment.article, ()) for segment in article.segments)
        return Bundle(article, tuple(drafts), unknown, None, (failure,))


class _Work:
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


def build_stages(config: Config) -> Stages:
    """The stages of a config over its locked models; loads none of them. Raises ModelError or ConfigError."""
    models = locked(config)
    glossary = file.load(config.glossary, config.forms) if config.glossary is not None else None
    hints = hints_of(glossary, config.translate, models.translate.kind)
    translate = TranslateStage(
        identity(models.translate),
        semantic_settings(config.translate, models.translate.kind),
        lambda: load_translator(models.translate, config.translate, config.runtime, hints),
        config.translate.n_best,
        hints=hints,
    )
    summarise = SummariseStage(
        identity(models.summarise),
        semantic_settings(config.summarise, models.summarise.kind),
        config.summarise,
        lambda: load_summariser(models.summarise, config.summarise, config.runtime),
    )
    return Stages(models, glossary, translate, _ladder(config, models, glossary), summarise)


def _ladder(config: Config, models: Locked, glossary: Glossary | None) -> Ladder:
    """The repair ladder over the locked models. Each of its stages loads an engine of its own, when it is asked."""
    repair = config.repair

    def stage(name: str, model: LockedModel, settings: Translate) -> TranslateStage:
        if model.kind == "causal":  # each hypothesis costs a beam, and a beam of a causal model costs a night
            settings = settings.model_copy(update={"n_best": min(settings.n_best, settings.causal_beam_size)})
        hints = hints_of(glossary, settings, model.kind, again=True)
        return TranslateStage(
            identity(model),
            semantic_settings(settings, model.kind),
            lambda: load_translator(model, settings, config.runtime, hints),
            settings.n_best,
            name,
            hints,
        )

    own, other = repair.decoding(config.translate), repair.other(config.translate)
    return Ladder(
        repair.rungs,
        repair.margin,
        repair.budget,
        chosen(config.checks),
        stage("repair-again", models.translate, own),
        stage("repair-split", models.translate, own),
        stage("repair-engine", models.repair, other) if models.repair and other else None,
    )


def bundle_folder(config: Config, selection: Selection, day: date) -> Path:
    """Where the night's bundle goes. Part of the input has a folder of its own, so that it replaces no whole night."""
    return config.output / "bundles" / f"{day:%Y-%m-%d}{'-partial' if selection.partial else ''}"
