"""Percent, percentage points and per mille behind a number, and parts of a percent in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from jembatan.numbers.reading.line import Line
from jembatan.numbers.reading.mentions import Found, Meaning, found_at
from jembatan.numbers.reading.numerals import plain
from jembatan.numbers.reading.words import EXACT

_POINTS = ("poin", "point", "points")


def percent_after(line: Line, index: int) -> tuple[str, int]:
    """Kind and end of a number that a percent sign or word may follow; percentage points are another thing."""
    after = index + 1 if line.is_sign(index, "-") else index
    token, following = line.token(after), line.token(after + 1)
    if line.is_sign(after, "‰") or token.lower == "permil":
        return "permille", after + 1
    if token.lower == "per" and following.lower in ("mille", "mil"):
        return "permille", after + 2
    if token.lower in ("poin", "titik") and line.entry(after + 1).role in ("percent", "percent_point"):
        return "percent_point", after + 2
    if line.is_sign(after, "%"):
        return "percent", after + 1
    length = 2 if token.lower == "per" and following.lower == "cent" else 1
    if length == 1 and line.entry(after).role not in ("percent", "percent_point"):
        return "number", index
    points = line.token(after + length).lower in _POINTS
    return ("percent_point", after + length + 1) if points else ("percent", after + length)


def read_part_of_percent(line: Line, start: int, index: int, fraction: str) -> Found | None:
    """ "a quarter of a percent", "setengah persen": the percentage."""
    at = index
    if line.entry(at).role == "of":
        at += 1
    if line.entry(at).role == "article" or line.token(at).lower == "one":
        at += 1
    long_form = line.token(at).lower == "per" and line.token(at + 1).lower == "cent"
    if line.entry(at).role not in ("percent", "percent_point") and not long_form:
        return None
    above, _, below = fraction.partition("/")
    value = EXACT.divide(Decimal(above), Decimal(below))
    if value * Decimal(below) != Decimal(above):
        return None
    end = at + 2 if long_form else at + 1
    found = found_at(line, start, end, Meaning("percent", plain(value)))
    return Found(replace(found.mention, described=True), found.next)
