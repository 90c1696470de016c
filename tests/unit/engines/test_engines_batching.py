"""Length-sorted token batches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.engines import batching


@pytest.mark.parametrize(
    ("lengths", "budget", "most", "batches"),
    [
        ([], 10, None, []),
        ([3], 10, None, [[0]]),
        ([2, 5, 3], 10, None, [[1, 2], [0]]),
        ([4, 4, 4], 8, None, [[0, 1], [2]]),
        ([30, 1, 1], 10, None, [[0], [1, 2]]),
        ([1, 1, 1, 1], 10, 2, [[0, 1], [2, 3]]),
        ([0, 0], 10, None, [[0, 1]]),
    ],
)
def test_plans(lengths: list[int], budget: int, most: int | None, batches: list[list[int]]) -> None:
    assert batching.plan(lengths, budget, most) == batches


@given(
    st.lists(st.integers(0, 300)),
    st.integers(1, 1000),
    st.one_of(st.none(), st.integers(1, 40)),
)
def test_every_text_once_within_the_budget_longest_first(lengths: list[int], budget: int, most: int | None) -> None:
    batches = batching.plan(lengths, budget, most)
    flat = [position for batch in batches for position in batch]
    assert sorted(flat) == list(range(len(lengths)))
    assert flat == sorted(flat, key=lambda position: (-lengths[position], position))
    for batch in batches:
        assert len(batch) == 1 or max(lengths[position] for position in batch) * len(batch) <= budget
        assert most is None or len(batch) <= most
