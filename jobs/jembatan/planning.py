"""What a run would do, and how long it would take, without loading a model: ``jembatan plan``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jembatan import assemble, memo
from jembatan.assemble import StageResults
from jembatan.config import Config
from jembatan.inputs import Selection, load
from jembatan.mending import answers, mended
from jembatan.pipeline import build_stages, bundle_folder
from jembatan.repair.candidates import Answer
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
    sentences = [segment.text for article in inputs.articles for segment in article.segments if segment.translate]
    wanted = memo.items(stages.translate, sentences)
    stored = store.get([item.key for item in wanted])
    unmade = {item.text for item in wanted if item.key not in stored}
    translate = _plan(stages.translate, wanted, stored, store, config.runtime.batch_size)
    known = StageResults.of(stages.translate.identity, wanted, memo.Outcome(stored))
    lookup = _Lookup(store, config.runtime.batch_size)
    undecided = 0
    sources = []
    for article, drafts in zip(
        inputs.articles,
        mended(inputs.articles, known, stages.ladder, stages.glossary, lookup.ask, lambda _: None),
        strict=True,
    ):
        if not drafts.known or any(segment.translate and segment.text in unmade for segment in article.segments):
            undecided += 1
        else:
            sources.append(assemble.summary_source(article, drafts.translations).text)
    summaries = memo.items(stages.summarise, filter(None, sources))
    missing = undecided + len(summaries) - len(store.get([item.key for item in summaries]))
    pace = store.pace(memo.fingerprint(stages.summarise.made_by))
    summarise = StagePlan(
        "summarise",
        str(stages.summarise.identity),
        undecided + len(summaries),
        missing,
        -(-missing // config.runtime.summary_batch_size),
        missing * pace.seconds / pace.items if pace and pace.items else None,
    )
    now = datetime.now(ZoneInfo(config.timezone))
    return NightPlan(
        len(inputs.articles),
        tuple(failure.reason for failure in inputs.failures),
        len(inputs.duplicates),
        (translate, *lookup.plans, summarise),
        str(bundle_folder(config, selection, now)),
        _notes(config, len(unmade), lookup.plans),
    )


def _plan(
    stage: TranslateStage, wanted: Sequence[memo.Item], stored: Mapping[str, Stored], store: Store, batch_size: int
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
