"""A sentence in capitals as it would stand in running text: models translate ``TENTARA KORUT TEWAS`` badly."""

from __future__ import annotations

import re
from functools import cache

from jembatan.guard.lexicon import is_indonesian, renderings
from jembatan.names.reading import same_names, seats

_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.7
"""Of the letters: capitals from which on a sentence is one in capitals."""
_FEWEST = 8
"""Letters below which capitals say nothing: ``PBB dan NATO``."""
_LONGEST_ACRONYM = 5
_VERB = re.compile(r"(?:di|ber|ter|me[mn]|meng|meny)\w{5,}")
"""What looks like a verb, whatever its root: ``dievakuasi``."""


def recased(sentence: str) -> str | None:
    """``sentence`` with capitals at its start and on its names and abbreviations alone, or None where it is not in
    capitals. A word that the tables do not know is taken for a name."""
    letters = [sign for sign in sentence if sign.isalpha()]
    if len(letters) < _FEWEST or sum(sign.isupper() for sign in letters) < _SHARE * len(letters):
        return None
    text = _WORD.sub(lambda match: _word(match[0]), sentence)
    text = _long_names().sub(lambda match: match[0].title(), text)
    first = _WORD.search(text)
    if first is not None:
        text = text[: first.start()] + text[first.start()].upper() + text[first.start() + 1 :]
    return None if text == sentence else text


def _word(word: str) -> str:
    lower = word.lower()
    if not word.isupper():
        return word
    if word in _acronyms():
        return word
    if lower in _names():
        return word.capitalize()
    if is_indonesian(lower) or renderings(lower) or _VERB.match(lower):
        return lower
    if len(word) <= _LONGEST_ACRONYM and not re.search("[AIUEO]", word):
        return word
    return word.capitalize()


@cache
def _long_names() -> re.Pattern[str]:
    """Names of several words, written as titles are; the longest first."""
    phrases = sorted(
        {" ".join(phrase) for phrase in _phrases() if len(phrase) > 1}, key=lambda name: (-len(name), name)
    )
    return re.compile(rf"\b(?:{'|'.join(name for name in phrases if name.istitle())})\b", re.IGNORECASE)


@cache
def _acronyms() -> frozenset[str]:
    """Words that the tables of names write in capitals."""
    return frozenset(word for phrase in _phrases() for word in phrase if word.isupper() and len(word) > 1)


@cache
def _names() -> frozenset[str]:
    """Words of the tables of names, in lower case, that are written with one capital."""
    return frozenset(
        word.lower()
        for phrase in _phrases()
        for word in phrase
        # A word of a longer name may be a common one: ``Laut Cina Selatan``.
        if word.istitle() and (len(phrase) == 1 or not is_indonesian(word.lower()))
    )


def _phrases() -> list[tuple[str, ...]]:
    return [tuple(_WORD.findall(" ".join(phrase))) for name in (*same_names(), *seats()) for phrase in name.indonesian]
