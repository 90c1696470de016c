"""What systems are measured by, each as a sample that can be resampled: published metrics, numbers and coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from jembatan.quantities import NumberReport
from jembatan_eval import number_survival, sacrebleu_metrics
from jembatan_eval.coverage import Coverage, coverage
from jembatan_eval.lines import Pair
from jembatan_eval.resampling import DRAWS, SEED, Sample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Kind(NamedTuple):
    """A measure's name for people, what it needs and which way is better. ``share`` lies between 0 and 1, all else
    between 0 and 100 (TER may pass it)."""

    label: str
    needs: str
    higher_is_better: bool = True
    share: bool = False


KINDS = {
    "bleu": Kind("BLEU", "references"),
    "chrf": Kind("chrF", "references"),
    "chrf++": Kind("chrF++", "references"),
    "ter": Kind("TER", "references", higher_is_better=False),
    "number_survival": Kind("numbers", "sources", share=True),
    "coverage": Kind("coverage", "sources", share=True),
}
"""All measures of translations, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One system under one measure: its sample, and the signature under which the score can be repeated."""

    sample: Sample
    signature: str


def measurable(pairs: Sequence[Pair]) -> tuple[str, ...]:
    """The measures that these pairs have what is needed for, in order."""
    there = {
        "references": all(pair.reference is not None for pair in pairs),
        "sources": all(pair.source is not None for pair in pairs),
    }
    return tuple(name for name, kind in KINDS.items() if there[kind.needs])


def measure(name: str, pairs: Sequence[Pair]) -> Measured:
    """One system's pairs under a measure of ``KINDS`` that they have what is needed for."""
    if name in sacrebleu_metrics.NAMES:
        return _published(name, pairs)
    if name == "number_survival":
        return of_numbers(number_survival.reports(number_survival.sentences(pairs)))
    return of_coverage(coverage(pairs))


def of_numbers(reports: Sequence[NumberReport]) -> Measured:
    """The share of the sentences with numbers whose numbers all survived."""
    return _share([(report.ok, 1) if report.matches else (0, 0) for report in reports])


def of_coverage(found: Coverage) -> Measured:
    """The share of the sentences without a fault of coverage."""
    faulty = {fault.index for fault in found.faults}
    return _share([(index not in faulty, 1) for index in range(found.pairs)])


def _published(name: str, pairs: Sequence[Pair]) -> Measured:
    import numpy as np

    metric = sacrebleu_metrics.metric(name)
    hypotheses = [pair.hypothesis for pair in pairs]
    references = [[pair.reference or "" for pair in pairs]]
    # sacreBLEU has no public name for a sentence's statistics; its own resampling goes by these two. A test holds the
    # score of their sum against the public corpus_score.
    rows = np.array(metric._extract_corpus_statistics(hypotheses, references), dtype=np.float64)

    def score_of(sums: NDArray[np.float64]) -> float:
        return float(metric._compute_score_from_stats(sums.tolist()).score)

    return Measured(Sample(rows, score_of), str(metric.get_signature()))


def _share(rows: Sequence[tuple[float, float]]) -> Measured:
    import numpy as np

    def share(sums: NDArray[np.float64]) -> float:
        return float(sums[0] / sums[1]) if sums[1] else float("nan")

    return Measured(Sample(np.array(rows, dtype=np.float64), share, share=True), f"jembatan:{version('jembatan')}")


def resampled(signature: str) -> str:
    """A signature with that of the resampling behind an interval."""
    return f"{signature}|bs:{DRAWS}|seed:{SEED}"
