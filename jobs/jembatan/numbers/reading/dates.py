"""Dates with a month name, months and weekdays."""

from __future__ import annotations

from datetime import date

from jembatan.numbers.reading.line import Line
from jembatan.numbers.reading.mentions import Found, Meaning, Mention, mention

_MONTH_CUES = {
    "in", "of", "on", "since", "until", "till", "by", "from", "to", "through", "and", "last", "this", "next", "early",
    "late", "mid", "between", "before", "after", "during", "for", "every", "each", "the",
}  # fmt: skip


_TITLES = {"kaisar", "universitas", "hotel", "stadion", "jalan", "jl", "novel", "film"}


def read_date(line: Line, start: int) -> Found | None:
    """A date with a month name that begins at token ``start``, a month alone, or a weekday alone."""
    if line.token(start).kind == "numeral":
        return _day_first(line, start)
    role = line.entry(start).role
    if role == "month":
        return _month_first(line, start)
    if role == "weekday" and (weekday := weekday_at(line, start)) is not None:
        meanings = [Meaning("weekday", str(weekday))]
        if line.token(start - 1).lower == "malam":  # malam Minggu is Saturday night
            meanings.insert(0, Meaning("weekday", str((weekday - 2) % 7 + 1)))
        return _one(line, start, start + 1, *meanings)
    return None


def weekday_at(line: Line, index: int) -> int | None:
    """The ISO weekday named at ``index``. Minggu (also: week) counts as a name only: capitalised, or after hari."""
    entry, token = line.entry(index), line.token(index)
    if entry.role != "weekday":
        return None
    if line.token(index - 1).lower == "hari":
        return int(entry.value)
    if not token.text[0].isupper():
        return None
    opens = token.lower == "minggu" and line.opens_sentence(index)
    if opens and not line.is_sign(index + 1, "(,") and line.entry(index + 1).role != "daypart":
        return None
    return int(entry.value)


def integer(line: Line, index: int, low: int, high: int) -> int | None:
    """The value of a numeral of up to four digits at ``index``, if it lies within ``low`` and ``high``."""
    token = line.token(index)
    if token.kind != "numeral" or not token.text.isdigit() or len(token.text) > 4:
        return None
    value = int(token.text)
    return value if low <= value <= high else None


def year_at(line: Line, index: int) -> int | None:
    """The year written at ``index``; not the decade of "1980s"."""
    if line.token(index + 1).kind == "word" and line.token(index + 1).glued:  # 1980s
        return None
    return integer(line, index, 1000, 2999)


def _month(line: Line, index: int, beside_number: bool) -> int | None:
    """The month named at ``index``. Short forms count beside a number only, and "may" or "march" need a cue."""
    entry, token = line.entry(index), line.token(index)
    if entry.role != "month":
        return None
    capital = token.text[0].isupper()
    if beside_number:
        return int(entry.value) if capital or (line.language == "id" and entry.note == "") else None
    if entry.note == "beside":
        ranged = any(
            line.is_sign(at, "-–/") and line.entry(at + by).role == "month"
            for at, by in ((index + 1, 1), (index - 1, -1))
        )
        return int(entry.value) if ranged and capital else None
    if line.language == "en" and not capital:
        return None
    if line.language == "id" and capital and _is_name(line, index):
        return None
    if entry.note == "guarded" and line.token(index - 1).lower not in _MONTH_CUES:
        before = line.is_sign(index - 1, "-") and line.token(index - 2).lower in _MONTH_CUES
        return int(entry.value) if before else None
    return int(entry.value)


def _is_name(line: Line, index: int) -> bool:
    """Kaisar Agustus, Universitas Sebelas Maret: a month's name inside another name."""
    before = line.token(index - 1)
    named = before.kind == "word" and before.text[0].isupper() and not line.opens_sentence(index - 1)
    return before.lower in _TITLES or (named and line.entry(index - 1).role in ("unit", "whole"))


def _skip(line: Line, index: int, signs: str) -> int:
    return index + 1 if line.is_sign(index, signs) else index


def _day_first(line: Line, start: int) -> Found | None:
    """22 Desember [2024], 22[nd] [of] December[,] [2024]."""
    day = integer(line, start, 1, 31)
    if day is None:
        return None
    index = start + 1
    if line.token(index).lower in ("st", "nd", "rd", "th") and line.token(index).glued:
        index += 1
    if line.entry(index).role == "of" and line.language == "en":
        index += 1
    month = _month(line, index, beside_number=True)
    if month is None:
        return None
    at_month = index
    index = _skip(line, index + 1, ".") if line.entry(index).note == "beside" else index + 1
    at_year = _skip(line, index, ",")
    year = year_at(line, at_year)
    parts = [part(line, start, "number", str(day)), part(line, at_month, "month", str(month))]
    return dated(line, start, at_year + 1 if year else at_month + 1, year, month, day, parts, at_year)


def _month_first(line: Line, start: int) -> Found | None:
    """December 22[nd][, 2024], Februari 2022, Februari."""
    following = _skip(line, start + 1, ".,") if line.entry(start).note == "beside" else start + 1
    day = integer(line, following, 1, 31) if line.language == "en" else None
    if day is not None and _is_clock(line, following):
        day = None
    if day is not None:
        month = _month(line, start, beside_number=True)
        if month is None or not line.token(start).text[0].isupper():
            return None
        index = following + 1
        if line.token(index).lower in ("st", "nd", "rd", "th") and line.token(index).glued:
            index += 1
        at_year = _skip(line, index, ",")
        year = year_at(line, at_year)
        parts = [part(line, start, "month", str(month)), part(line, following, "number", str(day))]
        return dated(line, start, at_year + 1 if year else index, year, month, day, parts, at_year)
    at_year = _skip(line, following, ",")
    if line.entry(at_year).role == "of" or line.token(at_year).lower == "tahun":
        at_year += 1
    year = year_at(line, at_year)
    month = _month(line, start, beside_number=year is not None and line.token(start).text[0].isupper())
    if month is None:
        return None
    if year is None:
        return _one(line, start, start + 1, Meaning("month", str(month)))
    parts = [part(line, start, "month", str(month))]
    return dated(line, start, at_year + 1, year, month, None, parts, at_year)


def _is_clock(line: Line, index: int) -> bool:
    return line.is_sign(index + 1, ":") and line.token(index + 2).glued


def dated(
    line: Line,
    start: int,
    index: int,
    year: int | None,
    month: int,
    day: int | None,
    parts: list[Mention],
    at_year: int,
) -> Found | None:
    """The date of the tokens from ``start`` to ``index``, or None where there is no such day."""
    if day is not None and not exists(year, month, day):
        return None
    if year is not None:
        parts.append(part(line, at_year, "number", str(year)))
    value = iso(year, month, day)
    begin, end = line.token(start).start, line.token(index - 1).end
    return Found(mention(line.text, begin, end, (Meaning("date", value),), parts=tuple(parts)), index)


def exists(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day; without a year, in a leap year."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def iso(year: int | None, month: int, day: int | None) -> str:
    """ISO 8601: 2024-12-22, 2022-02 (no day), --12-22 (no year)."""
    if day is None:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def part(line: Line, index: int, kind: str, value: str) -> Mention:
    """Day, month or year as a mention of its own: the token at ``index``."""
    token = line.token(index)
    return mention(line.text, token.start, token.end, (Meaning(kind, value),))


def _one(line: Line, start: int, index: int, *meanings: Meaning) -> Found:
    return Found(mention(line.text, line.token(start).start, line.token(index - 1).end, meanings), index)
