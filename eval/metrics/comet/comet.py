"""COMET by unbabel-comet, as an ``evaluate`` module.

Load it by the path of its folder. ``jembatan`` must be installed with its extra ``eval``, and unbabel-comet in an
environment of its own: see ``eval/learned-requirements.txt``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jembatan_eval import learned, source_module

_DESCRIPTION = """\
COMET: the quality of translations as a trained model judges them, by their sources and, as the model wants, references.
"""

_INPUTS = """\
Args:
    predictions: translations.
    sources: their sources.
    references: human translations; not needed by a model without references.
    model: folder of a model, or its name on the hub: "Unbabel/wmt22-comet-da" (Apache-2.0), or, without references,
        "Unbabel/wmt22-cometkiwi-da" (CC-BY-NC-SA-4.0: not for commercial use).
    revision: a hub's commit, branch or tag.
    batch_size: 16 by default.
    device: "cpu" (by default) or "cuda".
    python: Python of the environment with unbabel-comet; by default the variable JEMBATAN_LEARNED_PYTHON.
Returns:
    score: mean of the segments, unrounded.
    scores: of each segment.
    signature: under which the scores can be repeated.
"""


class Comet(source_module.SourceModule):
    """The module that ``evaluate.load`` finds."""

    description_text = _DESCRIPTION
    inputs_text = _INPUTS
    citation_text = "Rei et al. 2020, doi:10.18653/v1/2020.emnlp-main.213"

    def _compute(
        self,
        predictions: Sequence[str],
        sources: Sequence[str],
        model: str,
        reference_texts: Sequence[str] | None = None,
        revision: str | None = None,
        batch_size: int = 16,
        device: str = "cpu",
        python: str | None = None,
    ) -> dict[str, object]:
        found = learned.comet(
            sources,
            predictions,
            reference_texts,
            model=model,
            revision=revision,
            batch_size=batch_size,
            device=device,
            python=Path(python) if python else None,
        )
        return {"score": found.score, "scores": list(found.segments), "signature": found.signature}
