"""How long a translation is for its source, learnt from the pairs that are scored."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

_FEWEST_PAIRS = 30
_RATIO = math.log(0.92)
_SPREAD = 0.14
_SHORT = 9.0
"""Defaults, of human translations of news: the logarithm of characters of English for each of Indonesian; its standard
deviation for long sentences; and what is added to the variance, over the number of characters of the source."""

_SIGMA = 1.4826
"""The standard deviation of a normal distribution for each unit of median absolute deviation."""

_WEIGHT_CAP = 6.0


@dataclass(frozen=True, slots=True)
class Lengths:
    """The usual logarithm of the length ratio, and its spread for long sentences."""

    ratio: float = _RATIO
    spread: float = _SPREAD

    def sigma(self, source: int) -> float:
        """The standard deviation for a source of that many characters: the shorter, the wider."""
        return math.sqrt(self.spread**2 + _SHORT * (self.spread / _SPREAD) ** 2 * 0.14 / max(source, 1))

    def deviation(self, source: int, made: int) -> float:
        """By how many standard deviations a translation is too long; negative where it is too short."""
        return (math.log((made + 1) / (source + 1)) - self.ratio) / self.sigma(source)

    def weight(self, source: int, made: int, share: float) -> float:
        """The logarithm of how much likelier the length is if the source were ``share`` times as long (0.5: half of
        it is gone, 2: it holds another as long), between -6 and 6. ``share`` is above 0."""
        usual = self.deviation(source, made)
        other = usual - math.log(share) / self.sigma(source)
        return max(-_WEIGHT_CAP, min(_WEIGHT_CAP, (usual**2 - other**2) / 2))


def learn(pairs: Iterable[tuple[int, int]]) -> Lengths:
    """From the characters of sources and of translations, robustly: median and median absolute deviation. Fewer than 30
    pairs that are not empty give the defaults."""
    ratios = [math.log((made + 1) / (source + 1)) for source, made in pairs if source >= 20 and made]
    if len(ratios) < _FEWEST_PAIRS:
        return Lengths()
    middle = median(ratios)
    spread = _SIGMA * median(abs(ratio - middle) for ratio in ratios)
    # Half of the pairs may be bad before the median is; a spread far from the usual is a sign of it.
    return Lengths(max(-0.6, min(0.4, middle)), max(0.08, min(0.25, spread)))
