"""A night's translations on the repair ladder: all articles climb together, and each gets its own back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jembatan import assemble
from jembatan.assemble import StageResults
from jembatan.engines.protocol import Output
from jembatan.glossary.glossary import Glossary
from jembatan.glossary.spelling import respell
from jembatan.records import RepairStep, Segmented, Translation
from jembatan.repair.candidates import Answer
from jembatan.repair.case import Sentence
from jembatan.repair.ladder import Ask, Ladder
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
    """The drafts of each article, names spelt as the glossary does. Segments without a translation do not climb."""
    drafts = [assemble.translations(article, translated) for article in articles]
    climbing = [_sentences(article, made, translated, glossary) for article, made in zip(articles, drafts, strict=True)]
    climbed = ladder.climb([sentence for several in climbing for sentence in several], ask, notice)
    found, start = [], 0
    for made, several in zip(drafts, climbing, strict=True):
        end = start + len(several)
        back = {
            translation.index: _spelt(sentence.source, translation, glossary)
            for sentence, translation in zip(several, climbed.translations[start:end], strict=True)
        }
        known = climbed.unknown.isdisjoint(range(start, end))
        found.append(Drafts(tuple(back.get(one.index, one) for one in made), known))
        start = end
    return found


def answers(results: StageResults) -> dict[str, Answer]:
    """By text what an engine gave, or why it gave nothing."""
    found = {text: Answer(translate.output(stored.value), stored.batch) for text, stored in results.stored.items()}
    return {**found, **{text: Answer(Output((), problem=reason)) for text, reason in results.failed.items()}}


def _spelt(source: str, draft: Translation, glossary: Glossary | None) -> Translation:
    """The draft with its names in the chosen spelling, told as a step: which form is right is the config's to say, so
    that nothing is left for a person."""
    found = respell(draft.target, glossary, source) if glossary is not None and draft.target is not None else None
    if found is None:
        return draft
    told = "; ".join(f"{change.before} written as {change.after}" for change in found.changes)
    step = RepairStep(
        "spelling", told, found.text, draft.engine, draft.score, draft.batch, (), True, "the glossary's form"
    )
    return replace(draft, target=found.text, first=draft.first or draft.target, steps=(*draft.steps, step))


def _sentences(
    article: Segmented, drafts: Sequence[Translation], results: StageResults, glossary: Glossary | None
) -> list[Sentence]:
    context = assemble.context(article, glossary)
    return [
        Sentence(segment.text, context, draft, translate.output(results.stored[segment.text].value))
        for segment, draft in zip(article.segments, drafts, strict=True)
        if draft.target is not None
    ]
