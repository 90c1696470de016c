"""What the ``evaluate`` modules share that need sources, and references only if they are given.

``evaluate`` takes the first metric class that it finds in a module's file. So a module imports this module, not the
class.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import datasets
import evaluate


class SourceModule(evaluate.Metric):  # type: ignore[misc] # evaluate ships no types
    """Its ``_compute`` is given ``predictions``, ``sources`` and, where there are any, ``reference_texts``."""

    description_text: ClassVar[str]
    inputs_text: ClassVar[str]
    citation_text: ClassVar[str] = ""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=self.description_text,
            citation=self.citation_text,
            inputs_description=self.inputs_text,
            features=datasets.Features({"predictions": text, "sources": text}),
        )

    def compute(
        self, *, predictions: Sequence[str] | None = None, references: Sequence[str] | None = None, **others: Any
    ) -> dict[str, object] | None:
        """As the module documents it. The table of an ``evaluate`` module cannot say that references are optional."""
        found: dict[str, object] | None = super().compute(predictions=predictions, reference_texts=references, **others)
        return found
