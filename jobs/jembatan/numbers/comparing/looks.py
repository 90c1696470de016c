"""What a quantity looks like where it stands: a year, an amount, in brackets, hedged."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from jembatan.numbers.comparing.cues import cue
from jembatan.numbers.reading.mentions import Mention

HEDGE_WINDOW = 40
"""How many characters before a number are searched for "about" and the like."""


def is_year(found: Mention) -> bool:
    """Whether a number without a unit is written like a year."""
    quantity = found.quantity
    return (
        quantity.kind == "number"
        and quantity.unit is None
        and len(quantity.value) == 4
        and quantity.value.isdigit()
        and quantity.surface.lstrip("'’‘").isdigit()
        and quantity.value[:2] in ("17", "18", "19", "20")
    )


def in_brackets(text: str, found: Mention) -> bool:
    """Whether the quantity stands in brackets."""
    before = text[: found.quantity.start]
    return before.rfind("(") > before.rfind(")") or before.rfind("[") > before.rfind("]")


def hedged(text: str, found: Mention) -> bool:
    """Whether "about", "nearly" or the like stands before the quantity."""
    start = found.quantity.start
    return cue("hedge").search(text[max(0, start - HEDGE_WINDOW) : start]) is not None


def amount(found: Mention) -> Decimal | None:
    """The value of a number or fraction, or None for what is no amount."""
    if found.quantity.kind not in ("number", "fraction", "percent", "percent_point"):
        return None
    try:
        if "/" in found.quantity.value:
            share = Fraction(found.quantity.value)
            return Decimal(share.numerator) / Decimal(share.denominator)
        return Decimal(found.quantity.value)
    except (InvalidOperation, ValueError, ZeroDivisionError):
        return None
