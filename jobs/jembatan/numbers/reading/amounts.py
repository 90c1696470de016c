"""Amounts: numerals and number words with their magnitude words, vague amounts, fractions, percent."""

from __future__ import annotations

from decimal import Decimal

from jembatan.numbers.reading.lexicon import misspelt_scale, shared
from jembatan.numbers.reading.line import Line
from jembatan.numbers.reading.mentions import Found, Meaning, found_at
from jembatan.numbers.reading.numerals import Numeral, interpret, plain
from jembatan.numbers.reading.percent import percent_after, read_part_of_percent
from jembatan.numbers.reading.vague import read_bare_scale, read_multi, read_several, read_vague
from jembatan.numbers.reading.words import EXACT, LARGEST, read_words

_HALF = Decimal("0.5")


def read_amount(line: Line, start: int) -> Found | None:
    """The amount which begins at token ``start``, or None."""
    token = line.token(start)
    if token.kind == "numeral":
        numeral = interpret(token.text, line.language)
        return _numeral_amount(line, start, numeral) if numeral is not None else _literal(line, start)
    role = line.entry(start).role
    if role == "several":
        return read_several(line, start)
    if role == "vague":
        return read_vague(line, start)
    if role == "half":
        return _half(line, start)
    if role == "multi":
        return read_multi(line, start)
    if role in ("fraction", "denominator", "number", "decade"):
        return _fixed(line, start)
    return _word_amount(line, start)


def _numeral_amount(line: Line, start: int, numeral: Numeral) -> Found:
    value, index = numeral.value, start + 1
    doubtful = numeral.doubtful
    scale: Decimal | None = None
    value, index = _and_a_half(line, start, index, value)
    if line.is_sign(index, "-") and line.token(index).glued and line.entry(index + 1).role in ("scale", "dozen"):
        index += 1
    if line.is_sign(index, "+") and line.token(index).glued and line.entry(index + 1).role == "scale":  # $300+ billion
        index += 1
    while (factor := _factor(line, start, index)) is not None and value < LARGEST:
        value = EXACT.multiply(value, factor)
        doubtful = None if doubtful is None else EXACT.multiply(doubtful, factor)
        scale = factor if scale is None else EXACT.multiply(scale, factor)
        index += 1
    if scale is not None and line.token(index).kind == "numeral":  # 2 juta 300 ribu
        rest = interpret(line.token(index).text, line.language)
        factor = _factor(line, start, index + 1)
        if rest is not None and factor is not None and factor < scale:
            value = EXACT.add(value, EXACT.multiply(rest.value, factor))
            index += 2
    if line.language == "id" and line.is_sign(index, "-") and line.token(index + 1).lower == "an":  # 500-an kilometer
        index += 2
    return _finish(line, start, index, value, scale=scale, doubtful=doubtful, foreign=numeral.foreign)


def _and_a_half(line: Line, start: int, index: int, value: Decimal) -> tuple[Decimal, int]:
    """ "dua setengah", "two and a half", "2½", "2 1/2": the value with its half, and the index after it."""
    entry = line.entry(index)
    if entry.role == "fraction" and not line.token(index).text.isascii() and line.token(index).glued:  # 2½
        above, _, below = entry.value.partition("/")
        return value + Decimal(above) / Decimal(below), index + 1
    if line.language == "id":
        return (value + _HALF, index + 1) if line.token(index).lower == "setengah" else (value, index)
    words: list[str] = []
    at = index
    while len(words) < 3 and line.token(at).kind != "end":
        if not line.is_sign(at, "-"):
            words.append(line.token(at).lower)
        at += 1
    return (value + _HALF, at) if words == ["and", "a", "half"] else (value, index)


def _factor(line: Line, start: int, index: int) -> Decimal | None:
    """The magnitude word at ``index`` of an amount whose numeral stands at ``start``."""
    role, value, _ = line.entry(index)
    # 20 millions; Rp100 jutaan, which is about 100 million
    if role in ("scale", "dozen", "ratus", "puluh") or (role == "vague" and len(value) > 3):
        return Decimal(value)
    if role == "" and line.language == "id" and line.token(index).kind == "word":
        misspelt = misspelt_scale(line.token(index).lower)
        return Decimal(misspelt.value) if misspelt is not None else None
    if role == "abbreviation" and _stands_alone(line, index):
        return Decimal(value)
    if role == "money_abbreviation" and _stands_alone(line, index):
        behind = line.language == "id" and line.token(index + 1).lower in shared("currency")  # 3,2 M dolar AS
        return Decimal(value) if behind or _after_currency(line, start) else None
    return None


def _stands_alone(line: Line, index: int) -> bool:
    following = line.token(index + 1)
    return not (following.glued and (following.kind == "numeral" or following.text in ("'", "’")))


def _after_currency(line: Line, start: int) -> bool:
    before = start - 1
    if line.is_sign(before, ".") and line.token(before).glued:
        before -= 1
    return line.token(before).lower in shared("currency")


