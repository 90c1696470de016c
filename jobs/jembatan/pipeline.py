"""The night, from raw articles to a published bundle: one function to read from top to bottom (``run``)."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jembatan import assemble, gate, memo, mending, runs, shards, similarity
from jembatan.assemble import StageResults
from jembatan.config import Config, Translate
from jembatan.engines.hints import hints_of
from jembatan.engines.identity import identity, semantic_settings
from jembatan.engines.load import load_encoder, load_summariser, load_translator
from jembatan.errors import ConfigError, LockHeld, ModelError, StoreError
from jembatan.glossary import file
from jembatan.glossary.glossary import Glossary
from jembatan.guard.check import chosen
from jembatan.inputs import WHOLE, Selection, load, require_apart
from jembatan.models.decisions import Locked, locked, prompted
from jembatan.models.lock import LockedModel
from jembatan.night import Night as Night
from jembatan.publish.bundle import publish
from jembatan.publish.content import Bundle
from jembatan.publish.provenance import RunTimes
from jembatan.quantities import NumberReport
from jembatan.records import Failure, Segmented, Translation
from jembatan.repair.ladder import Ladder
from jembatan.stages.encode import EncodeStage
from jembatan.stages.summarise import SummariseStage
from jembatan.stages.translate import TranslateStage
from jembatan.store import Store
from jembatan.work import Observer as Observer
from jembatan.work import Work


@dataclass(frozen=True, slots=True)
class Stages:
    """What engines do in a night, and the models and the glossary behind it. The ladder has translating stages of its
    own; ``encode`` is None where the config names no encoder."""

    models: Locked
    glossary: Glossary | None
    translate: TranslateStage
    ladder: Ladder
    summarise: SummariseStage
    encode: EncodeStage | None = None


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
        work = Work(store, current.folder, [one.folder for one in earlier], observer)

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
            assembled(article, draft, source, summarised, config, stages.glossary)
            for article, draft, source in zip(inputs.articles, drafts, sources, strict=True)
        )
        if stages.encode is not None:
            bundles = _with_similar(bundles, stages.encode, work, config, observer)

        published, judgement = None, None
        if selection.shard.count == 1:
            seconds = time.monotonic() - clock
            finished = datetime.now(now.tzinfo)
            times = RunTimes(
                now.isoformat(timespec="seconds"), finished.isoformat(timespec="seconds"), round(seconds, 3)
            )
            other = stages.ladder.engine
            engines = assemble.Engines(
                stages.translate.identity,
                stages.summarise.identity,
                other.identity if other else None,
                stages.encode.identity if stages.encode else None,
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


def assembled(
    article: Segmented,
    drafts: Sequence[Translation],
    source: assemble.SummarySource,
    summarised: StageResults,
    config: Config,
    glossary: Glossary | None,
) -> Bundle:
    """One article as it is published, but for what an encoder adds. Raises StoreError, and nothing else."""
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


def _with_similar(
    bundles: Sequence[Bundle], stage: EncodeStage, work: Work, config: Config, observer: Observer
) -> tuple[Bundle, ...]:
    """The bundles with the evidence that the encoder adds; where it cannot, as they are, with the reason."""
    texts = similarity.texts(bundles)
    try:
        encoded = work.compute(stage, texts, config.runtime.batch_size)
    except (ModelError, ConfigError) as error:
        # The evidence that the words give is there without it: no summary is lost for an encoder.
        encoded = StageResults(str(stage.identity), {}, dict.fromkeys(texts, str(error)))
    found = tuple(similarity.compared(bundle, encoded, config.evidence) for bundle in bundles)
    missing = [one.summary.uncompared for one in found if one.summary is not None and one.summary.uncompared]
    if missing:
        observer.notice(
            f"{stage.name}: in {len(missing)} article(s) evidence is by words alone; the first: {missing[0]}"
        )
    return found


def build_stages(config: Config) -> Stages:
    """The stages of a config over its locked models; loads none of them. Raises ModelError or ConfigError."""
    models = locked(config)
    glossary = file.load(config.glossary, config.forms) if config.glossary is not None else None
    asked = prompted(config.translate, models.translate)
    hints = hints_of(glossary, asked, models.translate.kind)
    translate = TranslateStage(
        identity(models.translate),
        semantic_settings(asked, models.translate.kind),
        lambda: load_translator(models.translate, asked, config.runtime, hints),
        asked.n_best,
        hints=hints,
    )
    summarise = SummariseStage(
        identity(models.summarise),
        semantic_settings(config.summarise, models.summarise.kind),
        config.summarise,
        lambda: load_summariser(models.summarise, config.summarise, config.runtime),
    )
    return Stages(models, glossary, translate, _ladder(config, models, glossary), summarise, _encode(config, models))


def _encode(config: Config, models: Locked) -> EncodeStage | None:
    model = models.evidence
    if model is None:
        return None
    settings = {"prefix": config.evidence.prefix}
    return EncodeStage(identity(model), settings, lambda: load_encoder(model, config.evidence, config.runtime))


def _ladder(config: Config, models: Locked, glossary: Glossary | None) -> Ladder:
    """The repair ladder over the locked models. Each of its stages loads an engine of its own, when it is asked."""
    repair = config.repair
    missed: dict[str, frozenset[str]] = {}

    def stage(name: str, model: LockedModel, settings: Translate) -> TranslateStage:
        if model.kind == "causal":  # each hypothesis costs a beam, and a beam of a causal model costs a night
            settings = settings.model_copy(update={"n_best": min(settings.n_best, settings.causal_beam_size)})
        settings = prompted(settings, model)
        hints = hints_of(glossary, settings, model.kind, missed)
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
        missed,
        stage("repair-engine", models.repair, other) if models.repair and other else None,
    )


def bundle_folder(config: Config, selection: Selection, day: date) -> Path:
    """Where the night's bundle goes. Part of the input has a folder of its own, so that it replaces no whole night."""
    return config.output / "bundles" / f"{day:%Y-%m-%d}{'-partial' if selection.partial else ''}"
