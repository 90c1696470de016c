"""From stage results to the records of a bundle: translations, checked numbers, summaries, flags, provenance.

Reports measure; the flags here say what a person should look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from typing import Self

from pydantic import BaseModel

from jembatan import memo, numbers, summaries
from jembatan.config import Config, Summarise
from jembatan.engines.protocol import EngineIdentity
from jembatan.glossary.glossary import Glossary
from jembatan.guard.context import Check, Context
from jembatan.models.decisions import Locked
from jembatan.models.lock import LockedModel
from jembatan.publish.content import Bundle
from jembatan.publish.provenance import EngineNote, Provenance, RunTimes
from jembatan.quantities import NumberReport
from jembatan.records import Failure, Segment, Segmented, Translation
from jembatan.stages import summarise, translate
from jembatan.store import Stored

_WARNINGS = {
    "production": "",
    "demo": "{name} is demo grade: it invents at times. Read every sentence against its source.",
    "test": "{name} is no model: what it writes are marked copies, for dry runs and tests.",
}
"""What a reader must know of a model's work, by the catalogue's grade."""


@dataclass(frozen=True, slots=True)
class StageResults:
    """What a stage came to, by input text: a stored result or the reason why there is none."""

    engine: str
    stored: dict[str, Stored]
    failed: dict[str, str]

    @classmethod
    def of(cls, engine: EngineIdentity, wanted: Sequence[memo.Item], outcome: memo.Outcome) -> Self:
        """Of the items asked for and the outcome they had."""
        return cls(
            str(engine),
            {item.text: outcome.results[item.key] for item in wanted if item.key in outcome.results},
            {item.text: outcome.failures[item.key] for item in wanted if item.key in outcome.failures},
        )


@dataclass(frozen=True, slots=True)
class SummarySource:
    """The English text that a summary is made from, a segment a line, and whether segments are missing in it."""

    text: str
    complete: bool


def translations(article: Segmented, results: StageResults) -> tuple[Translation, ...]:
    """One Translation per segment; numbers are not looked at yet."""
    return tuple(_translation(segment, results) for segment in article.segments)


def _translation(segment: Segment, results: StageResults) -> Translation:
    if not segment.translate:
        problem = f"not Indonesian (looks like {segment.language}); left as it is"
        return Translation(segment.article, segment.index, None, "", problem=problem, flags=("foreign-language",))
    stored = results.stored.get(segment.text)
    if stored is None:
        problem = results.failed.get(segment.text, "the engine gave no result")
        return Translation(
            segment.article, segment.index, None, results.engine, problem=problem, flags=("engine-failed",)
        )
    found = translate.output(stored.value)
    if not found.hypotheses:
        problem = found.problem or "the engine gave no hypothesis"
        return Translation(
            segment.article,
            segment.index,
            None,
            results.engine,
            pieces=found.pieces,
            batch=stored.batch,
            problem=problem,
            flags=("not-translated",),
        )
    best = found.hypotheses[0]
    return Translation(
        segment.article,
        segment.index,
        best.text,
        results.engine,
        score=best.score,
        pieces=found.pieces,
        batch=stored.batch,
        flags=("split",) if found.pieces > 1 else (),
    )


def date_order(article: Segmented) -> numbers.DateOrder | None:
    """What stands first in the article's numeric dates, day or month; None where it does not show."""
    return numbers.date_order((segment.text for segment in article.segments), article.article.published)


def context(article: Segmented, glossary: Glossary | None) -> Context:
    """What the checks may know of an article's sentences beside their texts."""
    return Context(article.article.published, date_order(article), glossary)


def summary_source(article: Segmented, drafts: Sequence[Translation]) -> SummarySource:
    """What the summariser reads: the translations, and segments that are English already; nothing else."""
    lines, complete = [], True
    for segment, draft in zip(article.segments, drafts, strict=True):
        if draft.target is not None:
            lines.append(draft.target)
        elif segment.language == "en":
            lines.append(segment.text)
        else:
            complete = False
    return SummarySource("\n".join(lines), complete)


