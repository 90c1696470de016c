"""All systems held against each other, as far as they have sentences in common."""

from __future__ import annotations

from collections.abc import Sequence

from jembatan.errors import InputError
from jembatan_eval.compare import Comparison, Duel, System, compare
from jembatan_eval.resampling import Difference


def compared(systems: Sequence[System]) -> Comparison | None:
    """The comparison of systems whose names are apart; None where there are fewer than two, or no sentence is in
    common."""
    if len(systems) < 2:
        return None
    try:
        return compare(systems)
    except InputError:
        # All else is in order by now: they have no sentence in common. Another night has other articles.
        return None


def between(found: Comparison | None, measure: str, one: str, other: str) -> Difference | None:
    """``one`` less ``other`` under a measure; None where they were not compared."""
    for table in found.tables if found else ():
        for duel in table.duels if table.measure == measure else ():
            if {duel.one, duel.other} == {one, other}:
                return duel.difference if duel.one == one else _turned(duel)
    return None


def _turned(duel: Duel) -> Difference | None:
    found = duel.difference
    if found is None:
        return None
    within = type(found.interval)(-found.interval.high, -found.interval.low)
    return Difference(-found.value, within, found.p, found.enough)
