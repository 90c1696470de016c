"""Number survival: in how many sentences of an Indonesian-English translation every number came through.

An ``evaluate`` module. Load it by the path of its folder; nothing is fetched. ``jembatan`` must be installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jembatan_eval import source_module
from jembatan_eval.number_survival import Sentence, survival

_DESCRIPTION = """\
Every number, date, clock time, percentage and amount of money is read in both languages and compared by value: 11.800
is 11,800, "dua belas" is a dozen, and 24 bulan may become two years, but 5,6 miliar is not 5.6 million.
"""

_INPUTS = """\
Args:
    predictions: English translations.
    sources: their Indonesian sources, in the same order.
    references: human translations, optional; their own survival is given as well, as what can be reached.
    published: days of publication of the sources' articles (YYYY-MM-DD, or "" or None), optional; they settle dates
        such as 5/11.
Returns:
    survival: share (0 to 1) of the sentences holding a number whose numbers all survived; None if none holds one.
    converted_share: share of them in which a number came through something else (miles for km); these survived.
    sentences, with_numbers: how many there are, and how many hold a number on either side.
    kept, reworded, converted, changed, lost, invented: counts of numbers.
    errors: indices of the sentences in which a number did not survive.
    reference_survival, reference_errors: the same of the references, if they are given.
Examples:
    >>> metric = evaluate.load("eval/metrics/number_survival")
    >>> found = metric.compute(sources=["Ada 11.800 orang.", "Ada 5."], predictions=["11,800 people.", "There are 6."])
    >>> found["survival"], found["errors"]
    (0.5, [1])
"""


class NumberSurvival(source_module.SourceModule):
    """The module that ``evaluate.load`` finds."""

    description_text = _DESCRIPTION
    inputs_text = _INPUTS

    def _compute(
        self,
        predictions: Sequence[str],
        sources: Sequence[str],
        reference_texts: Sequence[str] | None = None,
        published: Sequence[str | None] | None = None,
    ) -> dict[str, object]:
        days = [date.fromisoformat(day) if day else None for day in published or [None] * len(sources)]
        for name, column in (("published", days), ("references", reference_texts)):
            if column is not None and len(column) != len(sources):
                raise ValueError(f"{len(column)} {name} for {len(sources)} sources; give one for each")
        of = survival(map(Sentence, sources, predictions, days))
        found: dict[str, object] = {
            "survival": of.survival,
            "converted_share": of.converted_share,
            "sentences": of.sentences,
            "with_numbers": of.with_numbers,
            **of.statuses,
            "errors": list(of.errors),
        }
        if reference_texts is not None:
            reached = survival(map(Sentence, sources, reference_texts, days))
            found |= {"reference_survival": reached.survival, "reference_errors": list(reached.errors)}
        return found
