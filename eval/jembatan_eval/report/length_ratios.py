"""How long the English is for its Indonesian, sentence by sentence, and which sentences stand out."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from jembatan_eval.lines import Pair

_DEVIATIONS = 3
_NORMAL = 1.4826
"""The standard deviation of a normal distribution for each median absolute deviation."""
_LEAST_FACTOR = 1.5
"""A smaller one is nothing to look at, however alike the others are."""

_EDGES = (0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One sentence: English to Indonesian characters, and the same of its reference where there is one. ``index`` is
    its place among all pairs, from 0."""

    index: int
    pair: Pair
    ratio: float
    reference: float | None


@dataclass(frozen=True, slots=True)
class Bin:
    """How many sentences, and references, have a ratio as the label says."""

    label: str
    count: int
    references: int


@dataclass(frozen=True, slots=True)
class LengthRatios:
    """``ratios`` are those of the sentences that have any English; ``empty`` counts the others. What is less than
    ``low`` or more than ``high`` stands out."""

    ratios: tuple[Ratio, ...]
    empty: int
    median: float
    low: float
    high: float

    @property
    def all(self) -> tuple[float, ...]:
        """The ratios alone."""
        return tuple(one.ratio for one in self.ratios)

    @property
    def references(self) -> tuple[float, ...]:
        """The references' own ratios."""
        return tuple(one.reference for one in self.ratios if one.reference is not None)

    @property
    def bins(self) -> tuple[Bin, ...]:
        """The distribution as a table."""
        made, wanted = (Counter(_bin(ratio) for ratio in of) for of in (self.all, self.references))
        return tuple(Bin(label, made[place], wanted[place]) for place, label in enumerate(_labels()))

    @property
    def outliers(self) -> tuple[Ratio, ...]:
        """Those that stand out, the farthest from the median first."""
        found = [one for one in self.ratios if not self.low <= one.ratio <= self.high]
        return tuple(sorted(found, key=lambda one: -abs(math.log(one.ratio / self.median))))


def length_ratios(pairs: Sequence[Pair]) -> LengthRatios | None:
    """The ratios of all pairs with a source; None where there is none.

    Outliers are more than three robust standard deviations (median absolute deviation, of logarithms) from the median,
    and at least a half longer or a third shorter than it.
    """
    sourced = [(index, pair, pair.source) for index, pair in enumerate(pairs) if pair.source]
    ratios = tuple(
        Ratio(
            index,
            pair,
            len(pair.hypothesis) / len(source),
            len(pair.reference) / len(source) if pair.reference else None,
        )
        for index, pair, source in sourced
        if pair.hypothesis.strip()
    )
    if not ratios:
        return None
    middle = median(one.ratio for one in ratios)
    deviation = median(abs(math.log(one.ratio / middle)) for one in ratios)
    factor = max(_LEAST_FACTOR, math.exp(_DEVIATIONS * _NORMAL * deviation))
    return LengthRatios(ratios, len(sourced) - len(ratios), middle, middle / factor, middle * factor)


def _bin(ratio: float) -> int:
    return bisect_right(_EDGES, ratio)


def _labels() -> list[str]:
    between = [f"{low:g} to {high:g}" for low, high in pairwise(_EDGES)]
    return [f"below {_EDGES[0]:g}", *between, f"{_EDGES[-1]:g} or more"]
