"""What may be dropped or added without a number having changed: free words, what is said again, known names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from jembatan.numbers.comparing.cues import cue
from jembatan.numbers.comparing.looks import in_brackets, is_year
from jembatan.numbers.comparing.pairing import Pair, Side
from jembatan.numbers.reading.mentions import Mention

# Said again, these are pronouns: the illness, that day, all three.
_SAID_AGAIN = frozenset({"date", "month", "weekday", "name", "ordinal", "time", "fraction"})
_JOINED = ("-", "–", ":", "/", ".")
_POINTING_WINDOW = 24


def may_be_lost(
    found: Mention, here: Side, there: Side, answered: Sequence[Pair], published: date | None
) -> str | None:
    """Why a quantity of the source may be missing in the target, or None where it may not."""
    quantity = found.quantity
    if quantity.kind == "weekday":
        return f"The weekday {quantity.surface} is left out."
    if _said_again(found) and _answered_already(found, [pair.source for pair in answered]):
        return f"{quantity.surface} is said once where the source says it again."
    if quantity.surface == "1" and quantity.kind == "number" and cue("counted one").match(here.text[quantity.end :]):
        article = cue("article").search(there.text)
        if article is not None and not here.text[: quantity.start].rstrip().endswith(_JOINED):
            return f"1 is told by “{article[0]}”."
    if quantity.kind == "name" and cue("disease").search(quantity.value):
        return f"{quantity.surface} is not named again."
    if quantity.kind == "name" and quantity.value in ("s1", "s2", "s3") and cue("degree").search(there.text):
        return f"{quantity.surface} is given as an academic degree."
    if is_year(found) and published is not None and int(quantity.value) == published.year:
        return f"The year {quantity.surface}, that of publication, is left out."
    return None


def may_be_added(found: Mention, here: Side, there: Side, answered: Sequence[Pair]) -> bool:
    """Whether a quantity of the target may stand there though the source has none for it."""
    quantity = found.quantity
    if quantity.surface.isalpha() and quantity.surface in here.text:  # Six Flags
        return True
    if _said_again(found) and _answered_already(found, [pair.target for pair in answered], counts=False):
        return True
    # "The 100-metre-long [100 m] ship"
    if in_brackets(there.text, found) and any(
        (pair.target.quantity.value, pair.target.unit) == (quantity.value, found.unit) for pair in answered
    ):
        return True
    if quantity.kind in ("month", "weekday") and any(
        (part.quantity.kind, part.quantity.value) == (quantity.kind, quantity.value)
        for whole in here.mentions
        for part in (whole, *whole.parts)
    ):
        return True
    if quantity.value == "5" and cue("balita").search(here.text):  # bawah lima tahun
        return cue("under").search(there.text[: quantity.start]) is not None
    if quantity.kind == "ordinal" and quantity.value == "1":
        return cue("foremost").search(here.text) is not None
    if quantity.kind == "name" and cue("disease").search(quantity.value):
        return cue("disease").search(here.text.lower()) is not None
    # The two, these three: the source counted them before, with a number or by naming them.
    before = there.text[max(0, quantity.start - _POINTING_WINDOW) : quantity.start]
    pointed = cue("pointing").search(before) is not None and not any(sign.isdigit() for sign in quantity.surface)
    return pointed and any(pair.source.quantity.value == quantity.value for pair in answered)


def is_named(found: Mention, there: Side) -> bool:
    """Whether a number word is a name that the other side has too: Lima, the capital of Peru."""
    surface = found.quantity.surface
    if found.quantity.kind in ("month", "weekday", "date", "ordinal"):
        return False
    return (
        surface.isalpha() and surface[0].isupper() and re.search(rf"\b{re.escape(surface)}\b", there.text) is not None
    )


def _said_again(found: Mention) -> bool:
    return found.quantity.kind in _SAID_AGAIN or is_year(found)


def _answered_already(found: Mention, answered: Sequence[Mention], counts: bool = True) -> bool:
    """Whether an equal quantity is among those answered; ``counts``: "ketiga" is also the three of "tiga" before it."""
    value = found.quantity.value
    for other in answered:
        for part in (other, *other.parts):
            same_kind = part.quantity.kind == found.quantity.kind
            counted = counts and found.quantity.kind == "ordinal" and part.quantity.kind == "number"
            if (same_kind or counted) and part.quantity.value == value and part is not found:
                return True
    return False
