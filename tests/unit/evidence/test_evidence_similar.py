"""Which segments are near a sentence: the likest few, and those near enough."""

from __future__ import annotations

import pytest

from jembatan.evidence.similar import cosine, similar
from jembatan.records import Vector

SENTENCE = (1.0, 0.0)
SEGMENTS = {0: (0.6, 0.8), 2: (0.8, 0.6), 5: (1.0, 0.0), 7: (0.8, -0.6)}


@pytest.mark.parametrize(
    ("least", "most", "found"),
    [
        (0.5, 9, (5, 2, 7, 0)),  # equal ones in the article's order
        (0.8, 9, (5, 2, 7)),  # as near as is asked is near enough
        (0.8001, 9, (5,)),
        (0.5, 2, (5, 2)),
        (0.5, 1, (5,)),
    ],
)
def test_similar(least: float, most: int, found: tuple[int, ...]) -> None:
    assert similar(SENTENCE, SEGMENTS, least, most) == found


def test_without_segments_there_is_none() -> None:
    assert similar(SENTENCE, {}, 0.1, 2) == ()


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ((1.0, 0.0), (0.0, 1.0), 0.0),
        ((1.0, 0.0), (-1.0, 0.0), -1.0),
        ((0.7071, 0.7071), (1.0, 0.0), 0.7071),
        ((0.5, 0.0), (0.25, 0.0), 1.0),  # 16 bit numbers leave no length exactly 1
        ((0.0, 0.0), (1.0, 0.0), 0.0),
    ],
)
def test_cosine(one: Vector, other: Vector, found: float) -> None:
    assert cosine(one, other) == found
