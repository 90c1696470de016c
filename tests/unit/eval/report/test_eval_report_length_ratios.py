from __future__ import annotations

import pytest

from jembatan_eval.lines import Pair
from jembatan_eval.report.length_ratios import length_ratios


def pair(ratio: float, reference: float | None = None) -> Pair:
    return Pair("x" * round(ratio * 20), None if reference is None else "x" * round(reference * 20), "y" * 20)


@pytest.mark.parametrize(
    ("ratios", "outliers"),
    [
        ([1.0, 1.0, 1.0, 1.0], []),
        ([1.0, 1.0, 1.0, 1.4], []),
        ([1.0, 1.0, 1.0, 1.6], [1.6]),
        ([1.0, 1.0, 1.0, 0.6, 4.0], [4.0, 0.6]),
        # Where all differ much, a half longer is nothing.
        ([0.5, 0.7, 1.0, 1.4, 2.0], []),
    ],
)
def test_what_stands_out(ratios: list[float], outliers: list[float]) -> None:
    found = length_ratios([pair(ratio) for ratio in ratios])
    assert found is not None
    assert [one.ratio for one in found.outliers] == outliers


def test_what_has_no_english_is_counted_and_what_has_no_source_is_not() -> None:
    found = length_ratios([pair(1.0, 1.2), pair(0.0), Pair("It rained.", None, None), pair(3.0)])
    assert found is not None
    assert (found.all, found.empty, found.references) == ((1.0, 3.0), 1, (1.2,))
    assert [one.index for one in found.ratios] == [0, 3]
    assert {one.label: (one.count, one.references) for one in found.bins if one.count or one.references} == {
        "1 to 1.1": (1, 0),
        "1.1 to 1.25": (0, 1),
        "2 or more": (1, 0),
    }
    assert length_ratios([pair(0.0)]) is None
    assert length_ratios([Pair("It rained.")]) is None
