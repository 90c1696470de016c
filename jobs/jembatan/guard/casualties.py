"""Casualties: people who were hurt in the source and are dead in the English, or the other way round."""

from __future__ import annotations

from functools import cache

from jembatan.guard.context import Context
from jembatan.guard.fault import WORD, shown
from jembatan.guard.tables import rows
from jembatan.records import Finding


def casualties_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether the dead are told as dead and the hurt as hurt. Only a sentence that tells one of the two alone, and
    whose English tells the other alone, is at fault; the score is 0 there."""
    given, made = _told(source, "indonesian"), _told(hypothesis, "english")
    if len(given) != 1 or len(made) != 1 or given.keys() == made.keys():
        return Finding("casualties", True, 1.0)
    (before,), (after,) = given.values(), made.values()
    return Finding("casualties", False, 0.0, f"The Indonesian says {shown(before)}, and the English {shown(after)}.")


def _told(text: str, language: str) -> dict[str, str]:
    """The fates that a text tells, each by the first word that does."""
    found: dict[str, str] = {}
    for word in WORD.findall(text):
        fate = _fates(language).get(word.lower())
        if fate is not None:
            found.setdefault(fate, word)
    return found


@cache
def _fates(language: str) -> dict[str, str]:
    return {word: row["fate"] for row in rows("casualties") for word in row[language].split()}
