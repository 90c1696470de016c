"""The words of an English text by which two sentences are compared: without the small ones, and without endings."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jembatan.names.reading import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORTEST = 3
"""Letters that must be left of a word when its ending goes."""


def spelt(text: str) -> list[str]:
    """The words of a text in order, folded and without a possessive."""
    return [fold(_POSSESSIVE.sub("", word)) for word in _WORD.findall(text)]


def content(text: str) -> list[str]:
    """The stems of the words that tell something, in order."""
    return [stem(word) for word in spelt(text) if len(word) > 1 and word not in listed("stop")]


@cache
def stem(word: str) -> str:
    """An English word without the endings of its plural and its tenses; rough, and the same for the same word."""
    word = _irregular().get(word, word)
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif len(word) > _SHORTEST and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed", "ly", "ment", "ion"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    if word.endswith("ll") and len(word) > 5:
        word = word[:-1]
    word = word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word
    return word[:-1] + "y" if word.endswith("i") else word


@cache
def listed(kind: str, table: str = "words") -> frozenset[str]:
    """The words of one kind in ``words.tsv`` (English) or ``kata.tsv`` (Indonesian)."""
    text = files("jembatan.evidence").joinpath("data", f"{table}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("# "))
    return frozenset(word for named, row in rows if named == kind for word in row.split())


@cache
def _irregular() -> dict[str, str]:
    return dict(pair.split(">") for pair in listed("irregular"))
