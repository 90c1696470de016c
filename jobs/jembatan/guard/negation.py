"""Negation that a translation lost: the source denies, and nothing in the English does."""

from __future__ import annotations

import re
from functools import cache

from jembatan.guard.context import Context
from jembatan.guard.fault import WORD, shown
from jembatan.guard.tables import rows
from jembatan.records import Finding

_NEGATING_FORM = re.compile(r"(?:un|dis|non|mis)-?[^\W\d_][\w-]{3,}|[^\W\d_]{3,}less(?:ly|ness)?|[^\W\d_]+n['’]t")
"""English words that deny by their form. Some that only look so pass too: the check would rather miss a loss than
accuse a right sentence."""


def negation_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether a source that denies (``tidak``, ``bukan``, ``membantah``) comes through with a word that denies. The
    score is 0 where it does not. Figures of speech that deny nothing (``tidak hanya``, ``tak lama``) do not count."""
    denial = _denial(source)
    if denial is None or not hypothesis.strip() or _denies(hypothesis):
        return Finding("negation", True, 1.0)
    told = f"The Indonesian says {shown(denial)}, and nothing in the English denies."
    return Finding("negation", False, 0.0, told)


def _denial(source: str) -> str | None:
    """The first words of a source that deny, with the word after them."""
    found = WORD.findall(source)
    lower = [word.lower() for word in found]
    for place, word in enumerate(lower):
        before = lower[place - 1] if place else ""
        after = lower[place + 1] if place + 1 < len(lower) else ""
        if word not in _listed("negator") or not _listed("idiom").isdisjoint([f"{before} {word}", f"{word} {after}"]):
            continue
        return " ".join(found[place : place + 2])
    return None


@cache
def _listed(kind: str) -> frozenset[str]:
    found = (row["phrases"] for row in rows("negation") if row["kind"] == kind)
    return frozenset(phrase for phrases in found for phrase in phrases.split(" / "))


def _denies(hypothesis: str) -> bool:
    return any(
        word in _listed("denial") or (word not in _listed("no-denial") and _NEGATING_FORM.fullmatch(word) is not None)
        for word in (found.lower() for found in WORD.findall(hypothesis))
    )
