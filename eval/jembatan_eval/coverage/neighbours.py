"""Outputs that stand in another's place, or that carry what another should."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from jembatan.guard.coverage.evidence import Evidence
from jembatan.guard.coverage.lengths import Lengths
from jembatan_eval.lines import Pair

_EXCHANGED = 10.0
_ELSEWHERE, _BESIDES = 6.0, 3.0
_FITS = 0.4
_FUSED, _FUSED_CONTENT, _FUSED_TWICE = 6.0, 3.0, 7.0
"""Natural logarithms of likelihood ratios (``evidence``, ``lengths``): of two outputs that are exchanged; of one that
fits elsewhere, and on top if it has something of its own source; of one that carries two, and on top if the other is
not empty. An output that has less than two fifths of the best possible evidence is looked for elsewhere."""

_NEAR, _FAR = 3, 200
"""How many segments away the output of a sentence is looked for; the second if nothing of it is in its own."""


class Misplaced(NamedTuple):
    """The output at ``place`` is wrong there; ``beyond``: how far over the threshold; ``explanation`` for an editor."""

    place: int
    beyond: float
    explanation: str


def name_of(pairs: Sequence[Pair], index: int) -> str:
    """What an editor calls a pair: its document, and its segment or number."""
    pair = pairs[index]
    return " ".join(part for part in (pair.document, f"segment {pair.segment or index + 1}") if part)


def misplaced(pairs: Sequence[Pair], evidence: Evidence, settled: Set[int]) -> Iterator[Misplaced]:
    """Outputs in another's place within their document: two exchanged, or one that fits elsewhere. ``settled`` pairs,
    whose fault is known, are passed over."""
    exchanged = _exchanged(pairs, evidence, settled)
    for index in range(len(pairs)):
        if index in exchanged:
            gain, place = exchanged[index]
            name = name_of(pairs, place)
            what = f"It fits the source of {name}, and the output there fits the source here."
            yield Misplaced(index, gain - _EXCHANGED, what)
        elif index not in settled and evidence.own[index] < _FITS * evidence.most[index]:
            yield from _elsewhere(pairs, evidence, index)


def _exchanged(pairs: Sequence[Pair], evidence: Evidence, settled: Set[int]) -> dict[int, tuple[float, int]]:
    """By pair: what is gained if it is exchanged with another, and with which."""
    found: dict[int, tuple[float, int]] = {}
    for one in range(len(pairs)):
        for other in range(one + 1, min(one + _NEAR + 1, len(pairs))):
            if pairs[one].document != pairs[other].document:
                break
            if one in settled or other in settled:
                continue
            there = evidence.weight(one, other), evidence.weight(other, one)
            gain = sum(there) - evidence.own[one] - evidence.own[other]
            if gain > _EXCHANGED and min(there) > 0:
                for index, place in ((one, other), (other, one)):
                    found[index] = max(found.get(index, (0.0, 0)), (gain, place))
    return found


def _elsewhere(pairs: Sequence[Pair], evidence: Evidence, index: int) -> Iterator[Misplaced]:
    reach = _FAR if evidence.own[index] < 0 else _NEAR
    places = [
        place
        for place in range(max(0, index - reach), min(len(pairs), index + reach + 1))
        if place != index and pairs[place].document == pairs[index].document
    ]
    asked = max(((evidence.weight(index, place), place) for place in places), default=(0.0, 0))
    given = max(((evidence.weight(place, index), place) for place in places), default=(0.0, 0))
    (best, place), what = (
        (asked, "Its translation stands at") if asked >= given else (given, "It is the translation of")
    )
    own = evidence.own[index]
    # The farther one looks, the likelier something fits by chance.
    beyond = best - max(0.0, own) - math.log(1 + abs(place - index)) - _ELSEWHERE - (_BESIDES if own > 0 else 0.0)
    if beyond > 0:
        yield Misplaced(index, beyond, f"{what} {name_of(pairs, place)}.")


def fused(
    pairs: Sequence[Pair], evidence: Evidence, lengths: Mapping[str, Lengths], index: int, empty: Set[int]
) -> Misplaced | None:
    """The output at ``index`` if it carries the content of a neighbour too, and is as long as both."""
    if evidence.own[index] <= 0:
        return None
    pair = pairs[index]
    for neighbour in (index - 1, index + 1):
        if not 0 <= neighbour < len(pairs) or pairs[neighbour].document != pair.document:
            continue
        content = evidence.weight(neighbour, index)
        own, other = _texts(pair, pairs[neighbour])
        if content < _FUSED_CONTENT or not own:
            continue
        usual = lengths["reference" if pair.reference else "source"]
        length = usual.weight(len(own), len(pair.hypothesis), 1 + len(other) / len(own))
        beyond = content + length - _FUSED - (0.0 if neighbour in empty else _FUSED_TWICE)
        if beyond > 0 and length > 0:
            return Misplaced(index, beyond, f"It also carries what the source of {name_of(pairs, neighbour)} says.")
    return None


def _texts(pair: Pair, neighbour: Pair) -> tuple[str, str]:
    if pair.reference:
        return pair.reference, neighbour.reference or ""
    return pair.source or "", neighbour.source or ""
