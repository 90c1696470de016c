"""In how many sentences the numbers survived: the figure by which systems are compared. And how many numbers did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import NamedTuple, get_args

from jembatan.numbers import compare
from jembatan.quantities import NumberMatch, NumberReport, QuantityStatus
from jembatan_eval.lines import Pair


class Sentence(NamedTuple):
    """A source, what a system made of it, and its article's day of publication where that is known."""

    source: str
    target: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class SentenceSurvival:
    """What became of the numbers of a list of sentences.

    ``with_numbers`` counts the sentences that hold a number on either side. ``errors`` are the indices, from 0, of
    those whose verdict is ``error``, and ``converted`` of those that are ``converted``. ``statuses`` counts numbers.
    """

    sentences: int
    with_numbers: int
    errors: tuple[int, ...]
    converted: tuple[int, ...]
    statuses: Mapping[str, int]

    @property
    def survival(self) -> float | None:
        """The share of the sentences with numbers that are no error, from 0 to 1; None where none has a number."""
        return 1 - len(self.errors) / self.with_numbers if self.with_numbers else None

    @property
    def converted_share(self) -> float | None:
        """The share of the sentences with numbers that are converted, from 0 to 1."""
        return len(self.converted) / self.with_numbers if self.with_numbers else None


@dataclass(frozen=True, slots=True)
class NumberCounts:
    """What became of numbers; ``survival`` is the share of the sources' numbers that were kept, reworded or converted,
    or None where these hold none. Excused ones (a weekday left out) are no part."""

    kept: int = 0
    reworded: int = 0
    converted: int = 0
    changed: int = 0
    lost: int = 0
    invented: int = 0

    @property
    def survival(self) -> float | None:
        """From 0 to 1."""
        survived = self.kept + self.reworded + self.converted
        there = survived + self.changed + self.lost
        return survived / there if there else None


def counts(found: Iterable[NumberReport]) -> NumberCounts:
    """Over the numbers of all reports."""
    return _counts(match for report in found for match in report.matches)


def counts_by_kind(found: Iterable[NumberReport]) -> dict[str, NumberCounts]:
    """The same for each kind of number (a date, money, ...): the source's, or the target's where it was invented. The
    most frequent kind comes first."""
    kinds: defaultdict[str, list[NumberMatch]] = defaultdict(list)
    for report in found:
        for match in report.matches:
            quantity = match.source or match.target
            if quantity is not None and not match.excused:
                kinds[quantity.kind].append(match)
    return {kind: _counts(kinds[kind]) for kind in sorted(kinds, key=lambda kind: (-len(kinds[kind]), kind))}


def _counts(matches: Iterable[NumberMatch]) -> NumberCounts:
    found = Counter(match.status for match in matches if not match.excused)
    return NumberCounts(**{str(status): count for status, count in found.items()})


def sentences(pairs: Iterable[Pair]) -> list[Sentence]:
    """What the number check needs of pairs that have a source."""
    return [Sentence(pair.source or "", pair.hypothesis, pair.published) for pair in pairs]


def reports(sentences: Iterable[Sentence]) -> list[NumberReport]:
    """A report for each sentence. Entities are read as the signs they stand for, as sacreBLEU's 13a does: some systems
    give HTML, and ``&#39;`` is no number."""
    return [compare("", unescape(one.source), unescape(one.target), one.published) for one in sentences]


def survival(sentences: Iterable[Sentence]) -> SentenceSurvival:
    """Count over the reports of all sentences."""
    found = reports(sentences)
    statuses = Counter(match.status for report in found for match in report.matches)
    return SentenceSurvival(
        sentences=len(found),
        with_numbers=sum(bool(report.matches) for report in found),
        errors=_indices(found, "error"),
        converted=_indices(found, "converted"),
        statuses={status: statuses[status] for status in get_args(QuantityStatus)},
    )


def _indices(found: list[NumberReport], verdict: str) -> tuple[int, ...]:
    return tuple(index for index, report in enumerate(found) if report.verdict == verdict)
