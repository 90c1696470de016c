"""Coverage: how many sentences came through whole, as an ``evaluate`` module.

Load it by the path of its folder; nothing is fetched. ``jembatan`` must be installed with its extra ``eval``.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from jembatan_eval import source_module
from jembatan_eval.coverage import coverage
from jembatan_eval.lines import Pair

_DESCRIPTION = """\
Sentences of an Indonesian-English translation that were lost, fused with their neighbour, shortened, swapped,
duplicated, copied instead of translated, or that loop or are garbled; found by what an output shows of its source.
"""

_INPUTS = """\
Args:
    predictions: English translations, in the order of their documents.
    sources: their Indonesian sources, in the same order.
    references: human translations, optional; they make the search surer.
    documents: the document of each sentence, optional; without them all are one.
Returns:
    share: of the sentences without a fault, from 0 to 1.
    lost, fused, shortened, swapped, duplicated, echoed, looped, garbled: how many sentences have each fault.
    faults: for each fault the index of its sentence, its kind, a score from 0 to 1 and an explanation.
    length_ratio: median characters of English for one of Indonesian; None where nothing was translated.
Examples:
    >>> metric = evaluate.load("eval/metrics/coverage")
    >>> metric.compute(sources=["Pasar dibuka.", "Ikan habis terjual."], predictions=["The market opened.", ""])["lost"]
    1
"""


class Coverage(source_module.SourceModule):
    """The module that ``evaluate.load`` finds."""

    description_text = _DESCRIPTION
    inputs_text = _INPUTS

    def _compute(
        self,
        predictions: Sequence[str],
        sources: Sequence[str],
        reference_texts: Sequence[str] | None = None,
        documents: Sequence[str] | None = None,
    ) -> dict[str, object]:
        for name, column in (("references", reference_texts), ("documents", documents)):
            if column is not None and len(column) != len(sources):
                raise ValueError(f"{len(column)} {name} for {len(sources)} sources; give one for each")
        wanted: Sequence[str | None] = reference_texts or [None] * len(sources)
        rows = zip(predictions, sources, wanted, documents or [""] * len(sources), strict=True)
        pairs = [Pair(made, reference, source, None, document) for made, source, reference, document in rows]
        found = coverage(pairs)
        ratios = [len(made) / len(source) for made, source in zip(predictions, sources, strict=True) if made and source]
        return {
            "share": found.share,
            **{str(kind): count for kind, count in found.counts.items()},
            "faults": [
                {"index": one.index, "kind": one.kind, "score": one.score, "explanation": one.explanation}
                for one in found.faults
            ],
            "length_ratio": median(ratios) if ratios else None,
        }
