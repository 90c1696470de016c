"""Coverage: sentences lost, fused, shortened, swapped, duplicated, echoed, looped or garbled, in any aligned pairs.

With references or without: what stands in an output is compared with its source (numbers, names, cognates, words of a
lexicon and words that the pairs themselves teach), with its reference where there is one, and with its neighbours.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from jembatan.guard.echo import echo
from jembatan.guard.fault import WORD, Fault, shown
from jembatan.guard.garble import garble
from jembatan.guard.loops import loops
from jembatan_eval import parts, repeated
from jembatan_eval.evidence import Evidence
from jembatan_eval.lengths import Lengths, learn
from jembatan_eval.lines import Pair

CoverageKind = Literal["lost", "fused", "shortened", "swapped", "duplicated", "echoed", "looped", "garbled"]
KINDS: tuple[CoverageKind, ...] = (
    "lost", "fused", "shortened", "swapped", "duplicated", "echoed", "looped", "garbled",
)  # fmt: skip

_UNRELATED = -2.5
_ELSEWHERE, _BESIDES = 6.0, 3.0
_KEPT = 1.0
_FITS = 0.4
_EXCHANGED = 10.0
_FUSED, _FUSED_CONTENT = 9.0, 5.0
"""Natural logarithms of likelihood ratios (``evidence``, ``lengths``), set on development data: see the figures that
``python -m jembatan_eval.coverage_corruption`` prints."""

_NEAR, _FAR = 3, 200
"""How many segments away the output of a sentence is looked for; the second if nothing of it is in its own."""


@dataclass(frozen=True, slots=True)
class CoverageFault:
    """A fault of the pair at ``index``. ``score``, from 0 to 1, says how sure it is; ``explanation`` is a sentence for
    an editor."""

    index: int
    kind: CoverageKind
    score: float
    explanation: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """All faults of ``pairs`` pairs, by index. A pair may have faults of several kinds, one of each."""

    pairs: int
    faults: tuple[CoverageFault, ...]

    def count(self, kind: CoverageKind) -> int:
        """How many pairs have a fault of this kind."""
        return sum(fault.kind == kind for fault in self.faults)

    @property
    def share(self) -> float:
        """The share of pairs without a fault, from 0 to 1; 1 where there is no pair."""
        return 1 - len({fault.index for fault in self.faults}) / self.pairs if self.pairs else 1.0


def coverage(pairs: Sequence[Pair]) -> Coverage:
    """The faults of coverage in pairs that stand in the order of their documents. Sources and references may be
    missing, of some pairs or of all; with neither, only form and repetition are judged."""
    found = {(fault.index, fault.kind): fault for fault in reversed(list(_faults(pairs)))}
    return Coverage(len(pairs), tuple(sorted(found.values(), key=lambda one: (one.index, KINDS.index(one.kind)))))


def _faults(pairs: Sequence[Pair]) -> Iterator[CoverageFault]:
    evidence = Evidence(pairs)
    lengths = {name: _learn(pairs, name) for name in ("source", "reference")}
    settled: set[int] = set()  # pairs whose fault is known, so that what follows from it is not told again
    for index, pair in enumerate(pairs):
        if not WORD.search(pair.hypothesis):
            settled.add(index)
            if WORD.search(pair.source or pair.reference or ""):
                yield CoverageFault(index, "lost", 1.0, "The output is empty.")
            continue
        for check in (loops, echo, garble):
            fault = check(pair.source or "", pair.hypothesis)
            if fault is not None:
                yield _of_form(index, fault)
                if fault.kind != "looped":
                    settled.add(index)
    for fault in _repeated(pairs, evidence):
        yield fault
        settled.add(fault.index)
    empty = {index for index, pair in enumerate(pairs) if not WORD.search(pair.hypothesis)}
    for fault in _misplaced(pairs, evidence, settled):
        yield fault
        settled.add(fault.index)
    for index in range(len(pairs)):
        if index in settled or index in empty:
            continue
        cut = parts.missing(pairs[index], evidence, lengths, index)
        fault = _lost(evidence, index, cut) or _fused(pairs, evidence, lengths, index, empty) or _shortened(index, cut)
        if fault is not None:
            yield fault


def _lost(evidence: Evidence, index: int, cut: parts.Missing | None) -> CoverageFault | None:
    beyond = _UNRELATED - evidence.own[index]
    if beyond <= 0 or (cut is not None and cut.kept > _KEPT):
        return None
    return CoverageFault(index, "lost", _sure(beyond), "Hardly anything of the source stands in the output.")


def _shortened(index: int, cut: parts.Missing | None) -> CoverageFault | None:
    if cut is None:
        return None
    what = f"{shown(cut.text.strip())} is not in the output." if cut.text else "It is much too short."
    return CoverageFault(index, "shortened", _sure(cut.beyond), what)


def _learn(pairs: Sequence[Pair], name: str) -> Lengths:
    texts = ((pair.source if name == "source" else pair.reference, pair.hypothesis) for pair in pairs)
    return learn((len(given), len(made)) for given, made in texts if given)


def _of_form(index: int, fault: Fault) -> CoverageFault:
    return CoverageFault(index, fault.kind, fault.score, fault.explanation)


def _sure(beyond: float) -> float:
    """From half sure at a threshold to sure, by natural logarithms beyond it."""
    return 1 / (1 + math.exp(-min(50.0, beyond / 2)))


def _repeated(pairs: Sequence[Pair], evidence: Evidence) -> Iterator[CoverageFault]:
    for index, first in repeated.outputs(pairs, [own / max(1.0, most) for own, most in zip(evidence.own, evidence.most, strict=True)]):
        yield CoverageFault(index, "duplicated", 0.95, f"The same output as that of {_name(pairs, first)}, whose source is another.")
    for index, pair in enumerate(pairs):
        text = repeated.within(pair)
        if text is not None and loops(pair.source or "", pair.hypothesis) is None:
            yield CoverageFault(index, "duplicated", 0.8, f"It says {shown(text)} twice; the source says it once.")


def _name(pairs: Sequence[Pair], index: int) -> str:
    pair = pairs[index]
    return " ".join(part for part in (pair.document, f"segment {pair.segment or index + 1}") if part)


def _misplaced(pairs: Sequence[Pair], evidence: Evidence, settled: set[int]) -> Iterator[CoverageFault]:
    """Outputs that stand in another's place: alone, or two exchanged."""
    exchanged: dict[int, tuple[float, int]] = {}
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
                    exchanged[index] = max(exchanged.get(index, (0.0, 0)), (gain, place))
    for index in range(len(pairs)):
        if index in exchanged:
            gain, place = exchanged[index]
            yield CoverageFault(index, "swapped", _sure(gain - _EXCHANGED), f"It fits the source of {_name(pairs, place)}, and the output there fits the source here.")
        elif index not in settled and evidence.own[index] < _FITS * evidence.most[index]:
            yield from _elsewhere(pairs, evidence, index)


