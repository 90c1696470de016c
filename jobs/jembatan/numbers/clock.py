"""Clock times: ``20.08 WIB``, ``pukul 8 malam``, ``8:08 p.m.``, ``20:08``, ``1200 GMT``."""

from __future__ import annotations

import re
from typing import NamedTuple

from jembatan.numbers.line import Line
from jembatan.numbers.mentions import Found, Meaning, mention
from jembatan.numbers.numerals import interpret, plain

_DOTTED = re.compile(r"([01]?[0-9]|2[0-4])\.([0-5][0-9])")
_FOUR_DIGITS = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])")
_MINUTE = re.compile(r"([0-5][0-9])(?:[.,][0-9]+)?")
_NUMBER_ROLES = {"unit", "whole", "tens", "several"}


class _Clock(NamedTuple):
    """Hour and minute as written, the index after them, and whether the form alone shows a time (``20:08``)."""

    hour: int
    minute: int
    next: int
    surely: bool


def read_time(line: Line, start: int) -> Found | None:
    """The clock time that begins at the numeral at token ``start``, or None.

    An hour that may be before or after noon means both. An Indonesian ``20.08`` without a cue is first a
    number, and may be a time.
    """
    clock = _digits(line, start)
    if clock is None:
        return None
    added, end = _half_of_day(line, clock)
    cued = line.language == "id" and _cue_before(line, start)
    zoned = line.entry(clock.next).role == "zone" or line.token(clock.next).lower in ("o'clock", "o’clock")
    said = added is not None and (line.language == "en" or cued)
    begin = line.token(start).start
    meanings = _meanings(clock, added)
    if clock.surely or cued or zoned or said:
        return Found(mention(line.text, begin, line.token(end - 1).end, meanings), end)
    dotted = not line.token(start).text.isdigit()
    numeral = interpret(line.token(start).text, line.language)
    if line.language == "en" or not dotted or numeral is None:
        return None
    amount = Meaning("number", plain(numeral.value))
    if line.is_sign(clock.next, "%") or line.entry(clock.next).role != "":  # 5.50 persen, 2.50 juta
        return None
    return Found(mention(line.text, begin, line.token(start).end, (amount, *meanings)), start + 1)


def _digits(line: Line, start: int) -> _Clock | None:
    text, after = line.token(start).text, line.token(start + 2)
    if text.isdigit() and len(text) <= 2 and int(text) <= 24:
        if line.is_sign(start + 1, ":") and line.token(start + 1).glued and after.glued:
            minute = _MINUTE.fullmatch(after.text)
            if minute is None or line.is_sign(start + 3, ":"):
                return None
            return _Clock(int(text), int(minute.group(1)), start + 3, True)
        return _Clock(int(text), 0, start + 1, False)
    match = _DOTTED.fullmatch(text)
    if match is None and line.entry(start + 1).role == "zone":
        match = _FOUR_DIGITS.fullmatch(text)
    return _Clock(int(match.group(1)), int(match.group(2)), start + 1, False) if match is not None else None


def _cue_before(line: Line, start: int) -> bool:
    """pukul 8, jam 8; not the hours of "2 jam 30 menit"."""
    at = start - 2 if line.is_sign(start - 1, ".") else start - 1
    if line.entry(at).role != "clock":
        return False
    return line.token(at - 1).kind != "numeral" and line.entry(at - 1).role not in _NUMBER_ROLES


def _half_of_day(line: Line, clock: _Clock) -> tuple[int | None, int]:
    """How many hours "pagi", "malam", "a.m." or "p.m." add, or None where nothing is said; the index after it."""
    index = clock.next
    if line.language == "id":
        after = index + 1 if line.entry(index).role == "zone" else index
        word = line.token(after).lower
        if line.entry(after).role != "daypart":
            return None, index
        morning = word == "dini" or (word == "siang" and clock.hour in (10, 11)) or (word == "malam" and clock.hour < 5)
        return 0 if morning else int(line.entry(after).value), after + 1
    letters = line.token(index).lower
    if letters in ("am", "pm"):
        return int(line.entry(index).value), index + 1
    if letters in ("a", "p") and line.is_sign(index + 1, ".") and line.token(index + 2).lower == "m":
        closed = line.is_sign(index + 3, ".") and line.token(index + 3).glued
        return 0 if letters == "a" else 12, index + 4 if closed else index + 3
    return None, index


def _meanings(clock: _Clock, added: int | None) -> tuple[Meaning, ...]:
    hours = [clock.hour]
    if added is not None and clock.hour <= 12:
        hours = [clock.hour % 12 + added]
    elif 0 < clock.hour <= 12:
        hours.append(clock.hour + 12)
    return tuple(Meaning("time", f"{hour % 24:02d}:{clock.minute:02d}") for hour in hours)
