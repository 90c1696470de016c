"""How English a text looks: by the letters of its words and by the order of its words."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from jembatan.guard.tables import followers, words

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[,.;:?!]")
_DOTS = re.compile(r"\.{2,}")
_PLAIN = re.compile(r"(?<![\w'’.-])[a-z]{3,}(?![\w'’-])")
_ENDINGS = ("ing", "ed", "ly", "tion", "ment", "ness", "ity", "ers", "er", "al", "ive", "ous", "ic", "ies", "es", "s")
_NAME = "<capital>"
_RARE = 0.5
"""Added to every count: what never followed is rare, not impossible."""


def letters(text: str) -> list[str]:
    """The words of ``text`` whose letters can be judged: three ASCII letters or more, all in lower case."""
    return _PLAIN.findall(text)


def classes(text: str) -> list[str]:
    """One class for each word and stop of ``text``: a function word is its own class, a stop too; other words go by
    capital, digit or ending. Quotation marks, dashes and dots are passed over: writers differ in them. A name of
    several words counts once."""
    found = [_class(token) for token in _TOKEN.findall(_DOTS.sub(" ", html.unescape(text)))]
    return [one for one, before in zip(found, ["", *found], strict=False) if (one, before) != (_NAME, _NAME)]


def spelling(found: Sequence[str]) -> float:
    """The mean natural logarithm of the chance of each letter after the one before it, over words in lower case."""
    table = followers("letters")
    chances = [_chance(table, a, b, 28) for word in found for a, b in pairwise(f"^{word}$")]
    return sum(chances) / len(chances) if chances else 0.0


def order(found: Sequence[str]) -> float:
    """How much likelier each class is after the class before it than anywhere: the mean natural logarithm. Well above
    0 for English sentences, about 0 or below for words in no order."""
    table = followers("orders")
    return _mean(_chance(table, a, b, 60) - _alone(b) for a, b in pairwise(["^", *found, "$"]))


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def _class(token: str) -> str:
    lower = token.lower().replace("’", "'")
    if "'" in lower:
        lower = "do" if lower.endswith("n't") else lower.partition("'")[0]
    if lower in words("english"):
        return lower
    if token[0].isdigit():
        return "<digits>"
    if not token[0].isalpha():
        return token
    if token[0].isupper():
        return _NAME
    return next(
        (f"<{ending}>" for ending in _ENDINGS if len(lower) > len(ending) + 2 and lower.endswith(ending)), "<word>"
    )


def _chance(table: dict[str, dict[str, int]], first: str, second: str, kinds: int) -> float:
    after = table.get(first, {})
    return math.log((after.get(second, 0) + _RARE) / (sum(after.values()) + _RARE * kinds))


@cache
def _alone(second: str) -> float:
    table = followers("orders")
    total = sum(sum(after.values()) for after in table.values())
    return math.log((sum(after.get(second, 0) for after in table.values()) + _RARE) / total)
