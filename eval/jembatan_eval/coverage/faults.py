"""Coverage: sentences lost, fused, shortened, swapped, duplicated, echoed, looped or garbled, in any aligned pairs.

With references or without: what stands in an output is compared with its source (numbers, names, cognates, words of a
lexicon and words that the pairs themselves teach), with its reference where there is one, and with its neighbours.
Thresholds were set on development data (FLORES-200 dev); ``python -m jembatan_eval.coverage.corruption`` measures them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from jembatan.guard.coverage import parts
from jembatan.guard.coverage.evidence import Evidence
from jembatan.guard.coverage.lengths import Lengths, learn
from jembatan.guard.echo import echo
from jembatan.guard.fault import WORD, shown
from jembatan.guard.garble import garble
from jembatan.guard.language import other_language
from jembatan.guard.loops import loops
from jembatan_eval.coverage import neighbours, repeated
from jembatan_eval.lines import Pair

CoverageKind = Literal["lost", "fused", "shortened", "swapped", "duplicated", "echoed", "looped", "garbled"]
KINDS: tuple[CoverageKind, ...] = (
    "lost", "fused", "shortened", "swapped", "duplicated", "echoed", "looped", "garbled",
)  # fmt: skip
"""All kinds, in the order in which they are told."""

_UNRELATED = -2.5
"""Natural logarithm of a likelihood ratio (``evidence``) below which an output has nothing of its source."""

_COPIED, _TWICE = 0.95, 0.8
"""How sure it is that a copy is a fault: of another output, and inside one."""

_MOSTLY_LOOP = 0.8

_KEPT = 1.0
"""The same for the rest of a source of which a part is missing, from which on that rest is there."""


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

    @property
    def counts(self) -> dict[CoverageKind, int]:
        """How many pairs have a fault of each kind, of all kinds."""
        return {kind: sum(fault.kind == kind for fault in self.faults) for kind in KINDS}

    @property
    def share(self) -> float:
        """The share of pairs without a fault, from 0 to 1; 1 where there is no pair."""
        return 1 - len({fault.index for fault in self.faults}) / self.pairs if self.pairs else 1.0


def coverage(pairs: Sequence[Pair]) -> Coverage:
    """The faults of coverage in pairs that stand in the order of their documents. Sources and references may be
    missing, of some pairs or of all; with neither, only form and repetition are judged."""
    # Of two faults of one kind the first is kept.
    found = {(fault.index, fault.kind): fault for fault in reversed(list(_faults(pairs)))}
    return Coverage(len(pairs), tuple(sorted(found.values(), key=lambda one: (one.index, KINDS.index(one.kind)))))


def _faults(pairs: Sequence[Pair]) -> Iterator[CoverageFault]:
    """Every fault; what only follows from one that is told already is left out."""
    evidence = Evidence(pairs)
    lengths = {
        "source": _learn((pair.source, pair.hypothesis) for pair in pairs),
        "reference": _learn((pair.reference, pair.hypothesis) for pair in pairs),
    }
    empty = {index for index, pair in enumerate(pairs) if not WORD.search(pair.hypothesis)}
    settled = set(empty)
    for index, pair in enumerate(pairs):
        found = list(_empty(index, pair) if index in empty else _of_form(index, pair))
        yield from found
        # A loop stands behind a translation, which may lack something.
        settled.update(fault.index for fault in found if fault.kind != "looped")
    for fault in _repeated(pairs, evidence):
        yield fault
        settled.add(fault.index)
    for index, beyond, explanation in list(neighbours.misplaced(pairs, evidence, settled)):
        yield CoverageFault(index, "swapped", _sure(beyond), explanation)
        settled.add(index)
    for index in range(len(pairs)):
        if index not in settled:
            yield from _content(pairs, evidence, lengths, index, empty)


def _empty(index: int, pair: Pair) -> Iterator[CoverageFault]:
    if WORD.search(pair.source or "") or WORD.search(pair.reference or ""):
        yield CoverageFault(index, "lost", 1.0, "The output is empty.")


def _of_form(index: int, pair: Pair) -> Iterator[CoverageFault]:
    source = pair.source or ""
    loop = loops(source, pair.hypothesis)
    if loop is not None:
        yield CoverageFault(index, loop.kind, loop.score, loop.explanation)
    elif (twice := repeated.within(pair)) is not None:
        what = f"It says {shown(twice)} twice; the source says it once."
        yield CoverageFault(index, "duplicated", _TWICE, what)
        return
    if loop is not None and loop.score > _MOSTLY_LOOP:
        return  # a long loop has no English order either
    forms = (echo, other_language, garble)
    fault = next((told for form in forms if (told := form(source, pair.hypothesis)) is not None), None)
    if fault is not None:
        yield CoverageFault(index, fault.kind, fault.score, fault.explanation)


def _repeated(pairs: Sequence[Pair], evidence: Evidence) -> Iterator[CoverageFault]:
    fit = [own / max(1.0, most) for own, most in zip(evidence.own, evidence.most, strict=True)]
    for index, first in repeated.outputs(pairs, fit):
        what = f"The same output as that of {neighbours.name_of(pairs, first)}, whose source is another."
        yield CoverageFault(index, "duplicated", _COPIED, what)


def _content(
    pairs: Sequence[Pair], evidence: Evidence, lengths: dict[str, Lengths], index: int, empty: set[int]
) -> Iterator[CoverageFault]:
    """Whether the source stands in the output: nothing of it, more than it, or not all of it."""
    cut = parts.missing(pairs[index], evidence, lengths, index)
    unrelated = _UNRELATED - evidence.own[index]
    if unrelated > 0 and (cut is None or cut.kept <= _KEPT):
        yield CoverageFault(index, "lost", _sure(unrelated), "Hardly anything of the source stands in the output.")
    elif (both := neighbours.fused(pairs, evidence, lengths, index, empty)) is not None:
        yield CoverageFault(index, "fused", _sure(both.beyond), both.explanation)
    elif cut is not None:
        what = f"{shown(cut.text.strip())} is not in the output." if cut.text else "It is much too short."
        yield CoverageFault(index, "shortened", _sure(cut.beyond), what)


def _learn(texts: Iterator[tuple[str | None, str]]) -> Lengths:
    return learn((len(given), len(made)) for given, made in texts if given)


def _sure(beyond: float) -> float:
    """From half sure at a threshold to sure, by natural logarithms beyond it."""
    return 1 / (1 + math.exp(-min(50.0, beyond / 2)))
