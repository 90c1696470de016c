"""Clock times: ``20.08 WIB``, ``pukul 8 malam``, ``8:08 p.m.``, ``20:08``, ``1200 GMT``."""

from __future__ import annotations

import re
from typing import NamedTuple

from jembatan.numbers.reading.line import Line
from jembatan.numbers.reading.mentions import Found, Meaning, found_at, mention
from jembatan.numbers.reading.numerals import interpret, plain
from jembatan.numbers.reading.words import read_words

_DOTTED = re.compile(r"([01]?[0-9]|2[0-4])\.([0-5][0-9])")
_FOUR_DIGITS = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])")
_MINUTE = re.compile(r"([0-5][0-9])(?:[.,][0-9]{1,2})?")
_RATIO_CUES = {"perbandingan", "rasio", "skala", "berskala", "ratio", "scale", "odds", "banding"}
_RATIO_WINDOW = 8
_NOON_TO_MIDNIGHT = {"afternoon": 12, "evening": 12, "night": 12, "morning": 0}
_HOURS = 12
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
    if clock is None or (line.is_sign(start + 1, ":") and _is_ratio(line, start)):
        return None
    added, end = _half_of_day(line, clock)
    written = line.token(start).text
    day_long = line.language == "id" and not written.isdigit()  # 05.30, 9.30: a 24-hour clock
    cued = line.language == "id" and _cue_before(line, start)
    zoned = line.entry(clock.next).role == "zone" or line.token(clock.next).lower in ("o'clock", "o’clock")
    dotted = not line.token(start).text.isdigit()
    said = added is not None and (line.language == "en" or cued or dotted)
    begin = line.token(start).start
    meanings = _meanings(clock, added)
    if day_long and (added is None or added == 0 or clock.hour < 12 < 12 + added):
        meanings = meanings[:1]
    if clock.surely or cued or zoned or said:
        return Found(mention(line.text, begin, line.token(end - 1).end, meanings), end)
    numeral = interpret(line.token(start).text, line.language)
    if not dotted or numeral is None or (line.language == "en" and not _hour_before(line, start)):
        return None
    amount = Meaning("number", plain(numeral.value))
    if line.is_sign(clock.next, "%") or line.entry(clock.next).role != "":  # 5.50 persen, 2.50 juta
        return None
    return Found(mention(line.text, begin, line.token(start).end, (amount, *meanings)), start + 1)


_BEFORE_HOUR = {"at", "around", "about", "by", "until", "from", "after", "before", "since"}


def _hour_before(line: Line, start: int) -> bool:
    """Whether an English 11.20 may be a clock time: "at 11.20", "around 9.30 local time"."""
    local = [line.token(start + 1).lower, line.token(start + 2).lower] == ["local", "time"]
    return local or line.token(start - 1).lower in _BEFORE_HOUR


def _is_ratio(line: Line, start: int) -> bool:
    """The 1:45 of a ratio or a scale; not the hour after "skala Richter pukul"."""
    if line.entry(start - 1).role == "clock":
        return False
    return any(line.token(at).lower in _RATIO_CUES for at in range(start - _RATIO_WINDOW, start))


def read_spoken_time(line: Line, start: int) -> Found | None:
    """pukul setengah sembilan, jam tujuh lewat seperempat; "half past eight", "a quarter to seven", "eight in the
    evening". Half of nine is half past eight."""
    if line.language == "id":
        return _spoken_indonesian(line, start)
    return _spoken_english(line, start)


def _hour(line: Line, index: int) -> tuple[int, int] | None:
    """The hour in words at ``index`` and the index after it."""
    words = read_words(line, index)
    if words is None or not 1 <= words.value <= _HOURS or words.value != int(words.value):
        return None
    return int(words.value), words.next


