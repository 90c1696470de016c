"""BERTScore by bert-score, as an ``evaluate`` module.

Load it by the path of its folder. ``jembatan`` must be installed with its extra ``eval``, and bert-score in an
environment of its own: see ``eval/learned-requirements.txt``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import evaluate

from jembatan_eval import learned
from jembatan_eval.sacrebleu_module import ONE_OR_MORE_REFERENCES

_DESCRIPTION = """\
BERTScore, up to 1: how near the words of a text are to those of its reference, as an encoder represents them. Without
idf weights, not rescaled.
"""

_INPUTS = """\
Args:
    predictions: texts.
    references: for each of them a reference, or a list of references of which the nearest counts.
    model: folder of an encoder, or its name on the hub, such as "roberta-large" (MIT).
    layer: whose output is compared; must be given for a model that bert-score does not know by name.
    revision: a hub's commit, branch or tag.
    batch_size: 64 by default.
    device: "cpu" (by default) or "cuda".
    python: Python of the environment with bert-score; by default the variable JEMBATAN_LEARNED_PYTHON.
Returns:
    score: mean F1, unrounded.
    precision, recall, f1: of each text.
    signature: under which the scores can be repeated.
"""


class BertScore(evaluate.Metric):  # type: ignore[misc] # evaluate ships no types
    """The module that ``evaluate.load`` finds."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="Zhang et al. 2020, arXiv:1904.09675",
            inputs_description=_INPUTS,
            features=ONE_OR_MORE_REFERENCES,
        )

    def _compute(
        self,
        predictions: Sequence[str],
        references: Sequence[str] | Sequence[Sequence[str]],
        model: str,
        layer: int | None = None,
        revision: str | None = None,
        batch_size: int = 64,
        device: str = "cpu",
        python: str | None = None,
    ) -> dict[str, object]:
        found = learned.bertscore(
            predictions,
            references,
            model=model,
            layer=layer,
            revision=revision,
            batch_size=batch_size,
            device=device,
            python=Path(python) if python else None,
        )
        return {
            "score": found.score,
            "precision": list(found.precision),
            "recall": list(found.recall),
            "f1": list(found.segments),
            "signature": found.signature,
        }
