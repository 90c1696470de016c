"""Sentences written to trap a reader of numbers: what right translations and single faults must be called."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from jembatan.numbers import compare
from jembatan.quantities import NumberMatch

# Shares, not counts, so that traps can be added. Raise them with the engine; never lower one to let a change pass.
FLAGGED_AT_MOST = 0.025
CAUGHT_AT_LEAST = 0.95
EXACT_AT_LEAST = 0.96


class Trap(NamedTuple):
    """One line of ``traps.tsv``."""

    verdict: str
    category: str
    published: date | None
    source: str
    target: str


class Result(NamedTuple):
    """A trap and what it was called."""

    trap: Trap
    verdict: str
    matches: tuple[NumberMatch, ...]


def _traps() -> list[Trap]:
    lines = Path(__file__).with_name("traps.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [
        Trap(verdict, category, date.fromisoformat(day) if day else None, source, target)
        for verdict, category, day, source, target in rows
    ]


@pytest.fixture(scope="module")
def results() -> list[Result]:
    found = []
    for trap in _traps():
        report = compare("trap", trap.source, trap.target, trap.published)
        found.append(Result(trap, report.verdict, report.matches))
    return found


def _print(results: list[Result]) -> None:
    for trap, verdict, matches in results:
        print(f"\n{trap.category}: {trap.verdict} called {verdict}\n  {trap.source}\n  {trap.target}")
        for match in matches:
            if match.verdict != "ok":
                print(f"    {match.status}: {match.explanation}")


def test_traps_are_well_formed() -> None:
    traps = _traps()
    assert len({(trap.source, trap.target) for trap in traps}) == len(traps) >= 500
    assert {trap.verdict for trap in traps} == {"ok", "converted", "error"}
    assert all(trap.source.strip() and trap.target.strip() for trap in traps)


def test_right_translations_pass(results: list[Result]) -> None:
    right = [one for one in results if one.trap.verdict != "error"]
    flagged = [one for one in right if one.verdict == "error"]
    _print(flagged)
    print(f"{len(flagged)} of {len(right)} right translations flagged")
    assert len(flagged) <= FLAGGED_AT_MOST * len(right)


def test_faults_are_caught(results: list[Result]) -> None:
    wrong = [one for one in results if one.trap.verdict == "error"]
    missed = [one for one in wrong if one.verdict != "error"]
    _print(missed)
    print(f"{len(wrong) - len(missed)} of {len(wrong)} faults caught")
    assert len(wrong) - len(missed) >= CAUGHT_AT_LEAST * len(wrong)


def test_conversions_are_told_from_plain_translations(results: list[Result]) -> None:
    other = [one for one in results if "error" not in (one.trap.verdict, one.verdict)]
    differing = [one for one in other if one.trap.verdict != one.verdict]
    _print(differing)
    exact = sum(one.trap.verdict == one.verdict for one in results)
    print(f"{exact} of {len(results)} called exactly as they should be")
    assert exact >= EXACT_AT_LEAST * len(results)
