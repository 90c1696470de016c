"""What a run would do, and how long it would take, without loading a model: ``jembatan plan``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jembatan import assemble, memo, similarity
from jembatan.assemble import StageResults
from jembatan.config import Config
from jembatan.glossary.glossary import Glossary
from jembatan.inputs import Selection, load
from jembatan.mending import answers, mended
from jembatan.pipeline import assembled, build_stages, bundle_folder
from jembatan.records import Segmented, Translation
from jembatan.repair.candidates import Answer
from jembatan.stages.encode import EncodeStage
from jembatan.stages.translate import TranslateStage
from jembatan.store import Store, Stored


@dataclass(frozen=True, slots=True)
class StagePlan:
    """One stage: items in all, those not stored yet and their batches; ``seconds`` at the pace of earlier batches with
    the same engine and settings on this store, or None before the first."""

    stage: str
    engine: str
    items: int
    missing: int
    batches: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class NightPlan:
    """A night before it runs. Summaries of articles whose translations are missing count as missing.

    ``notes`` say what cannot be known yet: which sentences the repair will take up shows once they are translated, and
    what its next rung will be asked once the one before has answered.
    """

    articles: int
    failures: tuple[str, ...]
    duplicates: int
    stages: tuple[StagePlan, ...]
    bundle: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Decided:
    """An article whose English is known, and what its summary is made from."""

    article: Segmented
    translations: tuple[Translation, ...]
    source: assemble.SummarySource


class _Lookup:
    """Answers the ladder from the store alone, and keeps what each of its stages would have to compute."""

    def __init__(self, store: Store, batch_size: int) -> None:
        self._store = store
        self._batch_size = batch_size
        self.plans: list[StagePlan] = []

    def ask(self, stage: TranslateStage, texts: Sequence[str]) -> Mapping[str, Answer]:
        wanted = memo.items(stage, texts)
        stored = self._store.get([item.key for item in wanted])
        self.plans.append(_plan(stage, wanted, stored, self._store, self._batch_size))
        return answers(StageResults.of(stage.identity, wanted, memo.Outcome(stored)))


def plan(config: Config, selection: Selection) -> NightPlan:
    """Look at inputs, lock and store only. Raises as ``pipeline.run`` does, engine errors apart."""
    stages = build_stages(config)
    store = Store(config.output / "store")
    inputs = load(config, selection)
    wanted = memo.items(
        stages.translate,
        (segment.text for article in inputs.articles for segment in article.segments if segment.translate),
    )
    stored = store.get([item.key for item in wanted])
    unmade = {item.text for item in wanted if item.key not in stored}
    translate = _plan(stages.translate, wanted, stored, store, config.runtime.batch_size)
    known = StageResults.of(stages.translate.identity, wanted, memo.Outcome(stored))
    lookup = _Lookup(store, config.runtime.batch_size)
    undecided = 0
    decided = []
    for article, drafts in zip(
        inputs.articles,
        mended(inputs.articles, known, stages.ladder, stages.glossary, lookup.ask, lambda _: None),
        strict=True,
    ):
        if not drafts.known or any(segment.translate and segment.text in unmade for segment in article.segments):
            undecided += 1
        else:
            source = assemble.summary_source(article, drafts.translations)
            decided.append(_Decided(article, drafts.translations, source))
    summaries = memo.items(stages.summarise, filter(None, (one.source.text for one in decided)))
    written = store.get([item.key for item in summaries])
    missing = undecided + len(summaries) - len(written)
    pace = store.pace(memo.fingerprint(stages.summarise.made_by))
    summarise = StagePlan(
        "summarise",
        str(stages.summarise.identity),
        undecided + len(summaries),
        missing,
        -(-missing // config.runtime.summary_batch_size),
        missing * pace.seconds / pace.items if pace and pace.items else None,
    )
    notes = _notes(config, len(unmade), lookup.plans)
    encode: tuple[StagePlan, ...] = ()
    if stages.encode is not None:
        results = StageResults.of(stages.summarise.identity, summaries, memo.Outcome(written))
        encode = (_encode(stages.encode, decided, results, config, stages.glossary, store),)
        notes += (f"encode: not known yet for the {missing} article(s) without a summary",) if missing else ()
    now = datetime.now(ZoneInfo(config.timezone))
    return NightPlan(
        len(inputs.articles),
        tuple(failure.reason for failure in inputs.failures),
        len(inputs.duplicates),
        (translate, *lookup.plans, summarise, *encode),
        str(bundle_folder(config, selection, now)),
        notes,
    )


def _plan(
    stage: memo.Stage, wanted: Sequence[memo.Item], stored: Mapping[str, Stored], store: Store, batch_size: int
) -> StagePlan:
    lacking = [item for item in wanted if item.key not in stored]
    characters = sum(len(item.text) for item in lacking)
    pace = store.pace(memo.fingerprint(stage.made_by))
    return StagePlan(
        stage.name,
        str(stage.identity),
        len(wanted),
        len(lacking),
        len(memo.plan(lacking, batch_size)),
        characters * pace.seconds / pace.characters if pace and pace.characters else None,
    )


def _encode(
    stage: EncodeStage,
    decided: Sequence[_Decided],
    summarised: StageResults,
    config: Config,
    glossary: Glossary | None,
    store: Store,
) -> StagePlan:
    """What the encoder would be asked of the articles whose summary is there."""
    bundles = [assembled(one.article, one.translations, one.source, summarised, config, glossary) for one in decided]
    wanted = memo.items(stage, similarity.texts(bundles))
    return _plan(stage, wanted, store.get([item.key for item in wanted]), store, config.runtime.batch_size)


def _notes(config: Config, untranslated: int, plans: Sequence[StagePlan]) -> tuple[str, ...]:
    if not {"again", "re-case", "split", "engine"}.intersection(config.repair.rungs):
        return ()
    if untranslated:
        return (
            f"repair: not known yet for the {untranslated} sentence(s) without a translation; it takes up those whose "
            "checks fail",
        )
    if any(plan.missing for plan in plans):
        return ("repair: what this rung does not mend goes on to the next, whose work is not known yet",)
    return ()
