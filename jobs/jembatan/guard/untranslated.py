"""Single words of the source that a translation keeps: ``the damai talks``, ``troops in Ukraina``."""

from __future__ import annotations

import re
from functools import cache

from jembatan.guard.context import Context
from jembatan.guard.fault import WORD, shown
from jembatan.guard.lexicon import is_indonesian, renderings
from jembatan.guard.tables import words
from jembatan.names.reading import same_names, seats
from jembatan.records import Finding

_SHORTEST = 4
"""Letters of a word from which on it tells a language."""


def untranslated_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether a word of the source stands in the English that is no English: a word of the lexicon in small letters, or
    a country's Indonesian name. The score is the share of the English words that are none of these."""
    made = WORD.findall(hypothesis)
    given = {word.lower() for word in WORD.findall(source)}
    kept = [word for word in made if word.islower() and word in given and _is_left(word)]
    kept += [name for name in _names().findall(hypothesis) if name in source]
    if not kept or source.strip() == hypothesis.strip():
        return Finding("untranslated", True, 1.0)
    told = ", ".join(shown(word) for word in dict.fromkeys(kept))
    return Finding("untranslated", False, 1 - min(1.0, len(kept) / len(made)), f"Left in Indonesian: {told}.")


def _is_left(word: str) -> bool:
    return len(word) >= _SHORTEST and is_indonesian(word) and bool(renderings(word))


@cache
def _names() -> re.Pattern[str]:
    """The Indonesian names of countries, but for those that English has too (``Swiss`` is a people)."""
    every = (*same_names(), *seats())
    english = {" ".join(phrase).casefold() for name in every for phrase in name.english}
    found = {" ".join(phrase) for name in every for phrase in name.indonesian}
    other = english | words("homograph")
    left = {name for name in found if len(name) >= _SHORTEST and name.casefold() not in other}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, left), key=lambda name: (-len(name), name)))})\b")
