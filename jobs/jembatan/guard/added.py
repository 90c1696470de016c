"""What a translation adds: ``the police`` or ``his former teammate``, of which the Indonesian tells nothing."""

from __future__ import annotations

import re
from functools import cache

from jembatan.guard.context import Context
from jembatan.guard.fault import WORD, shown
from jembatan.guard.tables import rows
from jembatan.guard.terms import english_of_terms
from jembatan.records import Finding


def added_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether the words of weight in the English (``data/added.tsv``) have anything in the Indonesian that tells them,
    or lets them be told. What stands in both texts, and the English of a glossary's term, is not new. The score is the
    share of such words that have."""
    made = [word for word in WORD.findall(hypothesis) if word.lower() in _cues()]
    given = source.casefold()
    new = [word for word in made if not _cues()[word.lower()].search(given) and word.casefold() not in given]
    if new and context.glossary is not None:
        terms = english_of_terms(source, hypothesis, context.glossary)
        new = [word for word in new if word.casefold() not in terms]
    if not new:
        return Finding("added", True, 1.0)
    told = " and ".join(shown(word) for word in dict.fromkeys(new))
    what = f"The English says {told}, and nothing in the Indonesian does."
    return Finding("added", False, 1 - len(new) / len(made), what)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """By English word in small letters: what of the Indonesian, folded, tells it."""
    found: dict[str, re.Pattern[str]] = {}
    for row in rows("added"):
        parts = [rf"\b{re.escape(part[1:])}\b" if part[0] == "=" else part for part in row["indonesian"].split()]
        found |= dict.fromkeys(row["english"].split(), re.compile("|".join(parts)))
    return found
