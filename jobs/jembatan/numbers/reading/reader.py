"""Reads every quantity of a text, from left to right, the most special reading first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from jembatan.numbers.reading.amounts import read_amount
from jembatan.numbers.reading.clock import read_spoken_time, read_time
from jembatan.numbers.reading.dates import read_date
from jembatan.numbers.reading.lexicon import Language
from jembatan.numbers.reading.line import DateOrder, Line
from jembatan.numbers.reading.mentions import Found, Meaning, Mention, found_at, mention
from jembatan.numbers.reading.names import read_named_number, read_numeral_name, read_roman
from jembatan.numbers.reading.numerals import plain
from jembatan.numbers.reading.numeric_dates import read_numeric_date
from jembatan.numbers.reading.ordinals import read_ke, read_numeral_ordinal, read_ordinal_words
from jembatan.numbers.reading.sharing import share
from jembatan.numbers.reading.units import currency_before, rate_after, unit_after

_WITH_UNIT = frozenset({"number", "vague", "fraction"})
_LAST_ROUNDS = frozenset({"4", "8", "16"})
"""Delapan besar is a quarter-final."""


def scan(text: str, language: Language, published: date | None = None, order: DateOrder | None = None) -> list[Mention]:
    """Every quantity of ``text`` in order, the free ones too."""
    line = Line(text, language, published, order)
    mentions: list[Mention] = []
    index, count = 0, len(line.tokens)
    while index < count:
        token = line.tokens[index]
        if token.kind == "sign" or _broken(line, index):
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
        found = _with_rate(line, _with_unit(line, index, found))
        mentions.append(found.mention)
        index = max(found.next, index + 1)
    return share(line, mentions)


_BROKEN = ("Ã", "Â")
"""What is left of a letter in a wrong encoding, before figures that are left of it too."""


def _broken(line: Line, index: int) -> bool:
    """The 1⁄4 of a "Ã1⁄4" that was an ü."""
    at = index
    while line.token(at).glued and line.token(at).kind != "word":
        at -= 1
    return at < index and line.token(at).kind == "word" and line.token(at).text.endswith(_BROKEN)


def _phrase(line: Line, index: int) -> int:
    for rest in line.lexicon.phrases.get(line.token(index).lower, ()):
        if all(line.token(index + 1 + offset).lower == word for offset, word in enumerate(rest)):
            return 1 + len(rest)
    return 0


def _numeral(line: Line, index: int) -> Found | None:
    return (
        read_numeric_date(line, index)
        or read_date(line, index)
        or read_numeral_ordinal(line, index)
        or _decade(line, index)
        or read_time(line, index)
        or read_numeral_name(line, index)
        or _slashed(line, index)
        or _product(line, index)
        or _short_year(line, index)
        or read_amount(line, index)
    )


def _word(line: Line, index: int) -> Found | None:
    if not line.may_count(index):
        return None
    return (
        read_spoken_time(line, index)
        or read_ke(line, index)
        or read_named_number(line, index)
        or read_roman(line, index)
        or read_date(line, index)
        or read_ordinal_words(line, index)
        or _one_unit(line, index)
        or (read_amount(line, index) if line.entry(index).role else None)
    )


def _with_unit(line: Line, start: int, found: Found) -> Found:
    """Add the unit or currency that stands beside an amount."""
    made = found.mention
    if made.quantity.kind not in _WITH_UNIT or made.unit is not None:
        return found
    value = Decimal(made.quantity.value) if made.quantity.kind == "number" else None
    code = currency_before(line, _first_token(line, start, made))
    if code is not None and code != "$":
        return Found(_of_unit(made, code), found.next)
    behind = found.next
    if made.quantity.kind == "vague" and line.entry(behind).role == "of":  # billions of dollars
        behind += 1
    if made.quantity.kind == "fraction" and line.entry(behind).role == "article":  # half an hour
        behind += 1
    beside = unit_after(line, behind, value)
    if beside is not None:
        made = _millions_or_metres(
            line, found.next, _of_unit(made, code if beside.name == "$" and code else beside.name)
        )
        return Found(made, beside.next)
    if code is not None:
        return Found(_of_unit(made, code), found.next)
    if _is_age(line, start):
        return Found(_of_unit(made, "year"), found.next)
    if line.language == "id" and line.token(found.next).lower == "besar" and made.quantity.value in _LAST_ROUNDS:
        return Found(replace(made, free=True), found.next + 1)
    return found


def _with_rate(line: Line, found: Found) -> Found:
    """Add the unit of "per bulan", "a year"; those words stay to be read as a one of their own."""
    made = found.mention
    if made.quantity.kind not in _WITH_UNIT or made.implied:
        return found
    rate = rate_after(line, found.next)
    return found if rate is None else Found(replace(made, per=rate), found.next)


def _first_token(line: Line, start: int, made: Mention) -> int:
    """The token that the mention begins with: its sign may stand before ``start``."""
    return start - 1 if made.quantity.start < line.token(start).start else start


def _is_age(line: Line, start: int) -> bool:
    """ "aged 18", "berusia 18": years, where no unit is named."""
    at = start - 1
    if line.token(at).lower in ("is", "was", "of", "sekitar", "about"):
        at -= 1
    return line.token(at).lower in ("aged", "age", "berusia", "usia", "berumur", "umur")


def _of_unit(made: Mention, unit: str) -> Mention:
    # Half an hour is no half that may come and go.
    free = made.free and made.quantity.kind != "fraction"
    return replace(made, quantity=replace(made.quantity, unit=unit), free=free)


def _millions_or_metres(line: Line, index: int, made: Mention) -> Mention:
    """15m is fifteen metres or, in English, fifteen million."""
    token = line.token(index)
    plain_number = made.quantity.kind == "number" and made.scale is None
    if line.language == "en" and token.text == "m" and token.glued and plain_number:
        millions = Meaning("number", plain(Decimal(made.quantity.value) * 1_000_000))
        return replace(made, meanings=(*made.meanings, millions), quantity=replace(made.quantity, unit=None))
    return made


def _one_unit(line: Line, index: int) -> Found | None:
    """sejam, "an hour", per ons: a one that only answers a number of that unit; "an hour and a half" is 1.5."""
    role, value, note = line.entry(index)
    if role == "vague_unit":  # decades
        found = found_at(line, index, index + 1, Meaning("vague", value), free=True)
        return Found(_of_unit(found.mention, note), found.next)
    if role == "one_unit":
        return _implied(line, index, index + 1, value)
    if role not in ("article", "per") or (role == "article" and line.language != "en"):
        return None
    at = index + 2 if line.token(index + 1).lower in _WHOLE else index + 1
    beside = unit_after(line, at, Decimal(1))
    if beside is None or line.token(at).lower == "second":
        return None
    rest = [line.token(beside.next + offset).lower for offset in range(3)]
    if rest == ["and", "a", "half"]:
        found = found_at(line, index, beside.next + 3, Meaning("number", "1.5"))
        return Found(_of_unit(found.mention, beside.name), found.next)
    return _implied(line, index, beside.next, beside.name)


_WHOLE = frozenset({"single", "whole", "full", "entire", "further"})


def _implied(line: Line, index: int, end: int, unit: str) -> Found:
    made = found_at(line, index, end, Meaning("number", "1"), free=True).mention
    return Found(replace(made, implied=True, quantity=replace(made.quantity, unit=unit)), end)


def _decade(line: Line, index: int) -> Found | None:
    """1980-an, 1980s, '80s."""
    text, after = line.token(index).text, line.token(index + 1)
    dated = line.token(index - 1).lower in ("tahun", "era", "dekade", "dasawarsa")
    century = len(text) == 3 and text.endswith("00")  # the 800s
    if not (text.isdigit() and (len(text) in (2, 4) or century) and text.endswith("0") and after.glued):
        return None
    if line.language == "en":
        apostrophe = line.is_sign(index + 1, "'’")
        if after.text == "s" or (apostrophe and line.token(index + 2).text == "s" and line.token(index + 2).glued):
            return found_at(line, index, index + (3 if apostrophe else 2), *_decade_meanings(text))
        return None
    if century:  # 500-an orang
        return None
    if after.lower == "an":
        return found_at(line, index, index + 2, *_decade_meanings(text, dated))
    if after.text in ("-", "–", "‑") and line.token(index + 2).lower == "an" and line.token(index + 2).glued:
        return found_at(line, index, index + 3, *_decade_meanings(text, dated))
    return None


