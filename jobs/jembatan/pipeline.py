"""The night, from raw articles to a published bundle: one function to read from top to bottom (``run``)."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, get_args
from zoneinfo import ZoneInfo

from jembatan import assemble, memo, runs
from jembatan.articles.prepare import prepare
from jembatan.articles.read import read
from jembatan.assemble import StageResults
from jembatan.config import Config
from jembatan.engines.identity import identity, semantic_settings
from jembatan.engines.load import load_summariser, load_translator
from jembatan.errors import InputError, LockHeld, MergeRefused
from jembatan.models.decisions import Locked, locked
from jembatan.publish.bundle import Published, publish
from jembatan.publish.provenance import RunTimes
from jembatan.records import Article, Bundle, Duplicate, Failure, QuantityStatus, Segmented
from jembatan.runs import Shard
from jembatan.stages.summarise import SummariseStage
from jembatan.stages.translate import TranslateStage
from jembatan.store import Store

REVIEW = 3
"""The exit code of a night that finished and needs a person."""


class Observer(Protocol):
    """Whoever watches a run: a terminal, a log file."""

    def started(self, folder: Path) -> None:
        """A run began; its folder is there."""
        ...

    def notice(self, text: str) -> None:
        """Something that a person may want to know."""
        ...

    def progress(self, stage: str, done: int, total: int) -> None:
        """So many of a stage's items are done."""
        ...


_WHOLE = Shard()


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line adds to a config: which articles, and whether to publish shards that others computed."""

    shard: Shard = _WHOLE
    limit: int | None = None
    only: tuple[str, ...] = ()
    merge: bool = False

    @property
    def partial(self) -> bool:
        """Not the whole input: its bundle must not replace the whole night's."""
        return self.limit is not None or bool(self.only)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that was read of a night's inputs; ``articles`` are those of this run, cleaned and segmented."""

    articles: tuple[Segmented, ...]
    failures: tuple[Failure, ...]
    duplicates: tuple[Duplicate, ...]


@dataclass(frozen=True, slots=True)
class Stages:
    """The two steps that engines do, and the models behind them."""

    models: Locked
    translate: TranslateStage
    summarise: SummariseStage


@dataclass(frozen=True, slots=True)
class Night:
    """What a run came to. ``published`` is None for a shard that leaves publishing to the last one."""

    folder: Path
    published: Published | None
    bundles: tuple[Bundle, ...]
    inputs: Inputs
    computed: int
    seconds: float

    @property
    def exit_code(self) -> int:
        """0 all good, 3 finished but something needs a person."""
        return REVIEW if self.inputs.failures or any(bundle.status != "ok" for bundle in self.bundles) else 0

    def counts(self) -> dict[str, int | float]:
        """What happened, as numbers by name."""
        numbers = [report for bundle in self.bundles for report in bundle.numbers]
        failures = len(self.inputs.failures) + sum(len(bundle.failures) for bundle in self.bundles)
        segments = [translation for bundle in self.bundles for translation in bundle.translations]
        return {
            "exit_code": self.exit_code,
            "articles": len(self.bundles),
            "articles_ok": sum(bundle.status == "ok" for bundle in self.bundles),
            "articles_review": sum(bundle.status == "review" for bundle in self.bundles),
            "articles_failed": sum(bundle.status == "failed" for bundle in self.bundles),
            "segments": len(segments),
            "segments_translated": sum(translation.target is not None for translation in segments),
            "segments_flagged": sum(bool(translation.flags) for translation in segments),
            "summaries": sum(bundle.summary is not None for bundle in self.bundles),
            **{
                f"numbers_{status}": sum(report.count(status) for report in numbers)
                for status in get_args(QuantityStatus)
            },
            "failures": failures,
            "duplicates": len(self.inputs.duplicates),
            "computed": self.computed,
            "seconds": round(self.seconds, 3),
        }


def run(config: Config, options: Options, observer: Observer) -> Night:
    """Compute what is missing of a night and publish its bundle; the last of several shards publishes for all.

    Raises the errors of ``jembatan.errors`` for what no article can be blamed for; all else becomes a Failure.
    """
    now = datetime.now(ZoneInfo(config.timezone))
    if options.merge:
        _require_all_shards(config, options, now)
    night = _run_one(config, options, observer, now)
    if options.shard.count == 1:
        return night
    if _shards_done(config, options, now, options.shard.count) < options.shard.count:
        observer.notice("another shard is still to come; the last one publishes")
        return night
    try:
        return _run_one(config, replace(options, shard=_WHOLE), observer, now)
    except LockHeld:
        observer.notice("another shard, which ended at the same time, publishes")
        return night


