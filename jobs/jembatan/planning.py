"""What a run would do, and how long it would take, without loading a model: ``jembatan plan``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jembatan import assemble, memo
from jembatan.assemble import StageResults
from jembatan.config import Config
from jembatan.inputs import Selection, load
from jembatan.pipeline import build_stages, bundle_folder
from jembatan.store import Store


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
    """A night before it runs. Summaries of articles whose translations are missing count as missing."""

    articles: int
    failures: tuple[str, ...]
    duplicates: int
    stages: tuple[StagePlan, ...]
    bundle: str


def plan(config: Config, selection: Selection) -> NightPlan:
    """Look at inputs, lock and store only. Raises as ``pipeline.run`` does, engine errors apart."""
    stages = build_stages(config)
    store = Store(config.output / "store")
    inputs = load(config, selection)
    sentences = [segment.text for article in inputs.articles for segment in article.segments if segment.translate]
    wanted = memo.items(stages.translate, sentences)
    stored = store.get([item.key for item in wanted])
    lacking = [item for item in wanted if item.key not in stored]
    unmade = {item.text for item in lacking}
    characters = sum(len(item.text) for item in lacking)
    pace = store.pace(memo.fingerprint(stages.translate.made_by))
    translate = StagePlan(
        "translate",
        str(stages.translate.identity),
        len(wanted),
        len(lacking),
        len(memo.plan(lacking, config.runtime.batch_size)),
        characters * pace.seconds / pace.characters if pace and pace.characters else None,
    )
    known = StageResults.of(stages.translate.identity, wanted, memo.Outcome(stored))
    untranslated = 0
    sources = []
    for article in inputs.articles:
        if any(segment.translate and segment.text in unmade for segment in article.segments):
            untranslated += 1
        else:
            sources.append(assemble.summary_source(article, assemble.translations(article, known)).text)
    summaries = memo.items(stages.summarise, filter(None, sources))
    missing = untranslated + len(summaries) - len(store.get([item.key for item in summaries]))
    pace = store.pace(memo.fingerprint(stages.summarise.made_by))
    summarise = StagePlan(
        "summarise",
        str(stages.summarise.identity),
        untranslated + len(summaries),
        missing,
        -(-missing // config.runtime.summary_batch_size),
        missing * pace.seconds / pace.items if pace and pace.items else None,
    )
    now = datetime.now(ZoneInfo(config.timezone))
    return NightPlan(
        len(inputs.articles),
        tuple(failure.reason for failure in inputs.failures),
        len(inputs.duplicates),
        (translate, summarise),
        str(bundle_folder(config, selection, now)),
    )
