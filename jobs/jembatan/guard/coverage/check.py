"""Whether one translation carries all of its source: no sentence or clause left out, neither too short nor too long."""

from __future__ import annotations

from jembatan.guard.context import Context
from jembatan.guard.coverage import parts
from jembatan.guard.coverage.evidence import Evidence
from jembatan.guard.coverage.lengths import Lengths
from jembatan.guard.coverage.texts import Translated
from jembatan.guard.fault import shown
from jembatan.records import Finding

_USUAL = Lengths()
_TOO_LONG = 4.0
"""Standard deviations of length, for a source of its length, from which on an output holds something of its own."""


def coverage_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether a hypothesis holds all of its source, judged by the two texts alone: what other sentences of a night say
    changes nothing. The score falls with the evidence that something is missing."""
    if not source.strip():
        return Finding("coverage", True, 1.0)
    if not hypothesis.strip():
        return Finding("coverage", False, 0.0, "The translation is empty.")
    pair = Translated(hypothesis, source)
    cut = parts.missing(pair, Evidence([pair]), {"source": _USUAL, "reference": _USUAL}, 0)
    if cut is not None:
        what = f"Nothing in the English says {shown(cut.text.strip(), 120)}." if cut.text else "It is far too short."
        return Finding("coverage", False, 1 / (2 + cut.beyond), what)
    beyond = _USUAL.deviation(len(source), len(hypothesis)) - _TOO_LONG
    if beyond > 0:
        return Finding("coverage", False, 1 / (2 + beyond), "It is far longer than a translation of this sentence is.")
    return Finding("coverage", True, 1.0)
