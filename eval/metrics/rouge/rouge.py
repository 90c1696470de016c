"""ROUGE by rouge-score, with stemmer, as an ``evaluate`` module.

Load it by the path of its folder; nothing is fetched. ``jembatan`` must be installed with its extra ``eval``.
"""

from __future__ import annotations

from collections.abc import Sequence

import evaluate

from jembatan_eval.sacrebleu_module import ONE_OR_MORE_REFERENCES
from jembatan_eval.summaries.rouge import VARIANTS, rouge

_DESCRIPTION = """\
ROUGE-1, -2, -L and -Lsum, from 0 to 100: the F-measure of a summary against its reference, with Porter's stemmer,
averaged over the summaries.
"""

_INPUTS = """\
Args:
    predictions: summaries. ROUGE-Lsum takes each line of them for a sentence.
    references: for each of them a reference, or a list of references; the best one counts, for each variant.
Returns:
    rouge1, rouge2, rougeL, rougeLsum: means of the F-measures, unrounded.
    signatures: under which each can be repeated.
"""


class Rouge(evaluate.Metric):  # type: ignore[misc] # evaluate ships no types
    """The module that ``evaluate.load`` finds."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="Lin 2004, https://aclanthology.org/W04-1013",
            inputs_description=_INPUTS,
            features=ONE_OR_MORE_REFERENCES,
        )

    def _compute(
        self, predictions: Sequence[str], references: Sequence[str] | Sequence[Sequence[str]]
    ) -> dict[str, object]:
        by_text = [[one] if isinstance(one, str) else one for one in references]
        found = rouge(
            [text.split("\n") for text in predictions], [[one.split("\n") for one in wanted] for wanted in by_text]
        )
        scores = {variant: getattr(found, variant) for variant in VARIANTS}
        return {
            **{variant: one.score for variant, one in scores.items()},
            "signatures": {variant: one.signature for variant, one in scores.items()},
        }
