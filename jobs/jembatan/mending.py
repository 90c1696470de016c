"""A night's translations on the repair ladder: all articles climb together, and each gets its own back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from jembatan import assemble
from jembatan.assemble import StageResults
from jembatan.engines.protocol import Output
from jembatan.glossary.glossary import Glossary
from jembatan.glossary.spelling import respell
from jembatan.records import RepairStep, Segment, Segmented, Translation
from jembatan.repair.candidates import Answer
from jembatan.repair.case import Sentence
from jembatan.repair.ladder import Ask, Ladder
from jembatan.repair.marks import going_on, left_open
from jembatan.stages import translate


@dataclass(frozen=True, slots=True)
class Drafts:
    """The translations of one article after the ladder. ``known`` is False where a plan cannot tell yet how they come
    out, because something that the ladder asks for is not computed."""

    translations: tuple[Translation, ...]
    known: bool


def mended(
    articles: Sequence[Segmented],
    translated: StageResults,
    ladder: Ladder,
    glossary: Glossary | None,
    ask: Ask,
    notice: Callable[[str], None],
) -> list[Drafts]:
    """The drafts of each article, written as ``_written`` does. Segments without a translation do not climb."""
    drafts = [_drafts(article, translated, glossary) for article in articles]
    climbing = [_sentences(article, made, translated, glossary) for article, made in zip(articles, drafts, strict=True)]
    climbed = ladder.climb([sentence for several in climbing for sentence in several], ask, notice)
    found, start = [], 0
    for article, made, several in zip(articles, drafts, climbing, strict=True):
        end = start + len(several)
        back = {translation.index: translation for translation in climbed.translations[start:end]}
        known = climbed.unknown.isdisjoint(range(start, end))
        found.append(Drafts(_written(article, [back.get(one.index, one) for one in made], glossary), known))
        start = end
    return found


def answers(results: StageResults) -> dict[str, Answer]:
    """By text what an engine gave, or why it gave nothing."""
    found = {text: Answer(translate.output(stored.value), stored.batch) for text, stored in results.stored.items()}
    return {**found, **{text: Answer(Output((), problem=reason)) for text, reason in results.failed.items()}}


def _drafts(article: Segmented, translated: StageResults, glossary: Glossary | None) -> tuple[Translation, ...]:
    return _written(article, assemble.translations(article, translated), glossary)


def _written(article: Segmented, drafts: Sequence[Translation], glossary: Glossary | None) -> tuple[Translation, ...]:
    """The drafts as this config writes them, before they climb and after, each change told as a step: quotations that
    go on are left open, and names have the chosen spelling. That is for rules to say: nothing is left for a person."""
    open_ = going_on([segment.text for segment in article.segments])
    marked = [_marked(draft) if segment.index in open_ else draft for segment, draft in _paired(article, drafts)]
    if glossary is None:
        return tuple(marked)
    return tuple(_spelt(segment.text, draft, glossary) for segment, draft in _paired(article, marked))


def _paired(article: Segmented, drafts: Sequence[Translation]) -> Iterator[tuple[Segment, Translation]]:
    return zip(article.segments, drafts, strict=True)


def _marked(draft: Translation) -> Translation:
    found = left_open(draft.target) if draft.target is not None else None
    return draft if found is None else _changed(draft, "marks", *found, "quotations of several sentences")


def _spelt(source: str, draft: Translation, glossary: Glossary) -> Translation:
    found = respell(draft.target, glossary, source) if draft.target is not None else None
    if found is None:
        return draft
    told = "; ".join(f"{change.before} written as {change.after}" for change in found.changes)
    return _changed(draft, "spelling", found.text, told, "the glossary's form")


def _changed(draft: Translation, by: Literal["marks", "spelling"], text: str, told: str, reason: str) -> Translation:
    step = RepairStep(by, told, text, draft.engine, draft.score, draft.batch, (), True, reason)
    return replace(draft, target=text, first=draft.first or draft.target, steps=(*draft.steps, step))


def _sentences(
    article: Segmented, drafts: Sequence[Translation], results: StageResults, glossary: Glossary | None
) -> list[Sentence]:
    context = assemble.context(article, glossary)
    return [
        Sentence(segment.text, context, draft, translate.output(results.stored[segment.text].value))
        for segment, draft in zip(article.segments, drafts, strict=True)
        if draft.target is not None
    ]
