"""The checks that every translation passes."""

from __future__ import annotations

from jembatan import numbers
from jembatan.guard.context import Check, Context
from jembatan.records import Finding


def number_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether every number of the source is in the hypothesis, and no other. The score is the share that survived."""
    matches = numbers.compare("", source, hypothesis, context.published, order=context.order).matches
    wrong = [match for match in matches if match.verdict == "error"]
    score = 1 - len(wrong) / len(matches) if wrong else 1.0
    return Finding("numbers", not wrong, score, " ".join(match.explanation for match in wrong))


CHECKS: tuple[Check, ...] = (number_check,)
"""All checks of a translation."""