def _word_amount(line: Line, start: int) -> Found | None:
    words = read_words(line, start)
    if words is None:
        return read_bare_scale(line, start)
    value, after = _and_a_half(line, start, words.next, words.value)
    if after != words.next:
        scale = None
        while (factor := _factor(line, start, after)) is not None and value < LARGEST:
            value, scale, after = EXACT.multiply(value, factor), factor, after + 1
        return _finish(line, start, after, value, scale=scale)
    entry = line.entry(words.next)
    if entry.role == "vague" and entry.value == "10" and entry.note == "" and words.value < 10:  # dua puluhan
        tens = plain(words.value * 10)
        meanings = (Meaning("decade", tens), Meaning("number", tens))
        return found_at(line, start, words.next + 1, *meanings)
    if entry.role == "per" and (below := read_words(line, words.next + 1)) is not None:  # satu per empat
        meaning = Meaning("fraction", f"{plain(words.value)}/{plain(below.value)}")
        return found_at(line, start, below.next, meaning)
    if entry.role == "denominator":  # dua pertiga, two thirds
        meanings = (Meaning("fraction", f"{plain(words.value)}/{entry.value}"), Meaning("number", plain(words.value)))
        return found_at(
            line, start, words.next + 1, *meanings if entry.value == "4" else meanings[:1]
        )  # three quarters
    if entry.role == "" and line.is_sign(words.next, "-") and line.entry(words.next + 1).role == "denominator":
        meaning = Meaning("fraction", f"{plain(words.value)}/{line.entry(words.next + 1).value}")
        return found_at(line, start, words.next + 2, meaning)
    if line.token(words.next).lower == "words" and line.entry(start).role == "article":  # worth a thousand words
        meanings = (Meaning("number", plain(words.value)), Meaning("vague", plain(words.value)))
        return found_at(line, start, words.next, *meanings, scale=words.scale)
    single = words.next == start + 1 and line.entry(start).note == "free" and line.token(start - 1).lower != "tanggal"
    return _finish(line, start, words.next, words.value, scale=words.scale, free=single)


def _half(line: Line, start: int) -> Found:
    """setengah juta, half a million, half a percent; a plain half is free: paruh waktu, half-time."""
    index = start + 1
    if line.entry(index).role == "article":
        index += 1
    entry = line.entry(index)
    if entry.role in ("scale", "dozen"):
        factor = Decimal(entry.value)
        return _finish(line, start, index + 1, EXACT.multiply(_HALF, factor), scale=factor)
    return read_part_of_percent(line, start, start + 1, "1/2") or found_at(
        line, start, start + 1, Meaning("fraction", "1/2"), free=line.language == "en" or _is_idle_half(line, start)
    )


def _is_idle_half(line: Line, start: int) -> bool:
    """A half that counts nothing: paruh waktu, setengah mati. An English half stands for many a word (the eastern half,
    half-time), so that one too many is never told."""
    idle = ("mati", "hati", "jadi", "matang", "sadar", "telanjang")
    return line.token(start).lower == "paruh" or line.token(start + 1).lower in idle


def _fixed(line: Line, start: int) -> Found | None:
    """Words with one value: seperempat, quarter, both, twice."""
    role, value, note = line.entry(start)
    if role == "denominator":
        if note != "free":
            return None
        fraction = f"1/{value}"
        if (scaled := _share_of_scale(line, start, fraction)) is not None:
            return scaled
        return read_part_of_percent(line, start, start + 1, fraction) or found_at(
            line, start, start + 1, Meaning("fraction", fraction), free=True
        )
    if role == "fraction" and (scaled := _share_of_scale(line, start, value)) is not None:
        return scaled
    if role == "fraction" and (found := read_part_of_percent(line, start, start + 1, value)) is not None:
        return found
    if line.token(start + 1).kind == "numeral" and line.language == "en" and line.token(start + 1).glued:
        return None
    return found_at(line, start, start + 1, Meaning(role, value), free=note == "free")


def _share_of_scale(line: Line, start: int, fraction: str) -> Found | None:
    """seperempat juta, "a quarter of a million"."""
    index = start + 1
    while line.entry(index).role in ("of", "article"):
        index += 1
    entry = line.entry(index)
    above, _, below = fraction.partition("/")
    if entry.role != "scale":
        return None
    factor = Decimal(entry.value)
    return _finish(
        line, start, index + 1, EXACT.divide(EXACT.multiply(factor, Decimal(above)), Decimal(below)), scale=factor
    )


def _literal(line: Line, start: int) -> Found:
    """Digits that are no single number (1.2.3, a long identifier) count as they are written."""
    return found_at(line, start, start + 1, Meaning("name", line.token(start).text))


def _finish(
    line: Line,
    start: int,
    index: int,
    value: Decimal,
    *,
    scale: Decimal | None = None,
    doubtful: Decimal | None = None,
    foreign: bool = False,
    free: bool = False,
) -> Found:
    """Add what stands around an amount: a sign before it, percent behind it."""
    first = start
    minus = line.entry(start - 1).role == "minus" and not _plus_before(line, start - 1)
    if minus or (line.is_sign(start - 1, "-−") and _is_minus(line, start - 1)):
        value, first = -value, start - 1
    kind, index = percent_after(line, index)
    index = min(index, len(line.tokens))
    meanings = (Meaning(kind, plain(value)),)
    readings = () if doubtful is None else (plain(doubtful),)
    return found_at(
        line, first, index, *meanings, doubtful=readings, free=free and kind == "number", foreign=foreign, scale=scale
    )


def _plus_before(line: Line, index: int) -> bool:
    """plus minus 3 persen: a margin, no sign."""
    joined = line.is_sign(index - 1, "-/") or line.entry(index - 1).role in ("and", "to")
    return line.token(index - 2 if joined else index - 1).lower == "plus"


def _is_minus(line: Line, index: int) -> bool:
    """A hyphen is a sign only where it opens a numeral: " -3", "(-3", not "2-3" or "Kh-59"."""
    if not line.token(index + 1).glued or line.token(index + 1).kind != "numeral":
        return False
    return index == 0 or not line.token(index).glued or line.is_sign(index - 1, "([")