def _elsewhere(pairs: Sequence[Pair], evidence: Evidence, index: int) -> Iterator[CoverageFault]:
    reach = _FAR if evidence.own[index] < 0 else _NEAR
    places = [
        place
        for place in range(max(0, index - reach), min(len(pairs), index + reach + 1))
        if place != index and pairs[place].document == pairs[index].document
    ]
    asked = max(((evidence.weight(index, place), place) for place in places), default=(0.0, 0))
    given = max(((evidence.weight(place, index), place) for place in places), default=(0.0, 0))
    best, place, what = (*asked, "Its translation stands at") if asked >= given else (*given, "It is the translation of")
    # The farther one looks, the likelier something fits by chance.
    gain = best - max(0.0, evidence.own[index]) - math.log(1 + abs(place - index)) - _ELSEWHERE
    gain -= _BESIDES if evidence.own[index] > 0 else 0.0
    if gain > 0:
        yield CoverageFault(index, "swapped", _sure(gain), f"{what} {_name(pairs, place)}.")


def _fused(pairs: Sequence[Pair], evidence: Evidence, lengths: dict[str, Lengths], index: int, bad: set[int]) -> CoverageFault | None:
    if evidence.own[index] <= 0:
        return None
    pair = pairs[index]
    for neighbour in (index - 1, index + 1):
        if not 0 <= neighbour < len(pairs) or pairs[neighbour].document != pair.document:
            continue
        content = evidence.weight(neighbour, index)
        if content < _FUSED_CONTENT:
            continue
        name = "reference" if pair.reference else "source"
        own, other = (getattr(pairs[place], name) or "" for place in (index, neighbour))
        if not own:
            continue
        length = lengths[name].weight(len(own), len(pair.hypothesis), 1 + len(other) / len(own))
        beyond = content + length - _FUSED - (0 if neighbour in bad else 4)
        if beyond > 0 and length > 0:
            return CoverageFault(index, "fused", _sure(beyond), f"It also carries what the source of {_name(pairs, neighbour)} says.")
    return None


def counts(found: Coverage) -> Counter[CoverageKind]:
    """Faults by kind."""
    return Counter(fault.kind for fault in found.faults)
