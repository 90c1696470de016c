"""What a night came to, and its counts for the log, the terminal and the metrics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from jembatan.canary.flight import BAD_STATES, State
from jembatan.gate import Judgement
from jembatan.inputs import Inputs
from jembatan.publish.bundle import Published
from jembatan.publish.content import Bundle
from jembatan.quantities import QuantityStatus
from jembatan.records import Rung, Translation

REVIEW = 3
"""The exit code of a night that finished and needs a person."""


@dataclass(frozen=True, slots=True)
class Night:
    """What a run came to. ``published`` is None for a shard that leaves publishing to the last one.

    ``canary`` is None where it did not fly (nothing to translate, or it is off), ``gate`` where nothing was judged.
    """

    folder: Path
    published: Published | None
    bundles: tuple[Bundle, ...]
    inputs: Inputs
    computed: int
    seconds: float
    canary: State | None = None
    gate: Judgement | None = None

    @property
    def exit_code(self) -> int:
        """0 all good, 3 finished but something needs a person."""
        refused = self.gate is not None and not self.gate.passed
        if self.inputs.failures or self.canary in BAD_STATES or refused:
            return REVIEW
        if any(bundle.summary is not None and bundle.summary.uncompared for bundle in self.bundles):
            return REVIEW
        return REVIEW if any(bundle.status != "ok" for bundle in self.bundles) else 0

    def counts(self) -> dict[str, int | float]:
        """What happened, as numbers by name."""
        numbers = [report for bundle in self.bundles for report in bundle.numbers]
        failures = len(self.inputs.failures) + sum(len(bundle.failures) for bundle in self.bundles)
        segments = [translation for bundle in self.bundles for translation in bundle.translations]
        return {
            "exit_code": self.exit_code,
            "articles": len(self.bundles),
            "articles_ok": sum(bundle.status == "ok" for bundle in self.bundles),
            "articles_review": sum(bundle.status == "review" for bundle in self.bundles),
            "articles_failed": sum(bundle.status == "failed" for bundle in self.bundles),
            "segments": len(segments),
            "segments_translated": sum(translation.target is not None for translation in segments),
            "segments_flagged": sum(bool(translation.flags) for translation in segments),
            "segments_repaired": sum(translation.mend == "repaired" for translation in segments),
            "segments_machine_repaired": sum(translation.mend == "machine-repaired" for translation in segments),
            "summaries": sum(bundle.summary is not None for bundle in self.bundles),
            **_summary_counts(self.bundles),
            **{
                f"numbers_{status}": sum(report.count(status) for report in numbers)
                for status in get_args(QuantityStatus)
            },
            **_rung_counts(segments),
            "failures": failures,
            "duplicates": len(self.inputs.duplicates),
            **canary_counts(self.canary),
            **({"gate_passed": int(self.gate.passed)} if self.gate is not None else {}),
            "computed": self.computed,
            "seconds": round(self.seconds, 3),
        }


def canary_counts(state: State | None) -> dict[str, int]:
    """1 for the state that the canary ended in, 0 for all others; 0 for each where it did not fly."""
    return {f"canary_{one}": int(one == state) for one in get_args(State)}


def _summary_counts(bundles: Sequence[Bundle]) -> dict[str, int]:
    """How many sentences the summaries have, how many of them are the articles' own, how many were taken out."""
    made = [bundle.summary for bundle in bundles if bundle.summary is not None]
    sentences = [sentence for summary in made for sentence in summary.sentences]
    return {
        "summary_sentences": len(sentences),
        "summary_sentences_extracted": sum(sentence.extracted for sentence in sentences),
        "summary_sentences_taken_out": sum(one.place is None for summary in made for one in summary.replaced),
    }


def _rung_counts(segments: Sequence[Translation]) -> dict[str, int]:
    """For each rung how many sentences were tried on it, mended by it and left for the next."""
    counts: dict[str, int] = {}
    for rung in get_args(Rung):
        steps = [[step for step in made.steps if step.rung == rung] for made in segments]
        tried = sum(bool(found) for found in steps)
        mended = sum(any(step.mended for step in found) for found in steps)
        name = f"repair_{rung.replace('-', '_')}"
        counts |= {f"{name}_tried": tried, f"{name}_mended": mended, f"{name}_left": tried - mended}
    return counts
