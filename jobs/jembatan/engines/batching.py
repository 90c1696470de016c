"""Batches by length: texts of like length together, so that little is computed on padding."""

from __future__ import annotations

from collections.abc import Sequence


def plan(lengths: Sequence[int], budget: int, most: int | None = None) -> list[list[int]]:
    """Positions of ``lengths`` (tokens) in batches, the longest first; equal lengths keep their order.

    A batch's padded size (its longest length times its count) is at most ``budget`` tokens and its count at most
    ``most``; a text longer than the budget makes a batch of its own. The longest come first, so that a budget too
    large for the device shows at once and not at the end of the night. The caller puts results back by position.
    """
    batches: list[list[int]] = []
    room = 0
    for position in sorted(range(len(lengths)), key=lambda position: -lengths[position]):
        if room == 0:
            batches.append([])
            room = max(1, budget // max(1, lengths[position]))
            if most is not None:
                room = min(room, max(1, most))
        batches[-1].append(position)
        room -= 1
    return batches
