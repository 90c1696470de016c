"""Reads every quantity of a text, from left to right, the most special reading first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from jembatan.numbers.amounts import read_amount
from jembatan.numbers.clock import read_time
from jembatan.numbers.dates import read_date
from jembatan.numbers.lexicon import Language, shared
from jembatan.numbers.line import Line
from jembatan.numbers.mentions import Found, Meaning, Mention, mention
from jembatan.numbers.numeric_dates import read_numeric_date

_ORDINAL_SUFFIXES = ("st", "nd", "rd", "th")


def scan(text: str, language: Language, published: date | None = None) -> list[Mention]:
    """Every quantity of ``text`` in order, the free ones too."""
    line = Line(text, language, published)
    mentions: list[Mention] = []
    index, count = 0, len(line.tokens)
    while index < count:
        token = line.tokens[index]
        if token.kind == "sign":
            index += 1
            continue
        skipped = _phrase(line, index)
        if skipped:
            index += skipped
            continue
        found = _numeral(line, index) if token.kind == "numeral" else _word(line, index)
        if found is None:
            index += 1
            continue
        mentions.append(found.mention)
        index = max(found.next, index + 1)
    return _spread_over_ranges(line, mentions)


def _phrase(line: Line, index: int) -> int:
    for rest in line.lexicon.phrases.get(line.token(index).lower, ()):
        if all(line.token(index + 1 + offset).lower == word for offset, word in enumerate(rest)):
            return 1 + len(rest)
    return 0


def _numeral(line: Line, index: int) -> Found | None:
    return (
        read_numeric_date(line, index)
        or read_date(line, index)
        or _ordinal_suffix(line, index)
        or _decade(line, index)
        or read_time(line, index)
        or _numeral_name(line, index)
        or _slashed(line, index)
        or read_amount(line, index)
    )


def _word(line: Line, index: int) -> Found | None:
    return (
        _named_number(line, index)
        or _roman(line, index)
        or read_date(line, index)
        or _ordinal_words(line, index)
        or (read_amount(line, index) if line.entry(index).role else None)
    )


def _made(line: Line, start: int, index: int, *meanings: Meaning, free: bool = False) -> Found:
    begin, end = line.token(start).start, line.token(index - 1).end
    return Found(mention(line.text, begin, end, meanings, free=free), index)


def _ordinal_suffix(line: Line, index: int) -> Found | None:
    """19th."""
    after = line.token(index + 1)
    if line.language == "en" and after.glued and after.lower in _ORDINAL_SUFFIXES and line.token(index).text.isdigit():
        return _made(line, index, index + 2, Meaning("ordinal", line.token(index).text.lstrip("0") or "0"))
    return None


def _decade(line: Line, index: int) -> Found | None:
    """1980-an, 1980s, '80s."""
    text, after = line.token(index).text, line.token(index + 1)
    if not (text.isdigit() and len(text) in (2, 4) and text.endswith("0") and after.glued):
        return None
    if line.language == "en":
        apostrophe = line.is_sign(index + 1, "'’")
        if after.text == "s" or (apostrophe and line.token(index + 2).text == "s" and line.token(index + 2).glued):
            return _made(line, index, index + (3 if apostrophe else 2), *_decade_meanings(text))
        return None
    if after.lower == "an":
        return _made(line, index, index + 2, *_decade_meanings(text))
    if after.text in ("-", "–") and line.token(index + 2).lower == "an" and line.token(index + 2).glued:
        return _made(line, index, index + 3, *_decade_meanings(text))
    return None


def _decade_meanings(text: str) -> tuple[Meaning, ...]:
    """1980s are the 80s; "40-an orang" are about 40 people."""
    meanings = (Meaning("decade", text),)
    if len(text) == 2:
        return (*meanings, Meaning("number", text))
    return (*meanings, Meaning("decade", text[2:])) if text.startswith("19") else meanings


def _numeral_name(line: Line, index: int) -> Found | None:
    """5G, 4K, 3D: a numeral stuck to letters that are no unit."""
    after = line.token(index + 1)
    if not (after.kind == "word" and after.glued and line.token(index).text.isdigit()):
        return None
    if (
        after.lower in shared("measure")
        or line.entry(index + 1).role
        or not after.text[0].isupper()
        or len(after.text) > 3
    ):
        return None
    return _name(line, index, index + 2)


def _named_number(line: Line, index: int) -> Found | None:
    """Kh-59, COVID-19, G20, ke-19: letters stuck to a numeral."""
    token, after = line.token(index), line.token(index + 1)
    hyphen = after.glued and after.text in ("-", "–") and line.token(index + 2).glued
    at = index + 2 if hyphen else index + 1
    numeral = line.token(at)
    if line.language == "id" and token.lower == "ke" and numeral.kind == "numeral" and numeral.text.isdigit():
        return _made(line, index, at + 1, Meaning("ordinal", numeral.text.lstrip("0") or "0"))
    if numeral.kind != "numeral" or not numeral.glued or not token.text[0].isupper():
        return None
    if line.entry(index).role or token.lower in shared("currency") or token.lower in shared("prefix"):
        return None
    end = at + 1
    while line.token(end).glued and (line.token(end).kind == "numeral" or line.token(end).text.isupper()):
        end += 1
    return _name(line, index, end)