def _spoken_indonesian(line: Line, start: int) -> Found | None:
    if line.token(start).lower == "setengah":
        return _half_before_noon_or_after(line, start)
    if line.entry(start).role != "clock" or line.token(start).lower == "pk":
        return None
    before = line.entry(start - 1).role
    if before in _NUMBER_ROLES or line.token(start - 1).kind == "numeral":  # dua jam lima menit
        return None
    half = line.token(start + 1).lower == "setengah"
    hour = _hour(line, start + 2 if half else start + 1)
    if hour is None:
        return None
    value, index = hour
    minutes = (value - 1) * 60 + 30 if half else value * 60
    word = line.token(index).lower
    if word in ("lewat", "lebih", "kurang") and not half:
        quarter = line.token(index + 1).lower == "seperempat"
        past = read_words(line, index + 1)
        if quarter or past is not None:
            shift = 15 if quarter or past is None else int(past.value)
            minutes += -shift if word == "kurang" else shift
            index = index + 2 if quarter or past is None else past.next
            if line.token(index).lower == "menit":
                index += 1
    clock = _Clock(minutes // 60 % 24, minutes % 60, index, True)
    added, end = _half_of_day(line, clock)
    return found_at(line, start + 1, end, *_meanings(clock, added))


def _half_before_noon_or_after(line: Line, start: int) -> Found | None:
    """Setengah tujuh pagi: half past six, where the part of the day stands behind it."""
    hour = _hour(line, start + 1)
    if hour is None:
        return None
    clock = _Clock((hour[0] - 1) % _HOURS, 30, hour[1], True)
    added, end = _half_of_day(line, clock)
    return None if added is None else found_at(line, start, end, *_meanings(clock, added))


_NAMED_HOURS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}


def _spoken_english(line: Line, start: int) -> Found | None:
    named = _NAMED_HOURS.get(line.token(start).lower)
    if named is not None:
        return found_at(line, start, start + 1, Meaning("time", named), free=True)
    index, quarter = start, False
    if line.entry(index).role == "article":
        index += 1
    if line.token(index).lower in ("half", "quarter"):
        quarter = line.token(index).lower == "quarter"
        word = line.token(index + 1).lower
        hour = _hour(line, index + 2)
        if word not in ("past", "to", "after") or hour is None or line.token(hour[1]).kind == "numeral":
            return None
        if word == "to" and not quarter:
            return None
        shift = (15 if quarter else 30) * (-1 if word == "to" else 1)
        minutes = hour[0] * 60 + shift
        clock = _Clock(minutes // 60 % 24, minutes % 60, hour[1], True)
        added, end = _half_of_day(line, clock)
        return found_at(line, start, end, *_meanings(clock, added))
    hour = _hour(line, start)
    if hour is None:
        return None
    clock = _Clock(hour[0], 0, hour[1], True)
    added, end = _half_of_day(line, clock)
    oclock = line.token(hour[1]).lower in ("o'clock", "o’clock")
    if added is None and not oclock:
        return None
    return found_at(line, start, max(end, hour[1]), *_meanings(clock, added))


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
        return _in_list_of_times(line, start)
    return line.token(at - 1).kind != "numeral" and line.entry(at - 1).role not in _NUMBER_ROLES


def _in_list_of_times(line: Line, start: int) -> bool:
    """The second and third of "pukul 17.00, 19.30 dan 22.00"."""
    joined = line.is_sign(start - 1, ",") or line.token(start - 1).lower in ("dan", "atau", "serta")
    at = start - 3 if line.is_sign(start - 2, ",") and not line.is_sign(start - 1, ",") else start - 2
    both = (line.token(start).text, line.token(at).text)
    return joined and all(_DOTTED.fullmatch(text) for text in both) and _cue_before(line, at)


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
    if line.token(index).lower in ("o'clock", "o’clock"):
        index += 1
    if line.token(index).lower in _NAMED_HOURS and clock.hour == _HOURS:  # 12 noon
        return 12 if _NAMED_HOURS[line.token(index).lower] == "12:00" else 0, index + 1
    letters = line.token(index).lower
    if letters == "in" and line.token(index + 1).lower == "the":
        part = _NOON_TO_MIDNIGHT.get(line.token(index + 2).lower)
        return (None, clock.next) if part is None else (part, index + 3)
    if letters == "at" and line.token(index + 1).lower == "night":
        return 0 if clock.hour < 5 else 12, index + 2
    if letters in ("am", "pm"):
        return int(line.entry(index).value), index + 1
    if letters in ("a", "p") and line.is_sign(index + 1, ".") and line.token(index + 2).lower == "m":
        closed = line.is_sign(index + 3, ".") and line.token(index + 3).glued
        return 0 if letters == "a" else 12, index + 4 if closed else index + 3
    return None, clock.next


def _meanings(clock: _Clock, added: int | None) -> tuple[Meaning, ...]:
    hours = [clock.hour]
    if added is not None and clock.hour <= 12:
        hours = [clock.hour % 12 + added]
    elif 0 < clock.hour <= 12:
        hours.append(clock.hour + 12)
    return tuple(Meaning("time", f"{hour % 24:02d}:{clock.minute:02d}") for hour in hours)
