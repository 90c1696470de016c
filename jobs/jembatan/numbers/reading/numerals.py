"""Digits with separators, read by the convention of a language: ``11.800`` is 11800 in Indonesian, 11.8 in English."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from jembatan.numbers.reading.lexicon import Language

LONGEST = 40
"""Numerals with more characters are identifiers: they are compared as they are."""

_GROUPED = {
    "id": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
    "en": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
}
_DECIMAL = {"id": re.compile(r"[0-9]+,[0-9]+"), "en": re.compile(r"[0-9]+\.[0-9]+")}


class Numeral(NamedTuple):
    """``doubtful`` is the value by the other language's convention where the form allows both. ``foreign``:
    the form is only possible by the other language's convention."""

    value: Decimal
    doubtful: Decimal | None = None
    foreign: bool = False


def plain(value: Decimal) -> str:
    """Plain decimal notation without exponent or trailing zeros: the value's one and only spelling."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def interpret(text: str, language: Language) -> Numeral | None:
    """Read ``[0-9]+([.,][0-9]+)*``. None for what is no single number in either convention (``1.2.3``)."""
    if len(text) > LONGEST:
        return None
    if text.isdigit():
        return Numeral(Decimal(text))
    if any(sign.isspace() for sign in text):
        return Numeral(Decimal("".join(text.split())))
    own = _by_convention(text, language)
    other = _by_convention(text, "en" if language == "id" else "id")
    if own is not None:
        return Numeral(own, other if other != own else None)
    return Numeral(other, foreign=True) if other is not None else None


def _by_convention(text: str, language: Language) -> Decimal | None:
    group, mark = (".", ",") if language == "id" else (",", ".")
    if _GROUPED[language].fullmatch(text):
        return Decimal(text.replace(group, "").replace(mark, "."))
    if _DECIMAL[language].fullmatch(text):
        return Decimal(text.replace(mark, "."))
    return None
