"""ROUGE by rouge-score, with stemmer, as an ``evaluate`` module.

Load it by the path of its folder; nothing is fetched. ``jembatan`` must be installed with its extra ``eval``.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from statistics import fmean

import datasets
import evaluate
from rouge_score.rouge_scorer import RougeScorer

_VARIANTS = ("rouge1", "rouge2", "rougeL", "rougeLsum")

_DESCRIPTION = """\
ROUGE-1, -2, -L and -Lsum, from 0 to 1: the F-measure of a summary against its reference, with Porter's stemmer,
averaged over the summaries.
"""

_INPUTS = """\
Args:
    predictions: summaries. ROUGE-Lsum takes each line of them for a sentence.
    references: for each of them a reference, or a list of references; the best one counts, for each variant.
Returns:
    rouge1, rouge2, rougeL, rougeLsum: means of the F-measures, unrounded.
    signature: under which they can be repeated.
"""


class Rouge(evaluate.Metric):  # type: ignore[misc] # evaluate ships no types
    """The module that ``evaluate.load`` finds."""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="Lin 2004, https://aclanthology.org/W04-1013",
            inputs_description=_INPUTS,
            features=[
                datasets.Features({"predictions": text, "references": text}),
                datasets.Features({"predictions": text, "references": datasets.Sequence(text)}),
            ],
        )

    def _compute(
        self, predictions: Sequence[str], references: Sequence[str] | Sequence[Sequence[str]]
    ) -> dict[str, object]:
        by_segment = [[one] if isinstance(one, str) else one for one in references]
        scorer = RougeScorer(_VARIANTS, use_stemmer=True)
        found = [scorer.score_multi(targets, text) for targets, text in zip(by_segment, predictions, strict=True)]
        counts = {len(targets) for targets in by_segment}
        nrefs = counts.pop() if len(counts) == 1 else "var"
        means = {name: fmean(one[name].fmeasure for one in found) for name in _VARIANTS}
        signature = (
            f"nrefs:{nrefs}|measure:f|mean:arithmetic|stemmer:porter|lsum:newline|version:{version('rouge-score')}"
        )
        return {**means, "signature": signature}
