"""One thing told as its opposite: the hurt as dead, a rise as a fall, who does it as who has it done to him."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jembatan.guard.context import Context
from jembatan.guard.fault import WORD, shown
from jembatan.guard.tables import rows
from jembatan.guard.voice import reversed_voice
from jembatan.records import Finding


class _Pole(NamedTuple):
    """One of the opposites of a group, ``dead`` of ``fate``. ``sure``: the word tells it, and nothing else."""

    group: str
    pole: str
    sure: bool


def opposites_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether, of each group of opposites, the English tells one that the Indonesian tells. Only a group of which both
    texts tell something, and nothing in common, is at fault: what is left out is for the other checks. The score is the
    share of the groups that are right. With a glossary also whether who does something has it done to him (score 0)."""
    turned = reversed_voice(source, hypothesis, context.glossary) if context.glossary is not None else None
    if turned is not None:
        what = (
            f"In the Indonesian somebody does it ({shown(turned[0])}), in the English it is done ({shown(turned[1])})."
        )
        return Finding("opposites", False, 0.0, what)
    given, made = _told(source, ("indonesian",)), _told(hypothesis, ("english", "also"))
    both = [group for group in given if group in made]
    wrong = [(given[group], made[group]) for group in both if _is_opposite(given[group], made[group])]
    what = " ".join(
        f"The Indonesian says {shown(_first(before))}, and the English {shown(_first(after))}."
        for before, after in wrong
    )
    return Finding("opposites", not wrong, 1 - len(wrong) / len(both) if wrong else 1.0, what)


_TWO_WORDS = re.compile(r"(?<=\btheir) (?=(?:own|country|nation|homeland)\b)")
"""Between words of the English that tell a pole together."""

_Words = list[tuple[_Pole, str]]


def _is_opposite(given: _Words, made: _Words) -> bool:
    poles = {one.pole for one, _ in given}
    return any(one.sure for one, _ in made) and not any(one.pole in poles for one, _ in made)


def _told(text: str, columns: tuple[str, ...]) -> dict[str, _Words]:
    """What a text tells of each group, with the words that do. A capital within a sentence makes a name (Korea Utara),
    which is for other checks."""
    found: dict[str, _Words] = {}
    for place, word in enumerate(WORD.findall(_TWO_WORDS.sub("-", text))):
        if place and word[0].isupper():
            continue
        for one in _poles(columns).get(word.lower(), ()):
            found.setdefault(one.group, []).append((one, word.replace("their-", "their ")))
    return found


def _first(told: _Words) -> str:
    return next(word for one, word in told if one.sure)


@cache
def _poles(columns: tuple[str, ...]) -> dict[str, list[_Pole]]:
    found: dict[str, list[_Pole]] = {}
    for row in rows("opposites"):
        for column in columns:
            for word in row[column].split():
                found.setdefault(word, []).append(_Pole(row["group"], row["pole"], column != "also"))
    return found
