"""What an ordinal counts: ``menit ke-52`` is the 52nd minute, or 52 minutes, and not 52 seconds or the 52nd day."""

from __future__ import annotations

import re
from functools import cache

from jembatan.numbers.comparing.pairing import Pair, Side
from jembatan.numbers.reading.lexicon import Language, rows
from jembatan.numbers.reading.units import units

_BEFORE = re.compile(r"(\w+)[\s-]*\Z")
_AFTER = re.compile(r"[\s-]*(\w+)")
_NEAR = 20


def other_period(here: Side, there: Side, found: Pair) -> tuple[str, str] | None:
    """The words of two different periods that an Indonesian ordinal and its English partner count; None where they are
    the same or one is not named. ``Minggu`` with a capital is Sunday."""
    source, target = found.source.quantity, found.target.quantity
    if source.kind != "ordinal":
        return None
    before = _BEFORE.search(here.text, max(source.start - _NEAR, 0), source.start)
    word = before[1] if before is not None else ""
    wanted = _periods("id").get(word if word == "Minggu" else word.lower())
    after = _AFTER.match(there.text, target.end)
    told = _periods("en").get(after[1].lower()) if after is not None else None
    if after is None or wanted is None or told is None or told == wanted:
        return None
    return word, after[1]


@cache
def _periods(language: Language) -> dict[str, str]:
    """Word to the name of the unit of time."""
    column = 3 if language == "id" else 4
    return {
        phrase: row[0]
        for row in rows("units.tsv")
        if units()[row[0]].dimension == "time"
        for phrase in row[column].split(",")
        if len(phrase) > 2
    }
