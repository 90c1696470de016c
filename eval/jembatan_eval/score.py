"""Corpus scores of a set of pairs: sacreBLEU's BLEU and chrF with their signatures, and what became of the numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, get_args

from jembatan.errors import JembatanError
from jembatan.numbers import compare
from jembatan.records import QuantityStatus
from jembatan_eval.lines import Pair

if TYPE_CHECKING:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF


@dataclass(frozen=True, slots=True)
class Metric:
    """A published metric: its score from 0 to 100, unrounded, and the signature under which it can be repeated."""

    score: float
    signature: str


@dataclass(frozen=True, slots=True)
class NumberSurvival:
    """What became of the numbers between sources and hypotheses; ``survival`` is the share of the sources' numbers that
    were kept, reworded or converted, or None where these hold none. Excused ones (a weekday left out) are no part."""

    kept: int
    reworded: int
    converted: int
    changed: int
    lost: int
    invented: int

    @property
    def survival(self) -> float | None:
        """From 0 to 1."""
        survived = self.kept + self.reworded + self.converted
        there = survived + self.changed + self.lost
        return survived / there if there else None


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of one set of pairs. ``numbers`` is None where there is no source."""

    segments: int
    empty: int
    bleu: Metric
    chrf: Metric
    numbers: NumberSurvival | None


def score(pairs: Sequence[Pair]) -> Scores:
    """Score at least one pair. Raises JembatanError where sacreBLEU is not installed."""
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as error:
        raise JembatanError("sacrebleu is not installed; run: pip install -c constraints.txt -e '.[eval]'") from error
    hypotheses = [pair.hypothesis for pair in pairs]
    references = [[pair.reference or "" for pair in pairs]]
    return Scores(
        segments=len(pairs),
        empty=sum(not text.strip() for text in hypotheses),
        bleu=_metric(BLEU(), hypotheses, references),
        chrf=_metric(CHRF(), hypotheses, references),
        numbers=_numbers(pairs),
    )


def _metric(metric: BLEU | CHRF, hypotheses: list[str], references: list[list[str]]) -> Metric:
    found = metric.corpus_score(hypotheses, references)
    return Metric(found.score, str(metric.get_signature()))


def _numbers(pairs: Sequence[Pair]) -> NumberSurvival | None:
    if all(pair.source is None for pair in pairs):
        return None
    counts = Counter(
        match.status
        for pair in pairs
        if pair.source is not None
        # 13a reads entities as the signs they stand for; so do we, or "&#39;" would count as an invented 39.
        for match in compare("", unescape(pair.source), unescape(pair.hypothesis), pair.published).matches
        if not match.excused
    )
    return NumberSurvival(**{status: counts[status] for status in get_args(QuantityStatus)})
