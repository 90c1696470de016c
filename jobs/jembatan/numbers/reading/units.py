"""What a number counts: units and currencies beside it, which of them say the same, and what one is in another."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from jembatan.numbers.reading.lexicon import Language, rows
from jembatan.numbers.reading.line import Line

ANY_DOLLAR = "$"
_DOLLARS = frozenset({ANY_DOLLAR, "USD", "SGD", "AUD", "HKD", "CAD", "NZD", "TWD"})
# Two names that one word may stand for: "pounds" are money or weight, a degree names no scale.
_ALIKE = frozenset({frozenset({"GBP", "pound"}), frozenset({"degree", "C"}), frozenset({"degree", "F"})})
_WON_AT_LEAST = 1000
"""Below this, "won" behind a number is a verb."""


_PER = {"id": {"per", "setiap", "tiap", "se"}, "en": {"per", "a", "an", "each", "every"}}


_BETWEEN = {
    "id": {"unit"},
    "en": {"more", "additional", "extra", "further", "straight", "consecutive", "full", "long"},
}


class Unit(NamedTuple):
    """``factor`` is one of it in the base unit of ``dimension``."""

    dimension: str
    factor: Decimal


class Beside(NamedTuple):
    """A unit or currency that was read, and the index of the token after it."""

    name: str
    next: int


@cache
def units() -> dict[str, Unit]:
    """All units by name."""
    return {row[0]: Unit(row[1], Decimal(row[2])) for row in rows("units.tsv")}


@cache
def currencies() -> frozenset[str]:
    """The codes of all currencies."""
    return frozenset(row[0] for row in rows("currencies.tsv"))


@cache
def _phrases(language: Language) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word of a phrase to the words after it and its unit or currency, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    column = 3 if language == "id" else 4
    listed = [(row[column], row[0]) for row in rows("units.tsv")]
    listed += [(row[2 if language == "id" else 3], row[0]) for row in rows("currencies.tsv")]
    for phrases, name in listed:
        for phrase in filter(None, phrases.split(",")):
            first, *rest = phrase.split()
            found.setdefault(first, []).append((tuple(rest), name))
    for several in found.values():
        several.sort(key=lambda entry: -len(entry[0]))
    return found


@cache
def _signs() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Last token of a sign before a number to the tokens before that one and the currency, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows("currencies.tsv"):
        for sign in filter(None, row[1].split(",")):
            *before, last = sign.split()
            found.setdefault(last, []).append((tuple(reversed(before)), row[0]))
    for several in found.values():
        several.sort(key=lambda entry: -len(entry[0]))
    return found


def unit_after(line: Line, index: int, value: Decimal | None = None) -> Beside | None:
    """The unit or currency that begins at token ``index``, also behind a hyphen ("155-mm", "24-year-old")."""
    hyphen = line.is_sign(index, "-‐‑") and line.token(index + 1).glued
    at = index + 1 if hyphen else index
    if line.token(at).lower in _BETWEEN[line.language]:  # six more months
        at += 1
    token = line.token(at)
    if token.kind == "end" or (token.lower == "minggu" and token.text[0].isupper()):
        return None
    if len(token.text) == 1 and token.text.isupper() and token.kind == "word":
        return None
    for rest, name in _phrases(line.language).get(token.lower, ()):
        end = _end_of(line, at + 1, rest)
        if end is not None:
            if name == "KRW" and line.language == "en" and (value is None or value < _WON_AT_LEAST):
                continue
            # "two second-half goals"
            if token.lower == "second" and not hyphen and value != 1:
                continue
            return Beside(name, end)
    return None


def _end_of(line: Line, index: int, words: tuple[str, ...]) -> int | None:
    """The index after ``words`` at ``index``, hyphens between them passed over ("1.2-square-kilometre"), or None."""
    for word in words:
        if line.token(index).lower != word and line.is_sign(index, "-") and line.token(index).glued:
            index += 1
        if line.token(index).lower != word:
            return None
        index += 1
    return index


@cache
def _names(unit: str) -> re.Pattern[str]:
    phrases = [row[4] for row in rows("units.tsv") if row[0] == unit]
    phrases += [row[3] for row in rows("currencies.tsv") if agree(row[0], unit)]
    known = [phrase for phrase in ",".join(phrases).split(",") if len(phrase) > 1]
    words = [re.escape(phrase).replace(r"\ /\ ", r"\s*/\s*") for phrase in known]
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b" if words else r"(?!)", re.IGNORECASE)


def named_units(text: str, unit: str) -> list[int]:
    """Where an English text names a unit, or any currency that may be the one called ``unit``."""
    return [match.start() for match in _names(unit).finditer(text)]


def rate_after(line: Line, index: int) -> str | None:
    """The unit of "per bulan", "/kg", "a year" that follows an amount."""
    token = line.token(index)
    if line.entry(index).role == "one_unit":  # 4 jam sehari
        return line.entry(index).value
    if token.lower not in _PER[line.language] and not (token.text == "/" and token.glued):
        return None
    beside = unit_after(line, index + 1, Decimal(1))
    return beside.name if beside is not None else None


def currency_before(line: Line, start: int) -> str | None:
    """The currency whose sign stands before token ``start``: Rp, US$, S$, RM."""
    at = start - 1
    if line.is_sign(at, ".") and line.token(at).glued and line.token(at - 1).lower == "rp":
        at -= 1
    token = line.token(at)
    # "s" of "U.S." before a number is no sign of a currency; "Rp" is, also before a space.
    if token.kind == "end":
        return None
    for before, code in _signs().get(token.lower, ()):
        letters = [line.token(at - 1 - offset) for offset in range(len(before))]
        # "a $3 million deal" is no Australian one.
        if [sign.lower for sign in letters] == list(before) and not any(sign.text.islower() for sign in letters):
            return code
    return None


def agree(one: str | None, other: str | None) -> bool:
    """Whether two numbers with these units can say the same. What is not named is not contradicted."""
    if one is None or other is None or one == other:
        return True
    if ANY_DOLLAR in (one, other):
        return one in _DOLLARS and other in _DOLLARS
    return frozenset({one, other}) in _ALIKE


def narrower(one: str | None, other: str | None) -> bool:
    """Whether one is a dollar of some other country and the other just a dollar, which is read as the American one."""
    return other == ANY_DOLLAR and one in _DOLLARS - {ANY_DOLLAR, "USD"}


def measures(name: str | None) -> bool:
    """Whether it is a unit of length, weight or the like: a figure without it says something else. Time is left out:
    "tiga tahun" may be "three" beside "years" elsewhere in the sentence."""
    unit = units().get(name) if name is not None else None
    return unit is not None and unit.dimension not in ("time", "angle", "temperature", "points")


def in_unit(value: Decimal, one: str, other: str) -> Decimal | None:
    """``value`` of unit ``one`` in unit ``other``, or None where the two measure different things."""
    here, there = units().get(one), units().get(other)
    if {one, other} <= {"C", "F", "degree"}:
        if other == "F" or (one == "C" and other == "degree"):
            return value * 9 / 5 + 32
        return (value - 32) * 5 / 9
    if here is None or there is None or here.dimension != there.dimension:
        return None
    return value * here.factor / there.factor