def _decade_meanings(text: str, dated: bool = False) -> tuple[Meaning, ...]:
    """1980s are the 80s, and so is "tahun 80-an"; "40-an orang" are about 40 people."""
    meanings = (Meaning("decade", text),)
    if dated and len(text) == 2:
        return (*meanings, Meaning("decade", "19" + text))
    if len(text) == 2:
        return (*meanings, Meaning("number", text))
    return (*meanings, Meaning("decade", text[2:])) if text.startswith("19") else meanings


def _short_year(line: Line, index: int) -> Found | None:
    """Euro '96."""
    token = line.token(index)
    if line.language != "en" or not (token.text.isdigit() and len(token.text) == 2 and token.glued):
        return None
    if not line.is_sign(index - 1, "'’‘") or line.token(index - 1).glued:
        return None
    century = "19" if int(token.text) > 40 else "20"
    return found_at(line, index, index + 1, Meaning("number", century + token.text), Meaning("number", token.text))


def _product(line: Line, index: int) -> Found | None:
    """1 x 24 jam, 2 x 45 menit: so many hours or minutes."""
    times, below, token = line.token(index + 1), line.token(index + 2), line.token(index)
    short = token.text.isdigit() and below.text.isdigit() and len(token.text) < 3 and len(below.text) < 3
    if times.lower not in ("x", "×") or not short:
        return None
    if line.token(index + 3).lower not in ("jam", "menit", "hours", "minutes"):
        return None
    found = found_at(line, index, index + 3, Meaning("number", str(int(token.text) * int(below.text))))
    return Found(replace(found.mention, described=token.text != "1"), found.next)


def _slashed(line: Line, index: int) -> Found | None:
    """1/5, 24/7."""
    sign, below, token = line.token(index + 1), line.token(index + 2), line.token(index)
    if not (sign.text in ("/", "⁄") and sign.glued and below.glued and below.text.isdigit() and token.text.isdigit()):
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