def _run_one(config: Config, options: Options, observer: Observer, now: datetime) -> Night:
    clock = time.monotonic()
    stages = build_stages(config)
    runs_folder = config.output / "runs"
    with runs.alone(config.output / "store", f"run-{config.name}-{options.shard}"):
        store = Store(config.output / "store")
        earlier = runs.interrupted(runs_folder, config.name, options.shard)
        current = runs.start(runs_folder, config.name, options.shard, now)
        observer.started(current.folder)
        work = _Work(config, store, current.folder, [one.folder for one in earlier], observer)

        inputs = read_inputs(config, options, observer)
        texts = [segment.text for article in inputs.articles for segment in article.segments if segment.translate]
        translated = work.compute(stages.translate, texts)
        drafts = [assemble.translations(article, translated) for article in inputs.articles]
        sources = [
            assemble.summary_source(article, draft) for article, draft in zip(inputs.articles, drafts, strict=True)
        ]
        summarised = work.compute(stages.summarise, [source.text for source in sources if source.text])
        bundles = tuple(
            assemble.bundle(article, draft, source, summarised, config.summarise)
            for article, draft, source in zip(inputs.articles, drafts, sources, strict=True)
        )

        published = None
        if options.shard.count == 1:
            seconds = time.monotonic() - clock
            finished = datetime.now(now.tzinfo)
            times = RunTimes(
                now.isoformat(timespec="seconds"), finished.isoformat(timespec="seconds"), round(seconds, 3)
            )
            published = publish(
                bundle_folder(config, options, now),
                bundles,
                inputs.failures,
                inputs.duplicates,
                assemble.provenance(
                    config, stages.models, (stages.translate.identity, stages.summarise.identity), now.date(), times
                ),
            )
        night = Night(current.folder, published, bundles, inputs, work.computed, time.monotonic() - clock)
        for one in earlier:
            one.finish({"superseded_by": current.folder.name})
        current.finish({"night": _night_digest(config, options, now), **night.counts()})
    return night


class _Work:
    """What is missing of a stage, computed into the store."""

    def __init__(self, config: Config, store: Store, run: Path, unfinished: Sequence[Path], observer: Observer) -> None:
        self._config = config
        self._store = store
        self._run = run
        self._unfinished = unfinished
        self._observer = observer
        self.computed = 0

    def compute(self, stage: memo.Stage, texts: Sequence[str]) -> StageResults:
        wanted = memo.items(stage, texts)
        outcome = memo.compute(
            stage,
            wanted,
            self._store,
            self._run,
            self._unfinished,
            self._config.runtime.batch_size,
            self._observer.notice,
            lambda done, total: self._observer.progress(stage.name, done, total),
        )
        self.computed += outcome.computed
        return StageResults.of(stage.identity, wanted, outcome)


def build_stages(config: Config) -> Stages:
    """The stages of a config over its locked models; loads none of them. Raises ModelError or ConfigError."""
    models = locked(config)
    translate = TranslateStage(
        identity(models.translate),
        semantic_settings(config.translate, models.translate.kind),
        lambda: load_translator(models.translate, config.translate, config.runtime),
        config.translate.n_best,
    )
    summarise = SummariseStage(
        identity(models.summarise),
        semantic_settings(config.summarise, models.summarise.kind),
        lambda: load_summariser(models.summarise, config.summarise, config.runtime),
    )
    return Stages(models, translate, summarise)


def read_inputs(config: Config, options: Options, observer: Observer) -> Inputs:
    """Read, choose, clean and segment. An article that breaks the cleaner becomes a Failure. Raises InputError."""
    articles: list[Segmented] = []
    failures: list[Failure] = []
    duplicates: list[Duplicate] = []
    seen = set()
    for record in read(config.input, config.fields):
        if isinstance(record, Failure):
            failures.append(record)
        elif isinstance(record, Duplicate):
            duplicates.append(record)
        else:
            seen.add(record.id)
            if (options.only and record.id not in options.only) or not _dealt_to(record, options.shard):
                continue
            if options.limit is not None and len(articles) >= options.limit:
                continue
            try:
                articles.append(prepare(record))
            except Exception as error:
                # No article, however odd, may stop the night.
                reason = f"cannot be cleaned: {type(error).__name__}: {error}"
                failures.append(Failure("clean", reason, record.id, record.path, record.record))
            if len(articles) % 1000 == 0:
                observer.progress("read", len(articles), 0)
    unknown = sorted(set(options.only) - seen)
    if unknown:
        raise InputError(f"--only {unknown[0]}: no article has this id; the ids are the names of the pages of a bundle")
    return Inputs(tuple(articles), tuple(failures), tuple(duplicates))


def bundle_folder(config: Config, options: Options, now: datetime) -> Path:
    """Where the night's bundle goes. Part of the input has a folder of its own, so that it replaces no whole night."""
    return config.output / "bundles" / f"{now:%Y-%m-%d}{'-partial' if options.partial else ''}"


def _dealt_to(article: Article, shard: Shard) -> bool:
    return int(hashlib.sha256(article.id.encode()).hexdigest(), 16) % shard.count == shard.number - 1


def _night_digest(config: Config, options: Options, now: datetime) -> str:
    settings = config.model_dump(mode="json", exclude={"runtime"})
    parts = [f"{now:%Y-%m-%d}", settings, options.limit, options.only]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _shards_done(config: Config, options: Options, now: datetime, count: int) -> int:
    night = _night_digest(config, options, now)
    return len(runs.finished_shards(config.output / "runs", config.name, night, count))


def _require_all_shards(config: Config, options: Options, now: datetime) -> None:
    counts = runs.shard_counts(config.output / "runs", config.name)
    for count in counts:
        done = _shards_done(config, options, now, count)
        if 0 < done < count:
            raise MergeRefused(f"{done} of {count} shards of this night have ended; run the others, then --merge again")
    if not any(_shards_done(config, options, now, count) == count for count in counts):
        raise MergeRefused("no shard of this night has ended; run each with --shard i/n, then --merge")
