"""The number check as the ladder sees it: clean or not, a share, and a reason."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from jembatan.guard.check import CHECKS, number_check
from jembatan.guard.context import Context
from jembatan.records import CheckName, Finding

UNDATED = Context()


@pytest.mark.parametrize(
    ("source", "hypothesis", "clean", "score"),
    [
        ("Ada 11.800 tentara.", "There are 11,800 soldiers.", True, 1.0),
        ("Hujan turun.", "It rained.", True, 1.0),
        ("Ada 12 truk.", "There are twelve trucks.", True, 1.0),
        ("Ada 11.800 tentara.", "There are 11.800 soldiers.", False, 0.0),
        ("Ada 3 truk dan 45 tank.", "There are 3 trucks.", False, 0.5),
        ("Ada truk.", "There are 3 trucks.", False, 0.0),
        ("", "", True, 1.0),
    ],
)
def test_numbers_are_clean_or_not(source: str, hypothesis: str, clean: bool, score: float) -> None:
    found = number_check(source, hypothesis, UNDATED)
    assert (found.check, found.clean, found.score) == ("numbers", clean, score)
    assert bool(found.explanation) is not clean


def test_a_finding_explains_only_what_is_wrong() -> None:
    found = number_check("Ada 3 truk dan 45 tank.", "There are 3 trucks.", UNDATED)
    assert found == Finding("numbers", False, 0.5, "45 is missing from the translation.")


def test_the_date_of_the_article_is_heard() -> None:
    """10/12/2024 in an article of November is 12 October: nobody reports what is a month ahead."""
    source, hypothesis = "Ia tiba (10/12/2024).", "He arrived (October 12, 2024)."
    assert number_check(source, hypothesis, Context(date(2024, 11, 6))).clean
    assert not number_check(source, hypothesis, Context(date(2024, 12, 11))).clean


def test_numbers_are_the_first_check() -> None:
    assert list(CHECKS) == list(get_args(CheckName))
    assert CHECKS["numbers"] is number_check
