"""The records of the numbers in two texts: what was read, and what became of it. All are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

QuantityStatus = Literal["kept", "reworded", "converted", "changed", "lost", "invented"]
"""What became of a number between a source and its translation. ``kept``: the same value in the same form;
``reworded``: the same value in another form (12 and twelve); ``converted``: the value comes through something else (km
in miles, 24 months as two years)."""

Verdict = Literal["ok", "converted", "error"]
"""What a match, a sentence or a line amounts to; of several the last in this order counts."""

Side = Literal["source", "target"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as read: ``start:end`` is its half-open character span in the text it was read from,
    ``value`` its exact value in plain decimal notation (``"11800"``; no exponents), or an ISO 8601 date for dates.
    ``readings`` holds every value it may have where the form is ambiguous (``value`` is the likeliest). ``unit`` is
    what is counted where that is part of the value: an ISO 4217 currency (``USD``) or a unit (``km``, ``year``)."""

    start: int
    end: int
    surface: str
    value: str
    kind: str = "number"
    readings: tuple[str, ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A source quantity and the target quantity it was matched to; one of them is None where it was lost
    or invented. ``explanation`` is a sentence for an editor; ``confidence``, from 0 to 1, says how sure the pairing and
    its status are. ``excused``: told, but no error (a weekday that was only left out)."""

    status: QuantityStatus
    source: Quantity | None
    target: Quantity | None
    explanation: str
    confidence: float = 1.0
    excused: bool = False

    @property
    def verdict(self) -> Verdict:
        """Whether the number survived."""
        if self.excused or self.status in ("kept", "reworded"):
            return "ok"
        return "converted" if self.status == "converted" else "error"


@dataclass(frozen=True, slots=True)
class NumberReport:
    """What became of every number of one segment, or of a summary against its source text."""

    article: str
    matches: tuple[NumberMatch, ...]

    def count(self, status: QuantityStatus) -> int:
        """How many numbers have this status; an excused one has none that counts."""
        return sum(match.status == status and not match.excused for match in self.matches)

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict of the matches; ``ok`` where there is none."""
        verdicts = {match.verdict for match in self.matches}
        return "error" if "error" in verdicts else "converted" if "converted" in verdicts else "ok"

    @property
    def ok(self) -> bool:
        """Every number survived, none was invented."""
        return self.verdict != "error"