def _name(line: Line, start: int, index: int) -> Found:
    """A name that holds digits; its digits count as a number where the whole name finds no partner."""
    begin, end = line.token(start).start, line.token(index - 1).end
    letters = "".join(line.token(at).lower for at in range(start, index) if line.token(at).kind != "sign")
    parts = tuple(
        mention(line.text, token.start, token.end, (Meaning("number", token.text.lstrip("0") or "0"),))
        for token in line.tokens[start:index]
        if token.kind == "numeral"
    )
    return Found(mention(line.text, begin, end, (Meaning("name", letters),), parts=parts), index)


def _slashed(line: Line, index: int) -> Found | None:
    """1/5, 24/7."""
    sign, below, token = line.token(index + 1), line.token(index + 2), line.token(index)
    if not (sign.text == "/" and sign.glued and below.glued and below.text.isdigit() and token.text.isdigit()):
        return None
    if len(token.text) > 2 or len(below.text) > 2 or line.is_sign(index + 3, "/"):
        return None
    parts = tuple(
        mention(line.text, part.start, part.end, (Meaning("number", part.text.lstrip("0") or "0"),))
        for part in (token, below)
    )
    value = "/".join(part.quantity.value for part in parts)
    made = mention(line.text, token.start, below.end, (Meaning("fraction", value),), parts=parts)
    return Found(made, index + 3)


def _roman(line: Line, index: int) -> Found | None:
    """Perang Dunia II."""
    token = line.token(index)
    value = shared("roman").get(token.text)
    if value is None or index == 0 or not line.token(index - 1).text[0].isupper():
        return None
    return _made(line, index, index + 1, Meaning("ordinal", value))


def _ordinal_words(line: Line, index: int) -> Found | None:
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
        meanings = [Meaning("ordinal", str(number))]
        before = index - 2 if line.is_sign(index - 1, "-") else index - 1
        if line.language == "en" and line.token(before).lower in ("a", "an", "one"):  # one third
            meanings.append(Meaning("fraction", f"1/{number}"))
        return _made(line, index, end, *meanings, free=note == "free")
    if role == "tens":
        at = index + 2 if line.is_sign(index + 1, "-") else index + 1
        unit = line.entry(at)
        if unit.role == "ordinal" and Decimal(unit.value) < 10:
            return _made(line, index, at + 1, Meaning("ordinal", str(Decimal(value) + Decimal(unit.value))))
    return None


def _spread_over_ranges(line: Line, mentions: list[Mention]) -> list[Mention]:
    """In "5 hingga 6 persen" and "2-3 juta" the first number may share the percent or the magnitude."""
    for position in range(len(mentions) - 1):
        here, there = mentions[position], mentions[position + 1]
        if _abbreviated_year(line, here, there):  # 1975-90
            century = here.quantity.value[:2]
            meanings = (*there.meanings, Meaning("number", century + there.quantity.value))
            mentions[position + 1] = replace(there, meanings=meanings)
            continue
        if there.quantity.kind == "time" and (hour := _hour(line, here, there)) is not None:  # 8 to 10 a.m.
            meanings = (*here.meanings, *(Meaning("time", f"{half:02d}:00") for half in (hour, (hour + 12) % 24)))
            mentions[position] = replace(here, meanings=meanings)
            continue
        if here.quantity.kind != "number" or there.quantity.kind not in ("number", "percent") or here.scale is not None:
            continue
        if here.quantity.end > there.quantity.start:
            continue
        between = line.text[here.quantity.end : there.quantity.start].strip().lower()
        if between not in _RANGE[line.language]:
            continue
        value = Decimal(here.quantity.value)
        extra: list[Meaning] = []
        if there.quantity.kind == "percent":
            extra.append(Meaning("percent", here.quantity.value))
        if there.scale is not None and value < 1000 and len(here.quantity.value) < 30:
            extra.append(
                Meaning("number", str(int(value * there.scale)) if value == int(value) else f"{value * there.scale:f}")
            )
        if extra:
            mentions[position] = replace(here, meanings=(*here.meanings, *extra))
    return mentions


def _hour(line: Line, here: Mention, there: Mention) -> int | None:
    between = line.text[here.quantity.end : there.quantity.start].strip().lower()
    if between not in _RANGE[line.language] or not here.quantity.surface.isdigit() or len(here.quantity.surface) > 2:
        return None
    hour = int(here.quantity.surface)
    return hour if hour < 24 else None


def _abbreviated_year(line: Line, here: Mention, there: Mention) -> bool:
    first, second = here.quantity.surface, there.quantity.surface
    if not (first.isdigit() and len(first) == 4 and first[:2] in ("18", "19", "20") and second.isdigit()):
        return False
    return len(second) == 2 and line.text[here.quantity.end : there.quantity.start] in ("-", "–", "/")


_RANGE = {
    "id": {"-", "–", "—", "hingga", "sampai", "sampai dengan", "atau", "dan", "ke", "s/d", ","},
    "en": {"-", "–", "—", "to", "or", "and", "through", ","},
}
