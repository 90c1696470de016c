"""Rewriting the form of a number in a translation, without a model, where only one reading of it is possible.

Three forms: separators (``11.800`` and ``11, 800`` become ``11,800``), the magnitude word (``$125 million`` for
``$1,25 miliar`` becomes ``$1.25 billion``), and the order of day and month. The figures themselves are never changed:
source and target must have the same digits, once each. Whatever the rules make is compared again, and kept only if it
is better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from jembatan import numbers
from jembatan.numbers import DateOrder
from jembatan.quantities import NumberMatch, Quantity

_INDONESIAN = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
_ENGLISH = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SHORT = {"k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "tn": 12, "trn": 12}
_WORD = {power: word for word, power in _ENGLISH.items()}
_ABBREVIATION = {3: "k", 6: "m", 9: "bn", 12: "tn"}

_MAGNITUDE = "|".join(sorted([*_INDONESIAN, *_ENGLISH], key=len, reverse=True))
# Letters before figures make a name (F-16, B1234), but for those of a currency.
_START = r"(?<![\d.,/:-])(?:(?<=Rp)|(?<=RM)|(?<=IDR)|(?<=USD)|(?<!\w))"
_NUMERAL = _START + r"(?P<figures>\d+(?:[.,]\d+)*)"
_SOURCE = re.compile(_NUMERAL + rf"(?:\s(?P<word>{_MAGNITUDE})\b)?", re.IGNORECASE)
_AFTER = (
    rf"(?:(?P<joint>[\s-])(?P<word>{_MAGNITUDE})\b|(?P<short>{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b)?"
)
_TARGET = re.compile(_NUMERAL + _AFTER, re.IGNORECASE)
# "11, 800": a machine's space after the separator.
_SPACED = re.compile(_START + r"(?P<figures>\d+(?:[.,]\s\d+)+)(?![.,]?\d)" + _AFTER, re.IGNORECASE)

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_SPELLED = re.compile(rf"\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})\b|\b(?P<day2>\d{{1,2}})\s(?P<month2>{_MONTH})\b")
_SLASHED = re.compile(r"(?<![\w/])\d{1,2}([/-])\d{1,2}(?:\1\d{2,4})?(?![\w/])")


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the target as it was and as it is."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A target with some of its numbers written anew."""

    text: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    after: str


def rewrite(
    source: str, target: str, published: date | None = None, order: DateOrder | None = None
) -> Rewritten | None:
    """The English ``target`` with the form of its wrong numbers put right by the Indonesian ``source``, or None where
    no rule is certain. A change is made only if fewer numbers are wrong after it."""
    text, changes = target, []
    wrong = _errors(source, text, published, order)
    while wrong:
        for edit in _edits(source, text, wrong, published, order):
            candidate = text[: edit.start] + edit.after + text[edit.end :]
            left = _errors(source, candidate, published, order)
            if len(left) < len(wrong):
                changes.append(Change(text[edit.start : edit.end], edit.after))
                text, wrong = candidate, left
                break
        else:
            break
    return Rewritten(text, tuple(changes)) if changes else None


def _errors(source: str, target: str, published: date | None, order: DateOrder | None) -> list[NumberMatch]:
    matches = numbers.compare("", source, target, published, order=order).matches
    return [match for match in matches if match.verdict == "error"]


def _edits(
    source: str, target: str, wrong: Sequence[NumberMatch], published: date | None, order: DateOrder | None
) -> Iterator[_Edit]:
    figures = list(_SOURCE.finditer(source))
    places = [*_TARGET.finditer(target), *_SPACED.finditer(target)]
    for quantity in (match.source for match in wrong if match.source is not None):
        here = [found for found in figures if found.start() < quantity.end and quantity.start < found.end()]
        if len(here) == 1:
            digits = _digits(here[0])
            there = [place for place in places if _digits(place) == digits]
            alone = sum(_digits(found) == digits for found in figures) == 1
            if alone and len(there) == 1 and _value(here[0]) == _number(quantity):
                yield _Edit(there[0].start(), there[0].end(), _written(here[0], there[0]))
    yield from _date_edits(source, target, published, order)


def _digits(found: re.Match[str]) -> str:
    return re.sub(r"\D", "", found["figures"])


def _value(found: re.Match[str]) -> Decimal | None:
    """The value of an Indonesian figure with its magnitude word."""
    try:
        return Decimal(_english(found["figures"]).replace(",", "")).scaleb(
            _INDONESIAN.get((found["word"] or "").lower(), 0)
        )
    except InvalidOperation:
        return None


def _number(quantity: Quantity) -> Decimal | None:
    try:
        return Decimal(quantity.value)
    except InvalidOperation:
        return None


def _english(figures: str) -> str:
    return figures.translate(str.maketrans(".,", ",."))


def _written(source: re.Match[str], place: re.Match[str]) -> str:
    """The source's figure in English: ``50 ribu`` as 50,000, larger magnitudes with their word."""
    figures = _english(source["figures"])
    power = _INDONESIAN.get((source["word"] or "").lower(), 0)
    if power == 3:
        return f"{Decimal(figures.replace(',', '')) * 1000:,f}".removesuffix(".0")
    if not power:
        return figures
    if place["short"]:
        return figures + _ABBREVIATION[power]
    return figures + (place["joint"] or " ") + _WORD[power]


def _date_edits(source: str, target: str, published: date | None, order: DateOrder | None) -> Iterator[_Edit]:
    """Day and month exchanged, where each side has one date. Where both orders may be right there is no error."""
    here = [found for found in numbers.read(source, "id", published, order) if found.kind == "date"]
    there = [found for found in numbers.read(target, "en", published) if found.kind == "date"]
    if len(here) != 1 or len(there) != 1 or here[0].readings:  # a date that nothing settles is left to a person
        return
    wanted, found = _Day.of(here[0].value), _Day.of(there[0].value)
    if wanted is None or found is None or (wanted.day, wanted.month) != (found.month, found.day):
        return
    surface, start = target[there[0].start : there[0].end], there[0].start
    spelled, slashed = _SPELLED.search(surface), _SLASHED.search(surface)
    month = _MONTHS[wanted.month - 1]
    if spelled is not None:
        after = f"{month} {wanted.day}" if spelled["month"] else f"{wanted.day} {month}"
        yield _Edit(start + spelled.start(), start + spelled.end(), after)
    elif slashed is not None:
        # In figures English readers do not agree on the order: spelled out they do.
        year = f" {wanted.year}" if slashed[0].count(slashed[1]) == 2 and wanted.year else ""
        yield _Edit(start + slashed.start(), start + slashed.end(), f"{wanted.day} {month}{year}")


@dataclass(frozen=True, slots=True)
class _Day:
    year: str
    month: int
    day: int

    @classmethod
    def of(cls, value: str) -> _Day | None:
        """Of an ISO date with or without its year (``2024-10-12``, ``--10-12``); None for less than a day."""
        found = re.fullmatch(r"(\d{4}|-)-(\d\d?)-(\d\d?)", value)
        if found is None or not 1 <= int(found[2]) <= 12:
            return None
        return cls(found[1].strip("-"), int(found[2]), int(found[3]))
