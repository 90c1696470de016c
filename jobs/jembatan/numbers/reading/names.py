"""Names that hold digits (Kh-59, G20, 5G, K1) and Roman numerals: they come through as they are."""

from __future__ import annotations

import re
from dataclasses import replace

from jembatan.numbers.reading.lexicon import shared
from jembatan.numbers.reading.line import Line
from jembatan.numbers.reading.mentions import Found, Meaning, found_at, mention

_QUARTER = re.compile(r"[KQ][1-4]|H[12]")
_LONGEST_SUFFIX = 3


def read_numeral_name(line: Line, index: int) -> Found | None:
    """5G, 4K, 3D: a numeral stuck to letters that are no unit."""
    after = line.token(index + 1)
    if not (after.kind == "word" and after.glued and line.token(index).text.isdigit()):
        return None
    if after.text == "K" and not _money_before(line, index):  # a 10K run, or 10,000
        value = line.token(index).text
        meanings = (Meaning("number", value + "000"), Meaning("name", value + "k"), Meaning("number", value))
        return found_at(line, index, index + 2, *meanings)
    if after.lower in shared("measure") or line.entry(index + 1).role or not after.text[0].isupper():
        return None
    if after.text[0] in "ÂÃ":  # 35Â°W: a degree sign in a wrong encoding
        return None
    return _name(line, index, index + 2) if len(after.text) <= _LONGEST_SUFFIX else None


def _money_before(line: Line, index: int) -> bool:
    return line.token(index - 1).lower in shared("currency")


def read_named_number(line: Line, index: int) -> Found | None:
    """Kh-59, COVID-19, G20: letters stuck to a numeral; K1 and Q1 are a first quarter too."""
    token, after = line.token(index), line.token(index + 1)
    hyphen = after.glued and after.text in ("-", "–", "‑") and line.token(index + 2).glued
    at = index + 2 if hyphen else index + 1
    numeral = line.token(at)
    if token.text[-1] in "ÂÃ":
        return None
    if numeral.kind != "numeral" or not numeral.glued or not token.text[0].isupper():
        return None
    if (
        (line.entry(index).role and token.text != "A")
        or token.lower in shared("currency")
        or token.lower in shared("prefix")
    ):
        return None
    end = at + 1
    while line.token(end).glued and (line.token(end).kind == "numeral" or line.token(end).text.isupper()):
        end += 1
    named = _name(line, index, end)
    if line.language == "id" and token.text == "H" and hyphen and end == at + 1:  # H-7 Lebaran: seven days before
        meanings = (Meaning("name", named.mention.quantity.value), Meaning("number", numeral.text))
        return found_at(line, index, end, *meanings)
    if _QUARTER.fullmatch(named.mention.quantity.surface):
        part = named.mention.quantity.surface[-1]
        return found_at(line, index, end, Meaning("ordinal", part), Meaning("name", named.mention.quantity.value))
    return named


def _name(line: Line, start: int, index: int) -> Found:
    """A name that holds digits; its digits count as a number where the whole name finds no partner."""
    begin, end = line.token(start).start, line.token(index - 1).end
    letters = "".join(
        line.token(at).text.removesuffix("s").lower()  # the 3Ts
        for at in range(start, index)
        if line.token(at).kind != "sign"
    )
    prefix = "".join(line.token(at).lower for at in range(start, index) if line.token(at).kind == "word")
    parts = tuple(
        replace(
            mention(line.text, token.start, token.end, (Meaning("number", token.text.lstrip("0") or "0"),)),
            letters=prefix,
        )
        for token in line.tokens[start:index]
        if token.kind == "numeral"
    )
    return Found(mention(line.text, begin, end, (Meaning("name", letters),), parts=parts), index)


def read_roman(line: Line, index: int) -> Found | None:
    """Perang Dunia II, George III's."""
    token = line.token(index)
    text = token.text.removesuffix("'s").removesuffix("’s")
    value = _roman(text) if len(text) > 1 else None
    before = line.token(index - 1)
    if value is None and before.lower in shared("ranked"):  # Triwulan I, Komisi V; not "in the final set I played"
        value = _roman(text) if line.language == "id" or text != "I" or before.text[:1].isupper() else None
    elif index == 0 or before.kind != "word":
        return None
    if value is None:
        return None
    return Found(mention(line.text, token.start, token.start + len(text), (Meaning("ordinal", value),)), index + 1)


_ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


def _roman(text: str) -> str | None:
    """The value of a Roman numeral up to XXXIX; the larger ones are more often words (XL, CD, MM)."""
    match = _ROMAN.fullmatch(text)
    if match is None or not text:
        return None
    return str(10 * len(match[1]) + _ROMAN_DIGITS[match[2]])
