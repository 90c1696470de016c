"""What stands under a sentence for its reviewer: findings in words, each number that went wrong, the problem."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jembatan.publish.marks import marks
from jembatan.quantities import NumberReport, QuantityStatus
from jembatan.records import Finding

SUPPORTED: tuple[QuantityStatus, ...] = ("kept", "reworded", "converted")
"""The statuses of a number in a summary that its text bears out."""
UNSUPPORTED: tuple[QuantityStatus, ...] = ("changed", "invented")
"""The statuses of a number in a summary that its text does not bear out."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag in words. ``explanation`` is empty for a flag that ``flags.tsv`` does not know."""

    name: str
    label: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Note:
    """One line under a sentence. ``kind`` is ``flag``, ``problem`` or how a number is shown; ``number`` is the small
    figure that the number carries in the text, or None."""

    kind: str
    label: str
    text: str
    number: int | None = None

    @property
    def calm(self) -> bool:
        """It informs, and asks for nothing."""
        return self.kind in ("converted", "excused")


@cache
def _table() -> dict[str, Flag]:
    text = files("jembatan.publish").joinpath("flags.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["name"]: Flag(row["name"], row["label"], row["explanation"]) for row in rows}


def describe(name: str) -> Flag:
    """The words for a flag; an unknown flag is shown by its name."""
    return _table().get(name) or Flag(name, name, "")


def of_flags(names: Sequence[str]) -> tuple[Note, ...]:
    """A note for each flag."""
    return tuple(Note("flag", flag.label, flag.explanation) for flag in map(describe, names))


def of_segment(
    flags: Sequence[str], findings: Sequence[Finding], report: NumberReport | None, problem: str | None
) -> tuple[Note, ...]:
    """The notes of a segment. What a check found in words, or a number's own note, takes the place of the flag of its
    kind, which says less."""
    numbers = [
        Note(mark.status, describe(f"number-{mark.status}").label, mark.explanation, mark.number)
        for _, mark in marks(report)
        if mark.status not in ("kept", "reworded")
    ]
    told = [finding for finding in findings if finding.check in flags]
    covered = {f"number-{note.kind}" for note in numbers} | {finding.check for finding in told}
    rest = of_flags([name for name in flags if name not in covered])
    checked = [Note("flag", describe(finding.check).label, finding.explanation) for finding in told]
    return (*rest, *checked, *numbers, *((Note("problem", "Problem", problem),) if problem else ()))


def of_summary(flags: Sequence[str], report: NumberReport, findings: Sequence[Finding] = ()) -> tuple[Note, ...]:
    """The notes of a sentence of the summary. Its numbers carry no figures: there is no second side to pair them.
    What is lost is not noted: a summary leaves numbers out."""
    flag = describe("number-unsupported")
    numbers = [
        Note(match.status, flag.label, match.explanation)
        for match in report.matches
        if match.status in UNSUPPORTED and match.verdict == "error"
    ]
    rest = of_flags([name for name in flags if not (numbers and name == flag.name)])
    found = [Note("flag", one.check.capitalize(), one.explanation) for one in findings if not one.clean]
    return (*rest, *numbers, *found)
