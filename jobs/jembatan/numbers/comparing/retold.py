"""Numbers that come through in other words: this year for 2012, goalless, nine of ten as 90 percent, no cases."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from jembatan.numbers.comparing.cues import cue
from jembatan.numbers.comparing.looks import amount, is_year
from jembatan.numbers.comparing.pairing import Pair, Side
from jembatan.numbers.reading.mentions import Mention
from jembatan.numbers.reading.units import in_unit
from jembatan.quantities import QuantityStatus

_SUM_CLOSE = Decimal("0.01")
_MOST_SUMMED = 12
"""With more open quantities a sum that fits is chance."""


def relative_year(here: Side, there: Side, year: Mention, answered: Sequence[Pair]) -> str | None:
    """The sentence for a year of the source that the target calls this, last or next year."""
    if not is_year(year):
        return None
    said = cue("relative year").search(there.text)
    if said is None:
        return None
    behind = here.text[year.quantity.end :]
    anchored = cue("behind year").match(behind) is not None or any(
        is_year(pair.source) and abs(int(pair.source.quantity.value) - int(year.quantity.value)) == 1
        for pair in answered
    )
    return f"{year.quantity.surface} became “{said[0]}”." if anchored else None


def absolute_year(here: Side, year: Mention, answered: Sequence[Pair]) -> str | None:
    """The sentence for a year of the target which the source calls tahun ini or tahun lalu, beside a year it keeps."""
    said = cue("tahun").search(here.text) if is_year(year) else None
    if said is None:
        return None
    anchored = any(
        is_year(pair.source) and abs(int(pair.source.quantity.value) - int(year.quantity.value)) <= 1
        for pair in answered
    )
    return f"“{said[0]}” became {year.quantity.surface}." if anchored else None


def goalless(there: Side, zero: Mention) -> str | None:
    """The sentence for a zero which the other side calls "goalless"."""
    said = cue("goalless").search(there.text) if zero.quantity.value == "0" else None
    return f"{zero.quantity.surface} is given as “{said[0]}”." if said else None


def in_words(there: Side, found: Mention) -> str | None:
    """The sentence for "no new cases", "all electricity", "the first quarter": a number told without one."""
    quantity = found.quantity
    said = None
    if quantity.kind == "number" and quantity.value == "0" and not quantity.surface.isdigit():
        said = cue("none").search(there.text)
    elif quantity.kind == "number" and quantity.value == "3" and found.unit is None:
        said = cue("hat-trick").search(there.text)
    elif quantity.kind == "ordinal" and quantity.value == "2":
        said = cue("runoff").search(there.text)
    elif quantity.kind == "percent" and quantity.value == "100":
        said = cue("all").search(there.text)
    elif quantity.kind == "number" and quantity.value == "3" and found.unit == "month":
        said = cue("quarter").search(there.text)
    return f"{quantity.surface} is given as “{said[0]}”." if said else None


class Sum(NamedTuple):
    """Quantities of one side that a single one of the other sums up, and the sentence that says so."""

    parts: tuple[Mention, Mention]
    total: Mention
    told: str

    @property
    def status(self) -> QuantityStatus:
        """One in four is a quarter; 25 percent is another way to say it."""
        return "reworded" if self.total.quantity.kind == "fraction" else "converted"


def summed(here: Side, there: Side) -> Sum | None:
    """Two open quantities that one open target sums up: 3 tahun 6 bulan as three and a half years; nine of ten as 90
    percent. Or None."""
    if max(len(here.open), len(there.open)) > _MOST_SUMMED:
        return None
    for one, other in pairwise(here.open):
        gap = here.text[one.quantity.end : other.quantity.start] if one.quantity.end <= other.quantity.start else ""
        for target in there.open:
            if _is_sum(one, other, target) or _is_ratio(gap, one, other, target):
                told = f"{one.quantity.surface}{gap}{other.quantity.surface} is given as {target.quantity.surface}."
                return Sum((one, other), target, told)
    return None


def _is_sum(one: Mention, other: Mention, target: Mention) -> bool:
    first, second, total = amount(one), amount(other), amount(target)
    if first is None or second is None or total is None or one.unit is None or other.unit is None:
        return False
    if target.unit is None or one.unit == other.unit:
        return False
    here, there = in_unit(first, one.unit, target.unit), in_unit(second, other.unit, target.unit)
    return here is not None and there is not None and abs(here + there - total) <= _SUM_CLOSE * total


def _is_ratio(gap: str, one: Mention, other: Mention, target: Mention) -> bool:
    above, below, share = amount(one), amount(other), amount(target)
    if above is None or below is None or share is None or not 0 < above < below or gap.split() == []:
        return False
    if gap.split()[0].lower() not in ("dari", "of", "out", "in") or len(gap.split()) > 3:
        return False
    if target.quantity.kind not in ("percent", "fraction"):
        return False
    part = share / 100 if target.quantity.kind == "percent" else share
    return abs(above / below - part) <= Decimal("0.005")