def bundle(
    article: Segmented,
    drafts: Sequence[Translation],
    source: SummarySource,
    summarised: StageResults,
    settings: Summarise,
    checks: Sequence[Check],
    context: Context,
) -> Bundle:
    """All of one article, with every translation checked and its flags set."""
    published, order = context.published, context.order
    reports = tuple(
        numbers.compare(segment.article, segment.text, draft.target, published, order=order)
        if draft.target is not None
        else NumberReport(segment.article, ())
        for segment, draft in zip(article.segments, drafts, strict=True)
    )
    checked = tuple(
        _checked(segment, draft, report, context, checks)
        for segment, draft, report in zip(article.segments, drafts, reports, strict=True)
    )
    failures = [
        Failure("translate", f"sentence {draft.index + 1}: {draft.problem}", draft.article, article.article.path)
        for draft in drafts
        if draft.target is None and "foreign-language" not in draft.flags
    ]
    if article.segments and not any(segment.translate for segment in article.segments):
        reason = f"the article is not Indonesian (looks like {article.language}); it was not translated"
        failures.append(Failure("language", reason, article.article.id, article.article.path))
    if not article.segments:
        failures.append(Failure("clean", "nothing is left of the article after cleaning", article.article.id))
    summary = None
    stored = summarised.stored.get(source.text) if source.text else None
    draft = summarise.draft(stored.value) if stored is not None else None
    if stored is not None and draft is not None and draft.problem is None:
        summary = summaries.summary(
            article,
            checked,
            summaries.article_text(article, checked, reports, order),
            summaries.Answers(draft, summarised.engine, stored.batch),
            settings,
            source.complete,
        )
    elif any(segment.translate for segment in article.segments):
        reason = summarised.failed.get(source.text, "there is no English text to summarise")
        reason = draft.problem if draft is not None and draft.problem is not None else reason
        failures.append(Failure("summarise", reason, article.article.id, article.article.path))
    return Bundle(article, checked, reports, summary, tuple(failures))


def _checked(
    segment: Segment, draft: Translation, report: NumberReport, context: Context, checks: Sequence[Check]
) -> Translation:
    """The draft with what the checks find wrong. Numbers have flags by what became of them, other checks one each."""
    if draft.target is None:
        return draft
    found = [check(segment.text, draft.target, context) for check in checks]
    findings = tuple(finding for finding in found if not finding.clean)
    flags = [finding.check for finding in findings if finding.check != "numbers"]
    return replace(draft, flags=(*draft.flags, *_number_flags(report), *flags), findings=findings)


def _number_flags(report: NumberReport) -> list[str]:
    wrong = {match.status for match in report.matches if match.verdict == "error"}
    return [f"number-{status}" for status in ("changed", "lost", "invented") if status in wrong]


@dataclass(frozen=True, slots=True)
class Engines:
    """Who worked in a night; ``repair`` is the second translator and ``evidence`` the encoder, None where the config
    names none."""

    translate: EngineIdentity
    summarise: EngineIdentity
    repair: EngineIdentity | None = None
    evidence: EngineIdentity | None = None


def provenance(config: Config, models: Locked, engines: Engines, day: date, times: RunTimes) -> Provenance:
    """Who made the bundle."""
    jembatan = version("jembatan")
    repair = f"|repair:{engines.repair}" if engines.repair else ""
    evidence = f"|evidence:{engines.evidence}" if engines.evidence else ""
    signature = (
        f"jembatan:{jembatan}|config:{config.name}|translate:{engines.translate}{repair}"
        f"|summarise:{engines.summarise}{evidence}"
    )
    notes = [_note("translate", models.translate, engines.translate)]
    if models.repair is not None and engines.repair is not None:
        notes.append(_note("repair", models.repair, engines.repair))
    notes.append(_note("summarise", models.summarise, engines.summarise))
    groups: list[tuple[str, BaseModel]] = [
        ("translate", config.translate),
        ("repair", config.repair),
        ("summarise", config.summarise),
    ]
    if models.evidence is not None and engines.evidence is not None:
        notes.append(_note("evidence", models.evidence, engines.evidence))
        groups.append(("evidence", config.evidence))
    settings = []
    for group, values in groups:
        for name, value in values.model_dump(mode="json", exclude={"candidates"}).items():
            told = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            settings.append((f"{group}.{name}", told))
    return Provenance(
        config_name=config.name,
        date=day.isoformat(),
        signature=signature,
        engines=tuple(notes),
        settings=tuple(settings),
        jembatan_version=jembatan,
        run=times,
        libraries=tuple((name, version(name)) for name in ("ftfy", "py3langid", "yasbd-lib")),
    )


def _note(stage: str, model: LockedModel, engine: EngineIdentity) -> EngineNote:
    reasons = [f"{skipped.name} could not be had: {skipped.reason}" for skipped in model.skipped]
    warning = _WARNINGS[model.grade].format(name=model.name)
    return EngineNote.of(
        stage, engine, model.licence, model.licence_note or "", model.origin, "; ".join(reasons), warning
    )
