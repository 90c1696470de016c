"""Several systems on the same sentences: what each scores, and which differences are more than chance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from jembatan.errors import InputError
from jembatan_eval import measures
from jembatan_eval.lines import Pair
from jembatan_eval.measures import KINDS, Measured
from jembatan_eval.references.file import plain
from jembatan_eval.resampling import Difference, Interval, difference, interval


class System(NamedTuple):
    """What one system made of a test set, or one night of its articles."""

    name: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One system's score under a measure, with its 95% interval; both None where it cannot be scored."""

    system: str
    score: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Duel:
    """Two systems under a measure: ``one`` less ``other``; None where either cannot be scored."""

    one: str
    other: str
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class Table:
    """All systems under one measure, the best first, and every pair of them. ``sentences`` are those in common that
    have what the measure needs."""

    measure: str
    sentences: int
    signature: str
    standings: tuple[Standing, ...]
    duels: tuple[Duel, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison rests on and what came of it. ``sentences`` are those that all systems have; ``left_out``
    counts each system's others; ``documents`` is 0 for plain files."""

    sentences: int
    documents: int
    left_out: dict[str, int]
    tables: tuple[Table, ...]


def compare(systems: Sequence[System], names: Sequence[str] = ()) -> Comparison:
    """Compare at least two systems under the measures named, or under all that can be had.

    Raises InputError where the systems have no sentence in common, or a measure cannot be had.
    """
    _require_names(systems)
    common, left_out = _common(systems)
    measured = {name: _measured_by(name, common) for name in (names or KINDS)}
    for name in names:
        if not measured[name]:
            wanted = KINDS[name].needs if name in KINDS else f"another name: {', '.join(KINDS)}"
            raise InputError(f"{name} cannot be measured here: it needs {wanted}")
    first = common[0].pairs
    return Comparison(
        len(first),
        len({pair.document for pair in first if pair.document}),
        left_out,
        tuple(_table(name, having) for name, having in measured.items() if having),
    )


def _measured_by(name: str, systems: Sequence[System]) -> list[System]:
    """The systems with those sentences that have what a measure needs; none where there is no such sentence."""
    if name not in KINDS:
        return []
    kept = [
        index
        for index in range(len(systems[0].pairs))
        if all(name in measures.measurable([system.pairs[index]]) for system in systems)
    ]
    return [System(system.name, tuple(system.pairs[index] for index in kept)) for system in systems if kept]


def _table(name: str, systems: Sequence[System]) -> Table:
    measured = {system.name: measures.measure(name, system.pairs) for system in systems}
    scores = {system: one.sample.score for system, one in measured.items()}
    worst = -math.inf if KINDS[name].higher_is_better else math.inf

    def standing(system: str) -> float:
        return worst if math.isnan(scores[system]) else scores[system]

    ranked = sorted(scores, key=standing, reverse=KINDS[name].higher_is_better)
    return Table(
        name,
        len(systems[0].pairs),
        measures.resampled(next(iter(measured.values())).signature),
        tuple(_standing(system, measured[system], scores[system]) for system in ranked),
        tuple(
            Duel(one, other, difference(measured[one].sample, measured[other].sample))
            for one, other in combinations(ranked, 2)
        ),
    )


def _standing(system: str, measured: Measured, score: float) -> Standing:
    found = interval(measured.sample)
    return Standing(system, None if found is None else score, found)


def _require_names(systems: Sequence[System]) -> None:
    if len(systems) < 2:
        raise InputError("a comparison needs two systems or more")
    twice = [name for name, count in Counter(system.name for system in systems).items() if count > 1]
    if twice:
        raise InputError(f"two systems are called {twice[0]}; name them apart, as in better=path/to/file.en")


def _common(systems: Sequence[System]) -> tuple[list[System], dict[str, int]]:
    """The systems with the sentences that all of them have, in the first one's order."""
    keyed = [dict(zip(keys(system.pairs), system.pairs, strict=True)) for system in systems]
    shared = [key for key in keyed[0] if all(key in one for one in keyed)]
    if not shared:
        raise InputError("the systems have no sentence in common; give translations of the same articles or files")
    return (
        [System(system.name, tuple(one[key] for key in shared)) for system, one in zip(systems, keyed, strict=True)],
        {system.name: len(one) - len(shared) for system, one in zip(systems, keyed, strict=True)},
    )


class Key(NamedTuple):
    """By what a sentence of one system is found among another's."""

    document: str
    text: str
    occurrence: int


def keys(pairs: Sequence[Pair]) -> list[Key]:
    """Articles are matched by the source's text, for another night may have cut them otherwise; files by the line."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for pair in pairs:
        text = plain(pair.source or "") if pair.document else pair.segment
        found.append(Key(pair.document, text, seen[pair.document, text]))
        seen[pair.document, text] += 1
    return found
