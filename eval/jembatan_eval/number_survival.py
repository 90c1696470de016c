"""In how many sentences the numbers survived: the figure by which systems are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import NamedTuple, get_args

from jembatan.numbers import compare
from jembatan.records import NumberReport, QuantityStatus


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
