"""A night's translations on the repair ladder: all articles climb together, and each gets its own back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jembatan import assemble
from jembatan.assemble import StageResults
from jembatan.engines.protocol import Output
from jembatan.guard.context import Context
from jembatan.records import Segmented, Translation
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
    articles: Sequence[Segmented], translated: StageResults, ladder: Ladder, ask: Ask, notice: Callable[[str], None]
) -> list[Drafts]:
    """The drafts of each article. Segments without a translation do not climb."""
    drafts = [assemble.translations(article, translated) for article in articles]
    climbing = [_sentences(article, made, translated) for article, made in zip(articles, drafts, strict=True)]
    climbed = ladder.climb([sentence for several in climbing for sentence in several], ask, notice)
    found, start = [], 0
    for made, several in zip(drafts, climbing, strict=True):
        end = start + len(several)
        back = {translation.index: translation for translation in climbed.translations[start:end]}
        known = climbed.unknown.isdisjoint(range(start, end))
        found.append(Drafts(tuple(back.get(one.index, one) for one in made), known))
        start = end
    return found


def answers(results: StageResults) -> dict[str, Answer]:
    """By text what an engine gave, or why it gave nothing."""
    found = {text: Answer(translate.output(stored.value), stored.batch) for text, stored in results.stored.items()}
    return {**found, **{text: Answer(Output((), problem=reason)) for text, reason in results.failed.items()}}


def _sentences(article: Segmented, drafts: Sequence[Translation], results: StageResults) -> list[Sentence]:
    context = Context(article.article.published, assemble.date_order(article))
    return [
        Sentence(segment.text, context, draft, translate.output(results.stored[segment.text].value))
        for segment, draft in zip(article.segments, drafts, strict=True)
        if draft.target is not None
    ]
