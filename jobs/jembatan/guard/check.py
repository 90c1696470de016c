"""What a check is, and the list of those that every translation passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jembatan import numbers
from jembatan.numbers import DateOrder
from jembatan.records import Finding


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the two texts. The article's date of publication, and the order of day and month in
    its other numeric dates, settle dates like 5/11."""

    published: date | None = None
    order: DateOrder | None = None


Check = Callable[[str, str, Context], Finding]
"""Judges a hypothesis by its source: ``check(source, hypothesis, context)``. Pure, and never raises for any text."""


def number_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether every number of the source is in the hypothesis, and no other. The score is the share that survived."""
    matches = numbers.compare("", source, hypothesis, context.published, order=context.order).matches
    wrong = [match for match in matches if match.verdict == "error"]
    score = 1 - len(wrong) / len(matches) if wrong else 1.0
    return Finding("numbers", not wrong, score, " ".join(match.explanation for match in wrong))


CHECKS: tuple[Check, ...] = (number_check,)
"""All checks of a translation."""
