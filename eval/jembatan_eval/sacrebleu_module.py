"""What the ``evaluate`` modules of sacreBLEU's metrics share; each names its metric.

``evaluate`` takes the first metric class that it finds in a module's file. So a module imports this module, not the
class.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

import datasets
import evaluate

from jembatan_eval.sacrebleu_metrics import metric

_INPUTS = """\
Args:
    predictions: translations, not tokenized.
    references: for each of them a reference, or a list of references.
Returns:
    score: of the whole corpus, unrounded.
    signature: sacreBLEU's, under which the score can be repeated.
"""

TEXT = datasets.Value("string")
ONE_OR_MORE_REFERENCES = [
    datasets.Features({"predictions": TEXT, "references": TEXT}),
    datasets.Features({"predictions": TEXT, "references": datasets.Sequence(TEXT)}),
]


class SacrebleuModule(evaluate.Metric):  # type: ignore[misc] # evaluate ships no types
    """A metric of ``sacrebleu_metrics`` as an ``evaluate`` module."""

    sacrebleu_name: ClassVar[str]
    description_text: ClassVar[str]
    citation_text: ClassVar[str]

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=self.description_text,
            citation=self.citation_text,
            inputs_description=_INPUTS,
            features=ONE_OR_MORE_REFERENCES,
        )

    def _compute(
        self, predictions: Sequence[str], references: Sequence[str] | Sequence[Sequence[str]]
    ) -> dict[str, object]:
        by_segment = [[one] if isinstance(one, str) else one for one in references]
        used = metric(self.sacrebleu_name)
        # sacreBLEU wants the references by rank, and None where a segment has fewer of them.
        found = used.corpus_score(list(predictions), list(map(list, zip_longest(*by_segment))))
        return {"score": found.score, "signature": str(used.get_signature())}
