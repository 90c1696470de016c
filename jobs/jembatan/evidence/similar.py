"""Which segments mean the same as a sentence, by the vectors of an encoder."""

from __future__ import annotations

import math
from collections.abc import Mapping
from operator import mul

from jembatan.records import Vector

_DECIMALS = 4


def similar(sentence: Vector, segments: Mapping[int, Vector], least: float, most: int) -> tuple[int, ...]:
    """The ``most`` segments that are likest to a sentence and at least ``least`` like it, the likest first.

    ``least`` is a cosine similarity; equal ones stand in the article's order.
    """
    found = {at: cosine(sentence, vector) for at, vector in segments.items()}
    likest = sorted(found, key=lambda at: (-found[at], at))[:most]
    return tuple(at for at in likest if found[at] >= least)


def cosine(one: Vector, other: Vector) -> float:
    """The cosine similarity of two vectors of one dimension, to 4 decimals; 0 where one has no length."""
    lengths = math.hypot(*one) * math.hypot(*other)
    return round(sum(map(mul, one, other)) / lengths, _DECIMALS) if lengths else 0.0
