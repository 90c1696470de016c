"""All systems held against each other, as far as they have sentences in common."""

from __future__ import annotations

from collections.abc import Sequence

from jembatan.errors import InputError
from jembatan_eval import sacrebleu_metrics
from jembatan_eval.compare import Comparison, Duel, System, compare
from jembatan_eval.resampling import Difference


def comparisons(systems: Sequence[System]) -> tuple[Comparison, ...]:
    """One comparison on all sentences in common; where some of these have no reference, one more, under the published
    metrics, on those that have. Nothing where there are fewer than two systems, or no sentence is in common.

    Names must be apart.
    """
    if len(systems) < 2:
        return ()
    found = []
    whole = _compared(systems, ())
    if whole is not None:
        found.append(whole)
    if whole is None or not any(table.measure in sacrebleu_metrics.NAMES for table in whole.tables):
        referenced = [
            System(system.name, tuple(pair for pair in system.pairs if pair.reference is not None))
            for system in systems
        ]
        likeness = _compared(referenced, sacrebleu_metrics.NAMES)
        if likeness is not None:
            found.insert(0, likeness)
    return tuple(one for one in found if one.tables)


def between(found: Sequence[Comparison], measure: str, one: str, other: str) -> Difference | None:
    """``one`` less ``other`` under a measure; None where they were not compared."""
    for comparison in found:
        for table in comparison.tables:
            for duel in table.duels if table.measure == measure else ():
                if {duel.one, duel.other} == {one, other}:
                    return duel.difference if duel.one == one else _turned(duel)
    return None


def _compared(systems: Sequence[System], names: Sequence[str]) -> Comparison | None:
    try:
        return compare(systems, names)
    except InputError:
        # All else is in order by now: they have no sentence in common. Another night has other articles.
        return None


def _turned(duel: Duel) -> Difference | None:
    found = duel.difference
    if found is None:
        return None
    within = type(found.interval)(-found.interval.high, -found.interval.low)
    return Difference(-found.value, within, found.p, found.enough)
