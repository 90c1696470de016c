"""The day of publication, from the ways in which Indonesian sites write it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from jembatan.articles.tables import rows

_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s.+,-]*([a-z]{3,10})[\s.+,-]*(\d{4})(?!\d)", re.IGNORECASE)
_MONTH_DAY = re.compile(r"\b([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")


def published_on(text: str) -> date | None:
    """The day that ``text`` names, as written (no time zone is applied), or None where it names none.

    Reads ISO 8601, RFC 2822, ``Selasa, 5 November 2024 10:20 WIB``, ``5/11/2024`` (day first, the Indonesian way; month
    first only where the other way round is no date) and English months.
    """
    text = text.strip()
    if match := _ISO.search(text) or _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.search(text):
        return _day(int(match[3]), _months().get(match[2].lower(), 0), int(match[1]))
    if match := _MONTH_DAY.search(text):
        return _day(int(match[3]), _months().get(match[1].lower(), 0), int(match[2]))
    if match := _NUMERIC.search(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        return _day(year, second, first) or _day(year, first, second)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2999 else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {name: int(row["number"]) for row in rows("months") for name in row["names"].split()}
