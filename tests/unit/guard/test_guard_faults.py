"""Crafted faults of every kind: the check of that kind tells each of them, and no check tells the right translation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from jembatan.guard.added import added_check
from jembatan.guard.attribution import attribution_check
from jembatan.guard.check import number_check
from jembatan.guard.context import Check, Context
from jembatan.guard.countries import countries_check
from jembatan.guard.coverage.check import coverage_check
from jembatan.guard.echo import echo_check
from jembatan.guard.garble import garble_check
from jembatan.guard.language import language_check
from jembatan.guard.loops import loop_check
from jembatan.guard.names import names_check
from jembatan.guard.negation import negation_check
from jembatan.guard.opposites import opposites_check
from jembatan.guard.quotes import quotes_check
from jembatan.guard.sides import sides_check

CHECKS: dict[str, Check] = {
    "loop": loop_check,
    "echo": echo_check,
    "language": language_check,
    "empty": coverage_check,
    "short": coverage_check,
    "long": coverage_check,
    "dropped": coverage_check,
    "quotes": quotes_check,
    "missing": names_check,
    "new": names_check,
    "added": added_check,
    "negation": negation_check,
    "country": countries_check,
    "sides": sides_check,
    "opposites": opposites_check,
    "attribution": attribution_check,
    "numbers": number_check,
}
FORM = (echo_check, garble_check, language_check, loop_check)
FEWEST = 12
"""Of each kind."""


@dataclass(frozen=True, slots=True)
class Fault:
    kind: str
    source: str
    hypothesis: str


def _read() -> tuple[dict[str, tuple[str, str]], list[Fault]]:
    lines = Path(__file__).with_name("faults.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("# ")]
    right = {row[1]: (row[2], row[3]) for row in cells if row[0] == "right"}
    return right, [Fault(row[0], right[row[1]][0], row[2]) for row in cells if row[0] != "right"]


RIGHT, FAULTS = _read()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.kind}: {fault.hypothesis[:40]}")
def test_the_check_of_its_kind_tells_a_fault(fault: Fault) -> None:
    finding = CHECKS[fault.kind](fault.source, fault.hypothesis, Context())
    assert not finding.clean
    assert 0 <= finding.score < 1
    assert finding.explanation.endswith(".")


@pytest.mark.parametrize("number", RIGHT)
def test_no_check_tells_a_right_translation(number: str) -> None:
    source, target = RIGHT[number]
    findings = [check(source, target, Context()) for check in (*CHECKS.values(), *FORM)]
    assert [finding for finding in findings if not finding.clean] == []


@pytest.mark.parametrize("number", RIGHT)
def test_only_coverage_and_numbers_speak_of_an_empty_translation(number: str) -> None:
    told = {check for check in (*CHECKS.values(), *FORM) if not check(RIGHT[number][0], "", Context()).clean}
    assert coverage_check in told
    assert told <= {coverage_check, number_check}


def test_every_kind_has_its_faults() -> None:
    counts = Counter(fault.kind for fault in FAULTS)
    assert set(counts) == set(CHECKS)
    assert all(count >= FEWEST for count in counts.values()), counts
