"""Vague amounts: puluhan ribu, beberapa ratus, hundreds of thousands, multi-billion, thousand-year-old."""

from __future__ import annotations

from decimal import Decimal

from jembatan.numbers.reading.line import Line
from jembatan.numbers.reading.mentions import Found, Meaning, found_at
from jembatan.numbers.reading.numerals import plain
from jembatan.numbers.reading.words import EXACT, LARGEST


def read_bare_scale(line: Line, start: int) -> Found | None:
    """ "thousand-year-old ruins", "a picture is worth a thousand words": thousands as well as a thousand."""
    role, value, _ = line.entry(start)
    if line.language != "en" or role != "scale":
        return None
    return found_at(line, start, start + 1, Meaning("number", value), Meaning("vague", value), scale=Decimal(value))


def read_several(line: Line, start: int) -> Found | None:
    """beberapa ratus, several hundred, a couple of thousand; a plain couple is a free two."""
    index = start + 2 if line.entry(start + 1).role == "of" else start + 1
    role, value, _ = line.entry(index)
    if role in ("puluh", "ratus", "scale", "dozen"):
        return _scaled_vague(line, start, Decimal(10 if role == "dozen" else value), index + 1)
    value = line.entry(start).value
    return found_at(line, start, start + 1, Meaning("number", value), free=True) if value else None


def read_vague(line: Line, start: int) -> Found | None:
    """puluhan ribu, hundreds of thousands, dozens."""
    entry, index = line.entry(start), start + 1
    if entry.note == "of" and line.entry(index).role != "of":
        return None
    if entry.note == "doubled":  # beribu-ribu
        if not (line.is_sign(index, "-") and line.token(index + 1).kind == "word" and line.token(index + 1).glued):
            return None
        index += 2
    if line.entry(index).role in ("and", "to") and line.entry(index + 1) == entry:  # thousands and thousands
        index += 2
    return _scaled_vague(line, start, Decimal(entry.value), index)


def _scaled_vague(line: Line, start: int, value: Decimal, index: int) -> Found:
    scale: Decimal | None = None
    while value < LARGEST:
        skip = 1 if line.entry(index).role == "of" else 0
        role, text, _ = line.entry(index + skip)
        if not (role == "scale" or (skip and role == "vague" and Decimal(text) > value)):
            break
        value, scale, index = EXACT.multiply(value, Decimal(text)), Decimal(text), index + skip + 1
    meanings = [Meaning("vague", plain(value))]
    if value == 12:  # belasan: a dozen, dozens
        meanings += [Meaning("number", "12"), Meaning("vague", "10")]
    return found_at(line, start, index, *meanings, scale=scale)


def read_multi(line: Line, start: int) -> Found | None:
    """multi-billion, multibillion."""
    index, value = start + 1, line.entry(start).value
    if not value:
        index = start + 2 if line.is_sign(start + 1, "-") else start + 1
        if line.entry(index).role != "scale":
            return None
        value, index = line.entry(index).value, index + 1
    return found_at(line, start, index, Meaning("vague", value))
