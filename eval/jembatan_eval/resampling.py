"""Bootstrap resampling: how sure a corpus score is, and whether two systems really differ.

The sentences are drawn with replacement, the same ones for every system (Koehn 2004, "Statistical significance tests
for machine translation evaluation"). A score is computed anew from the sums of the drawn sentences' statistics, as the
metric itself would; so BLEU stays corpus BLEU. The p-value is two-sided: how many of the draws, their mean moved to no
difference, differ at least as much, in either direction. sacreBLEU's ``--paired-bs`` takes the differences without
their sign before it moves the mean, and so counts about half as many: near 0.05 it calls significant what is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 1000
SEED = 12345
FEW = 100
"""With fewer sentences no difference is called significant: the draws then say more of the sentences than of the
systems."""
LEVEL = 0.05
_AT_ONCE = 20_000_000


@dataclass(frozen=True, slots=True)
class Sample:
    """The sentences of one system under one metric: ``rows`` (sentences x statistics) are summed, and ``score_of``
    makes the corpus score of the sums; NaN where there is nothing to score. ``share``: the rows are (good, counted) of
    each sentence, and the score is the share of the good ones."""

    rows: NDArray[np.float64]
    score_of: Callable[[NDArray[np.float64]], float]
    share: bool = False

    @property
    def score(self) -> float:
        """The score of all sentences, each once."""
        return self.score_of(self.rows.sum(axis=0))

    def of(self, sentences: Sequence[int]) -> float:
        """The score of some of the sentences, by their indices."""
        return self.score_of(self.rows[list(sentences)].sum(axis=0))


@dataclass(frozen=True, slots=True)
class Interval:
    """Between ``low`` and ``high`` lie 95% of the resampled scores."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One system's score less another's on the same sentences, with its 95% interval and two-sided p-value. ``enough``
    is False where there are fewer than ``FEW`` sentences; then nothing is called significant."""

    value: float
    interval: Interval
    p: float
    enough: bool

    @property
    def significant(self) -> bool:
        """Whether chance alone would give so large a difference in fewer than 5 of 100 draws."""
        return self.enough and self.p < LEVEL


def means(values: Sequence[float]) -> Sample:
    """The sample of a metric whose score is the mean of its sentences' scores."""
    import numpy as np

    rows = np.array([(value, 1.0) for value in values])
    return Sample(rows, lambda sums: float(sums[0] / sums[1]))


def interval(sample: Sample) -> Interval | None:
    """The 95% interval of a score; None where it cannot be scored.

    A share of all or of none, which drawing again cannot move, ends at the rule of three: three in as many as were
    counted (Hanley and Lippman-Hand 1983, "If nothing goes wrong, is everything all right?").
    """
    found = _interval(_scores(sample))
    if found is None or not sample.share or found.low != found.high:
        return found
    room = min(1.0, 3 / float(sample.rows[:, 1].sum()))
    return Interval(1 - room, 1.0) if sample.score else Interval(0.0, room)


def difference(one: Sample, other: Sample) -> Difference | None:
    """``one`` less ``other``, which must hold the same sentences in the same order; None where either cannot be scored.

    Raises ValueError where they have not as many sentences.
    """
    import numpy as np

    if len(one.rows) != len(other.rows):
        raise ValueError(f"{len(one.rows)} and {len(other.rows)} sentences cannot be compared pair by pair")
    found = _scores(one) - _scores(other)
    found = found[~np.isnan(found)]
    within = _interval(found)
    if within is None:
        return None
    value = one.score - other.score
    beyond = int(np.sum(np.abs(found - found.mean()) >= abs(value)))
    return Difference(value, within, (beyond + 1) / (len(found) + 1), len(one.rows) >= FEW)


def _scores(sample: Sample) -> NDArray[np.float64]:
    import numpy as np

    drawn = _draws(len(sample.rows))
    blocks = [drawn[at : at + _block(len(drawn[0]))] for at in range(0, DRAWS, _block(len(drawn[0])))]
    sums = np.concatenate([block.astype(np.float64) @ sample.rows for block in blocks])
    return np.array([sample.score_of(drawn) for drawn in sums])


def _interval(scores: NDArray[np.float64]) -> Interval | None:
    import numpy as np

    known = scores[~np.isnan(scores)]
    if not len(known):
        return None
    low, high = np.percentile(known, [2.5, 97.5])
    return Interval(float(low), float(high))


@lru_cache(maxsize=4)
def _draws(sentences: int) -> NDArray[np.uint16]:
    """How often each sentence was drawn, draw by draw."""
    import numpy as np

    rng = np.random.default_rng(SEED)
    chances = [1 / sentences] * sentences
    drawn = np.empty((DRAWS, sentences), dtype=np.uint16)
    for at in range(0, DRAWS, _block(sentences)):
        block = drawn[at : at + _block(sentences)]
        block[:] = rng.multinomial(sentences, chances, size=len(block))
    return drawn


def _block(sentences: int) -> int:
    """How many draws are worked on at once: all of up to 20,000 sentences, so that more do not fill the memory."""
    return min(DRAWS, max(1, _AT_ONCE // sentences))
