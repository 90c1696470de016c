from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from jembatan_eval import resampling
from jembatan_eval.resampling import FEW, Sample, difference, interval


def share(values: list[float]) -> Sample:
    """One statistic and a count a sentence: the score is their mean."""
    return Sample(np.array([(value, 1.0) for value in values]), lambda sums: float(sums[0] / sums[1]))


def nothing() -> Sample:
    return Sample(np.zeros((FEW, 2)), lambda sums: float("nan"))


def test_an_interval_is_as_wide_as_theory_says() -> None:
    sample = share([1.0] * 300 + [0.0] * 100)
    found = interval(sample)
    assert found is not None
    # The mean of 400 draws of 0.75: a standard error of sqrt(0.75 * 0.25 / 400) = 0.02165, times 1.96.
    assert sample.score == 0.75
    assert found.low == pytest.approx(0.75 - 0.0424, abs=0.005)
    assert found.high == pytest.approx(0.75 + 0.0424, abs=0.005)


def test_the_same_sentences_give_the_same_interval() -> None:
    assert interval(share([0.0, 1.0] * 60)) == interval(share([0.0, 1.0] * 60))


@pytest.mark.parametrize(
    ("one", "other", "significant"),
    [
        ([1.0, 0.0] * 100, [1.0, 0.0] * 100, False),  # the same system
        ([1.0, 0.0] * 100, [0.0, 1.0] * 100, False),  # differs everywhere, and no better
        ([1.0] * 30 + [0.0] * 170, [0.0] * 200, True),
        ([1.0] * 2 + [0.0] * 198, [0.0] * 200, False),
        ([1.0] * 60 + [0.0] * 30, [0.0] * 90, False),  # too few to tell, however large
    ],
)
def test_a_difference_is_significant_or_not(one: list[float], other: list[float], significant: bool) -> None:
    found = difference(share(one), share(other))
    assert found is not None
    assert found.significant is significant
    assert found.enough is (len(one) >= FEW)
    assert found.value == pytest.approx(np.mean(one) - np.mean(other))


@pytest.mark.parametrize(
    ("values", "low", "high"), [([1.0] * 60, 0.95, 1.0), ([0.0] * 60, 0.0, 0.05), ([1.0], 0.0, 1.0)]
)
def test_a_share_of_all_or_none_is_not_certain(values: list[float], low: float, high: float) -> None:
    found = interval(replace(share(values), share=True))
    assert found is not None
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


def test_the_p_value_is_two_sided() -> None:
    # 26 sentences better, 14 worse, of 200: z = 12 / sqrt(40) = 1.90, so p = 0.058 in both tails and 0.029 in one.
    found = difference(share([1.0] * 26 + [0.0] * 174), share([0.0] * 26 + [1.0] * 14 + [0.0] * 160))
    assert found is not None
    assert found.p == pytest.approx(0.058, abs=0.02)
    assert not found.significant


def test_a_system_does_not_differ_from_itself() -> None:
    found = difference(share([1.0, 0.0] * 60), share([1.0, 0.0] * 60))
    assert found is not None
    assert (found.value, found.p, found.interval.low, found.interval.high) == (0, 1, 0, 0)


def test_draws_in_blocks_are_the_same_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = share([1.0, 0.0, 1.0] * 50)
    whole = interval(sample)
    monkeypatch.setattr(resampling, "_AT_ONCE", 150 * 7)
    resampling._draws.cache_clear()
    assert interval(sample) == whole
    resampling._draws.cache_clear()


def test_what_cannot_be_scored_has_no_interval_and_no_difference() -> None:
    assert interval(nothing()) is None
    assert difference(share([1.0] * FEW), nothing()) is None


def test_systems_of_other_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="2 and 3 sentences"):
        difference(share([1.0] * 2), share([1.0] * 3))
