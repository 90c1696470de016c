"""Ordinals: ``ke-3``, ``ketiga belas``, ``ke empat``, "21st", "twenty-first", "runner-up"."""

from __future__ import annotations

from decimal import Decimal

from jembatan.numbers.reading.lexicon import shared
from jembatan.numbers.reading.line import Line
from jembatan.numbers.reading.mentions import Found, Meaning, found_at
from jembatan.numbers.reading.words import read_words

_SUFFIXES = ("st", "nd", "rd", "th")
_SUPERLATIVE = ("terb", "terk", "tert", "terp", "term", "terl", "ters", "terj")
"""How a superlative begins: kedua terbesar; not terhadap, terdiri."""
_HYPHENS = "-–‑"


def read_numeral_ordinal(line: Line, index: int) -> Found | None:
    """19th."""
    after = line.token(index + 1)
    if line.language == "en" and after.text in _SUFFIXES and line.token(index).text.isdigit():  # also "21 st"
        return found_at(line, index, index + 2, Meaning("ordinal", line.token(index).text.lstrip("0") or "0"))
    return None


def read_ke(line: Line, index: int) -> Found | None:
    """ke-3, ke 55, ke-empat; "ke tiga negara" is a number too: "to three countries"."""
    if line.language != "id" or line.token(index).lower != "ke":
        return None
    hyphen = line.is_sign(index + 1, _HYPHENS)
    at = index + 2 if hyphen else index + 1
    numeral = line.token(at)
    if numeral.kind == "numeral" and numeral.text.isdigit() and (numeral.glued or hyphen):
        return found_at(line, index, at + 1, Meaning("ordinal", numeral.text.lstrip("0") or "0"))
    words = read_words(line, at)
    if words is None or words.value < 2:
        return None
    value = str(words.value)
    if hyphen:
        return found_at(line, index, words.next, Meaning("ordinal", value))
    return None


def read_ordinal_words(line: Line, index: int) -> Found | None:
    """pertama, ketiga belas, third, twenty-first, two hundredth."""
    role, value, note = line.entry(index)
    if role == "ordinal":
        number, end = Decimal(value), index + 1
        if line.language == "id":
            following = line.entry(end).role
            if following in ("belas", "puluh"):
                number = number + 10 if following == "belas" else number * 10
                end, note = end + 1, ""
                if following == "puluh" and line.entry(end).role == "unit":
                    number, end = number + Decimal(line.entry(end).value), end + 1
            elif note == "free" and (
                line.token(index - 1).lower in shared("ranked") or line.token(end).lower.startswith(_SUPERLATIVE)
            ):
                note = ""
        meanings = [Meaning("ordinal", str(number))]
        before = index - 2 if line.is_sign(index - 1, "-") else index - 1
        if line.language == "en" and line.token(before).lower in ("a", "an", "one"):  # one third
            meanings.append(Meaning("fraction", f"1/{number}"))
        return found_at(line, index, end, *meanings, free=note == "free")
    if role == "tens":
        at = index + 2 if line.is_sign(index + 1, "-") else index + 1
        unit = line.entry(at)
        if unit.role == "ordinal" and Decimal(unit.value) < 10:
            return found_at(line, index, at + 1, Meaning("ordinal", str(Decimal(value) + Decimal(unit.value))))
    return None
