"""Amounts: numerals and number words with their magnitude words, vague amounts, fractions, percent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from jembatan.numbers.lexicon import misspelt_scale, shared
from jembatan.numbers.line import Line
from jembatan.numbers.mentions import Found, Meaning, mention
from jembatan.numbers.numerals import Numeral, interpret, plain
from jembatan.numbers.words import EXACT, LARGEST, read_words

_HALF = Decimal("0.5")


def read_amount(line: Line, start: int) -> Found | None:
    """The amount which begins at token ``start``, or None."""
    token = line.token(start)
    if token.kind == "numeral":
        numeral = interpret(token.text, line.language)
        return _numeral_amount(line, start, numeral) if numeral is not None else _literal(line, start)
    role = line.entry(start).role
    if role == "several":
        return _several(line, start)
    if role == "vague":
        return _vague(line, start)
    if role == "half":
        return _half(line, start)
    if role == "multi":
        return _multi(line, start)
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
    if role == "money_abbreviation" and _after_currency(line, start) and _stands_alone(line, index):
        return Decimal(value)
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
        return _bare_scale(line, start)
    value, after = _and_a_half(line, start, words.next, words.value)
    if after != words.next:
        scale = None
        while (factor := _factor(line, start, after)) is not None and value < LARGEST:
            value, scale, after = EXACT.multiply(value, factor), factor, after + 1
        return _finish(line, start, after, value, scale=scale)
    entry = line.entry(words.next)
    if entry.role == "vague" and entry.value == "10" and entry.note == "" and words.value < 10:  # dua puluhan
        value = plain(words.value * 10)
        meanings = (Meaning("decade", value), Meaning("number", value))
        return _span(line, start, words.next + 1, meanings)
    if entry.role == "per" and (below := read_words(line, words.next + 1)) is not None:  # satu per empat
        meaning = Meaning("fraction", f"{plain(words.value)}/{plain(below.value)}")
        return _span(line, start, below.next, (meaning,))
    if entry.role == "denominator":  # dua pertiga, two thirds
        meanings = (Meaning("fraction", f"{plain(words.value)}/{entry.value}"), Meaning("number", plain(words.value)))
        return _span(line, start, words.next + 1, meanings if entry.value == "4" else meanings[:1])  # three quarters
    if entry.role == "" and line.is_sign(words.next, "-") and line.entry(words.next + 1).role == "denominator":
        meaning = Meaning("fraction", f"{plain(words.value)}/{line.entry(words.next + 1).value}")
        return _span(line, start, words.next + 2, (meaning,))
    if line.token(words.next).lower == "words" and line.entry(start).role == "article":  # worth a thousand words
        meanings = (Meaning("number", plain(words.value)), Meaning("vague", plain(words.value)))
        return _span(line, start, words.next, meanings, scale=words.scale)
    single = words.next == start + 1 and line.entry(start).note == "free"
    return _finish(line, start, words.next, words.value, scale=words.scale, free=single)


def _bare_scale(line: Line, start: int) -> Found | None:
    """ "thousand-year-old ruins", "a picture is worth a thousand words": thousands as well as a thousand."""
    role, value, _ = line.entry(start)
    if line.language != "en" or role != "scale":
        return None
    return _span(line, start, start + 1, (Meaning("number", value), Meaning("vague", value)), scale=Decimal(value))


def _several(line: Line, start: int) -> Found | None:
    """beberapa ratus, several hundred, a couple of thousand; a plain couple is a free two."""
    index = start + 2 if line.entry(start + 1).role == "of" else start + 1
    role, value, _ = line.entry(index)
    if role in ("puluh", "ratus", "scale", "dozen"):
        return _scaled_vague(line, start, Decimal(10 if role == "dozen" else value), index + 1)
    value = line.entry(start).value
    return _span(line, start, start + 1, (Meaning("number", value),), free=True) if value else None


def _vague(line: Line, start: int) -> Found | None:
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
    return _span(line, start, index, tuple(meanings), scale=scale)


def _multi(line: Line, start: int) -> Found | None:
    """multi-billion, multibillion."""
    index = start + 1
    value = line.entry(start).value
    if not value:
        index = start + 2 if line.is_sign(start + 1, "-") else start + 1
        if line.entry(index).role != "scale":
            return None
        value, index = line.entry(index).value, index + 1
    return _span(line, start, index, (Meaning("vague", value),))


def _half(line: Line, start: int) -> Found:
    """setengah juta, half a million, half a percent; a plain half is free: paruh waktu, half-time."""
    index = start + 1
    if line.entry(index).role == "article":
        index += 1
    entry = line.entry(index)
    if entry.role == "scale":
        factor = Decimal(entry.value)
        return _finish(line, start, index + 1, EXACT.multiply(_HALF, factor), scale=factor)
    return _part_of_percent(line, start, start + 1, "1/2") or _span(
        line, start, start + 1, (Meaning("fraction", "1/2"),), free=line.language == "en" or _is_idle_half(line, start)
    )


def _is_idle_half(line: Line, start: int) -> bool:
    """A half that counts nothing: paruh waktu, setengah mati. An English half stands for many a word (the eastern half,
    half-time), so that one too many is never told."""
    idle = ("mati", "hati", "jadi", "matang", "sadar", "telanjang")
    return line.token(start).lower == "paruh" or line.token(start + 1).lower in idle


def _part_of_percent(line: Line, start: int, index: int, fraction: str) -> Found | None:
    """ "a quarter of a percent", "setengah persen": the percentage."""
    at = index
    if line.entry(at).role == "of":
        at += 1
    if line.entry(at).role == "article" or line.token(at).lower == "one":
        at += 1
    long_form = line.token(at).lower == "per" and line.token(at + 1).lower == "cent"
    if line.entry(at).role not in ("percent", "percent_point") and not long_form:
        return None
    above, _, below = fraction.partition("/")
    value = EXACT.divide(Decimal(above), Decimal(below))
    if value * Decimal(below) != Decimal(above):
        return None
    end = at + 2 if long_form else at + 1
    found = _span(line, start, end, (Meaning("percent", plain(value)),))
    return Found(replace(found.mention, described=True), found.next)


def _fixed(line: Line, start: int) -> Found | None:
    """Words with one value: seperempat, quarter, both, twice."""
    role, value, note = line.entry(start)
    if role == "denominator":
        if note != "free":
            return None
        fraction = f"1/{value}"
        return _part_of_percent(line, start, start + 1, fraction) or _span(
            line, start, start + 1, (Meaning("fraction", fraction),), free=True
        )
    if role == "fraction" and (found := _part_of_percent(line, start, start + 1, value)) is not None:
        return found
    if line.token(start + 1).kind == "numeral" and line.language == "en" and line.token(start + 1).glued:
        return None
    return _span(line, start, start + 1, (Meaning(role, value),), free=note == "free")


def _literal(line: Line, start: int) -> Found:
    """Digits that are no single number (1.2.3, a long identifier) count as they are written."""
    return _span(line, start, start + 1, (Meaning("name", line.token(start).text),))


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
    if line.entry(start - 1).role == "minus" or (line.is_sign(start - 1, "-−") and _is_minus(line, start - 1)):
        value, first = -value, start - 1
    kind, index = _percent(line, index)
    index = min(index, len(line.tokens))
    meanings = (Meaning(kind, plain(value)),)
    readings = () if doubtful is None else (plain(doubtful),)
    return _span(
        line, first, index, meanings, doubtful=readings, free=free and kind == "number", foreign=foreign, scale=scale
    )


def _percent(line: Line, index: int) -> tuple[str, int]:
    """Kind and end of a number that a percent sign or word may follow; percentage points are another thing."""
    after = index + 1 if line.is_sign(index, "-") else index
    token, following = line.token(after), line.token(after + 1)
    if line.is_sign(after, "‰") or (token.lower in ("per", "permil") and following.lower in ("mille", "mil")):
        return "permille", after + (1 if token.kind == "sign" else 2)
    if token.lower == "permil":
        return "permille", after + 1
    if token.lower in ("poin", "titik") and line.entry(after + 1).role in ("percent", "percent_point"):
        return "percent_point", after + 2
    if line.is_sign(after, "%"):
        return "percent", after + 1
    if line.entry(after).role == "percent":
        points = line.token(after + 1).lower in ("poin", "point", "points")
        return ("percent_point", after + 2) if points else ("percent", after + 1)
    if line.entry(after).role == "percent_point":
        points = line.token(after + 1).lower in ("poin", "point", "points")
        return ("percent_point", after + 2) if points else ("percent", after + 1)
    if token.lower == "per" and following.lower == "cent":
        points = line.token(after + 2).lower in ("point", "points")
        return ("percent_point", after + 3) if points else ("percent", after + 2)
    return "number", index


def _is_minus(line: Line, index: int) -> bool:
    """A hyphen is a sign only where it opens a numeral: " -3", "(-3", not "2-3" or "Kh-59"."""
    if not line.token(index + 1).glued or line.token(index + 1).kind != "numeral":
        return False
    return index > 0 and (not line.token(index).glued or line.is_sign(index - 1, "(["))


def _span(
    line: Line,
    start: int,
    index: int,
    meanings: tuple[Meaning, ...],
    *,
    doubtful: tuple[str, ...] = (),
    free: bool = False,
    foreign: bool = False,
    scale: Decimal | None = None,
) -> Found:
    begin, end = line.token(start).start, line.token(index - 1).end
    made = mention(line.text, begin, end, meanings, doubtful=doubtful, free=free, foreign=foreign, scale=scale)
    return Found(made, index)
