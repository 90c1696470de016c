"""Numeric dates: ``5/11/2024``, ``Sabtu (10/12/2024)``, ``2024-11-05``. The weekday before one settles its order."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from jembatan.numbers.reading.dates import dated, exists, integer, iso, part, weekday_at, year_at
from jembatan.numbers.reading.line import DateOrder, Line
from jembatan.numbers.reading.mentions import Found, Meaning, mention

_FORESIGHT = timedelta(days=31)
"""A date without a weekday that lies further ahead of its article is read in the other order, if that lies behind."""


def read_numeric_date(line: Line, start: int) -> Found | None:
    """5/11/2024, 5-11-2024, 2024-11-05; (5/11) after a weekday or in brackets."""
    sign = line.token(start + 1)
    if not (sign.glued and sign.text in ("/", "-", ".") and line.token(start + 2).glued):
        return None
    three = line.token(start + 3).text == sign.text and line.token(start + 3).glued and line.token(start + 4).glued
    if three and year_at(line, start) and sign.text == "-":
        year, month, day = year_at(line, start), integer(line, start + 2, 1, 12), integer(line, start + 4, 1, 31)
        if month is None or day is None:
            return None
        parts = [part(line, start + 2, "month", str(month)), part(line, start + 4, "number", str(day))]
        return dated(line, start, start + 5, year, month, day, parts, start)
    year = year_at(line, start + 4) if three else None
    first, second = integer(line, start, 1, 31), integer(line, start + 2, 1, 31)
    if first is None or second is None or (three and year is None):
        return None
    weekday = _weekday_before(line, start)
    if not three and not (sign.text == "/" and (weekday or _looks_dated(line, start))):
        return None
    orders = [order for order in ((first, second), (second, first)) if exists(year, order[1], order[0])]
    if not orders:
        return None
    if line.language == "en" and len(orders) == 2:
        orders.reverse()
    settled = _settle(orders, year, weekday, line)
    day, month = settled.order
    at_day, at_month = (start, start + 2) if (day, month) == (first, second) else (start + 2, start)
    parts = [part(line, at_day, "number", str(day)), part(line, at_month, "month", str(month))]
    index = start + 5 if three else start + 3
    found = dated(line, start, index, year, month, day, parts, start + 4)
    if found is None or (settled.sure and line.language == "id"):
        return found
    values = dict.fromkeys([iso(year, month, day), *(iso(year, m, d) for d, m in orders)])
    made = found.mention
    # A target's numeric date may be read in either order by its reader; a source's is settled once.
    meanings = tuple(Meaning("date", value) for value in values) if line.language == "en" else made.meanings
    again = mention(
        line.text, made.quantity.start, made.quantity.end, meanings, doubtful=tuple(values), parts=made.parts
    )
    return Found(again, index)


class _Settled(NamedTuple):
    """Day and month, in this order; ``sure``: only one order is possible, or the weekday proves it."""

    order: tuple[int, int]
    sure: bool


def _settle(orders: list[tuple[int, int]], year: int | None, weekday: int | None, line: Line) -> _Settled:
    """The order that the weekday proves; else that of the article's other dates; else one that is not long after
    publication; else the usual one."""
    if len(orders) == 1 or orders[0] == orders[1]:
        return _Settled(orders[0], True)
    dated_orders = [(order, _day_of(order, year, line.published)) for order in orders]
    if weekday is not None:
        proved = [order for order, day in dated_orders if day is not None and day.isoweekday() == weekday]
        if len(proved) == 1:
            return _Settled(proved[0], True)
    if line.order is not None and line.language == "id":
        return _Settled(orders[0 if line.order == "day" else 1], True)
    first = dated_orders[0][1]
    if line.published is not None and first is not None and first - line.published > _FORESIGHT:
        past = [order for order, day in dated_orders if day is not None and day <= line.published]
        if past:
            return _Settled(past[0], False)
    return _Settled(orders[0], False)


def shown_order(line: Line) -> set[DateOrder]:
    """The orders that numeric dates of a text can only have: by a day over 12, or by their weekday."""
    shown: set[DateOrder] = set()
    for index in range(len(line.tokens)):
        found = read_numeric_date(line, index) if line.tokens[index].kind == "numeral" else None
        if found is None or found.mention.quantity.readings or year_at(line, index):
            continue
        days = [part.quantity.start for part in found.mention.parts if part.quantity.kind == "number"]
        months = [part.quantity.start for part in found.mention.parts if part.quantity.kind == "month"]
        if line.tokens[index].text != line.token(index + 2).text and found.mention.quantity.kind == "date":
            shown.add("day" if days[0] < months[0] else "month")
    return shown


def _day_of(order: tuple[int, int], year: int | None, published: date | None) -> date | None:
    """The calendar day; without a year, the one nearest to publication."""
    day, month = order
    if year is not None:
        return date(year, month, day) if exists(year, month, day) else None
    if published is None:
        return None
    years = (published.year + away for away in (-1, 0, 1))
    days = [date(near, month, day) for near in years if MINYEAR <= near <= MAXYEAR and exists(near, month, day)]
    return min(days, key=lambda found: abs(found - published), default=None)


def _weekday_before(line: Line, start: int) -> int | None:
    """The weekday just before a date: "Selasa (5/11/2024)", "Sabtu malam (10/12/2024)", "Saturday, 10/12/2024"."""
    index = start - 1
    while line.is_sign(index, "(,["):
        index -= 1
    if line.entry(index).role == "daypart" or line.token(index).lower in ("night", "evening", "morning", "afternoon"):
        index -= 1
    return weekday_at(line, index)


_MONTHS = 12
_ALWAYS = (24, 7)
# Words before a day that no fraction follows.
_CUES = {
    "id": {"pada", "mulai", "sejak", "hingga", "sampai", "tanggal", "tgl", "per", "sebelum", "setelah"},
    "en": {"on", "from", "since", "until", "till", "before", "after"},
}


def _looks_dated(line: Line, start: int) -> bool:
    """After a word that dates, in brackets, or with a day that is no month (21/12; not 24/7)."""
    first, second = int(line.token(start).text), int(line.token(start + 2).text)
    if max(first, second) > _MONTHS >= min(first, second) and (first, second) != _ALWAYS:
        return True
    cued = line.token(start - 1).lower in _CUES[line.language]
    return cued or (line.language == "id" and _in_brackets(line, start))


def _in_brackets(line: Line, start: int) -> bool:
    # "7-6 (7/5)" is a tie-break.
    return line.is_sign(start - 1, "(") and line.is_sign(start + 3, ")") and line.token(start - 2).kind != "numeral"
