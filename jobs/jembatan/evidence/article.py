"""An article read once for all sentences of its summaries: what each segment tells, in both languages."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter

from jembatan import numbers
from jembatan.evidence.quotation import quotable, spoken
from jembatan.evidence.wording import content
from jembatan.names.reading import Word
from jembatan.names.swaps import ArticleSentences
from jembatan.names.unsupported import NameEvidence
from jembatan.quantities import NumberReport, Quantity


@dataclass(frozen=True, slots=True)
class Holders:
    """Where a number of a summary stands: the segments whose English has it, those whose Indonesian has it, and those
    whose English has it wrongly, by the number check of the translation."""

    claim: Quantity
    english: tuple[int, ...]
    source: tuple[int, ...]
    wrong: frozenset[int]


class ArticleText:
    """The segments of an article: their English (empty where there is none) and their Indonesian, which may be missing
    as a whole. ``titles`` are the segments that are headlines or headings, ``reports`` the number checks of the
    translations; ``published`` and ``order`` settle numeric dates."""

    def __init__(
        self,
        english: Sequence[str],
        source: Sequence[str] = (),
        *,
        titles: frozenset[int] = frozenset(),
        reports: Sequence[NumberReport] = (),
        published: date | None = None,
        order: numbers.DateOrder | None = None,
    ) -> None:
        self.english = tuple(english)
        self.source = tuple(source) if len(source) == len(english) else ("",) * len(english)
        self.titles = titles
        self.text = "\n".join(filter(None, self.english))
        self._reports = tuple(reports)
        self._published, self._order = published, order
        self._held: list[NameEvidence | None] = [None] * len(self.english)

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The stems of each segment's English."""
        return tuple(frozenset(content(text)) for text in self.english)

    @cached_property
    def figures(self) -> numbers.Figures:
        """The numbers of the whole English text."""
        return numbers.Figures(self.text, self._published)

    @cached_property
    def names(self) -> NameEvidence:
        """The names of the whole article, in both languages."""
        return NameEvidence(self.text, "\n".join(filter(None, self.source)))

    @cached_property
    def quoting(self) -> tuple[bool, ...]:
        """Which segments quote somebody."""
        return quotable(self.english, self.source)

    @cached_property
    def spoken(self) -> tuple[bool, ...]:
        """Which segments are somebody's words throughout."""
        return spoken(self.english, self.source)

    @cached_property
    def sentences(self) -> ArticleSentences:
        """The segments, for names that stand in the place of others."""
        return ArticleSentences(self.english, self.source)

    def weight(self, stem: str) -> float:
        """How much a word tells, from 0 to 1."""
        return self.rarity(self._frequency[stem])

    def rarity(self, count: int) -> float:
        """How much something tells that stands in so many segments, from 0 to 1: the fewer, the more."""
        most = math.log(1 + max(len(self.english), 1))
        return math.log(1 + len(self.english) / max(count, 1)) / most

    def has_name(self, at: int, word: Word) -> bool:
        """Whether a segment has this word of a name, in either language."""
        held = self._held[at]
        if held is None:
            held = self._held[at] = NameEvidence(self.english[at], self.source[at], with_seats=True)
        return held.has(word)

    def holders(self, sentence: str) -> tuple[Holders, ...]:
        """The numbers of an English sentence that count, each with where it stands."""
        english = self.figures.borne(sentence)
        source = self._source_figures.borne(sentence)
        return tuple(
            Holders(
                one.claim,
                _at(self._english_starts, one.by),
                _at(self._source_starts, other.by),
                frozenset(at for at in _at(self._english_starts, one.by) if self._all_wrong(at, one.by)),
            )
            for one, other in zip(english, source, strict=True)
        )

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(stem for stems in self.stems for stem in stems)

    @cached_property
    def _source_figures(self) -> numbers.Figures:
        text = "\n".join(filter(None, self.source))
        return numbers.Figures(text, self._published, "id", self._order)

    @cached_property
    def _english_starts(self) -> list[tuple[int, int]]:
        return _starts(self.english)

    @cached_property
    def _source_starts(self) -> list[tuple[int, int]]:
        return _starts(self.source)

    def _all_wrong(self, at: int, quantities: Sequence[Quantity]) -> bool:
        """Every one of the quantities in this segment is one that the translation got wrong."""
        if at >= len(self._reports):
            return False
        start = next(start for start, segment in self._english_starts if segment == at)
        wrong = [match.target for match in self._reports[at].matches if match.verdict == "error" and match.target]
        mine = [one for one in quantities if 0 <= one.start - start < len(self.english[at])]
        return bool(mine) and all(any(_same(one, bad, start) for bad in wrong) for one in mine)


def _same(one: Quantity, bad: Quantity, start: int) -> bool:
    return one.start - start < bad.end and bad.start < one.end - start


def _starts(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where each text that is not empty begins when they are joined by newlines, and which one it is."""
    found, position = [], 0
    for at, text in enumerate(texts):
        if text:
            found.append((position, at))
            position += len(text) + 1
    return found


def _at(starts: Sequence[tuple[int, int]], quantities: Sequence[Quantity]) -> tuple[int, ...]:
    """The texts in which the quantities stand, each once, in order."""
    places = (bisect_right(starts, one.start, key=itemgetter(0)) - 1 for one in quantities)
    return tuple(dict.fromkeys(starts[place][1] for place in places))
