"""What a summary says that its article does not, as an ``evaluate`` module.

Load it by the path of its folder; nothing is fetched. ``jembatan`` must be installed with its extra ``eval``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import datasets
import evaluate

from jembatan_eval.summaries.check import SummaryText, check

_DESCRIPTION = """\
Figures and names of an English summary that its article does not have, how much shorter it is, and how many of its
n-grams are its own.
"""

_INPUTS = """\
Args:
    predictions: summaries, a sentence a line.
    articles: the English texts that they were made from, a sentence a line.
    sources: the Indonesian articles, optional; a name that stands there is no invention.
Returns:
    supported: share of the summaries that say nothing their article does not, from 0 to 1.
    unsupported_numbers, unsupported_names: how many there are.
    number_survival: share of the summaries' numbers that their articles bear out; None where there is none.
    compression: words of the summaries for each word of their articles; None where these have none.
    novel_1grams to novel_4grams: share of the summaries' n-grams that their article does not have; None without any.
    faults: for each the index of the summary, its sentence (from 1), kind, surface and an explanation.
Examples:
    >>> metric = evaluate.load("eval/metrics/summary_support")
    >>> metric.compute(predictions=["Some 54 tons sold."], articles=["A total of 45 tons sold."])["unsupported_numbers"]
    1
"""


class SummarySupport(evaluate.Metric):  # type: ignore[misc] # evaluate ships no types
    """The module that ``evaluate.load`` finds."""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="",
            inputs_description=_INPUTS,
            features=datasets.Features({"predictions": text, "articles": text}),
        )

    def compute(self, *, predictions: Sequence[str] | None = None, **others: Any) -> dict[str, object] | None:
        """As documented above. Sources are optional, which the table of an ``evaluate`` module cannot say."""
        sources = others.pop("sources", None)
        found: dict[str, object] | None = super().compute(predictions=predictions, source_texts=sources, **others)
        return found

    def _compute(
        self, predictions: Sequence[str], articles: Sequence[str], source_texts: Sequence[str] | None = None
    ) -> dict[str, object]:
        if source_texts is not None and len(source_texts) != len(articles):
            raise ValueError(f"{len(source_texts)} sources for {len(articles)} articles; give one for each")
        checks = [
            check(SummaryText(str(index), _lines(summary), _lines(article), _lines(source)))
            for index, (summary, article, source) in enumerate(
                zip(predictions, articles, source_texts or [""] * len(articles), strict=True)
            )
        ]
        faults = [fault for one in checks for fault in one.faults]
        grams = [{one.n: one for one in of.novelty} for of in checks]
        return {
            "supported": _share(sum(not one.faults for one in checks), len(checks)),
            "unsupported_numbers": sum(fault.kind == "number" for fault in faults),
            "unsupported_names": sum(fault.kind == "name" for fault in faults),
            "number_survival": _share(sum(one.supported for one in checks), sum(one.numbers for one in checks)),
            "compression": _share(sum(one.words for one in checks), sum(one.article_words for one in checks)),
            **{
                f"novel_{n}grams": _share(sum(of[n].novel for of in grams), sum(of[n].ngrams for of in grams))
                for n in (1, 2, 3, 4)
            },
            "faults": [
                {
                    "index": int(fault.article),
                    "sentence": fault.sentence,
                    "kind": fault.kind,
                    "surface": fault.surface,
                    "explanation": fault.explanation,
                }
                for fault in faults
            ],
        }


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
