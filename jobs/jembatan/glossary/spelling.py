"""One spelling of each name: the form that was chosen, wherever the English has another one of the same name.

Only the spelling changes. Forms that are other words (Saigon), other numbers of words (Gaza Strip) or adjectives
(Crimean) are left as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jembatan.glossary.entries import Entry, Told
from jembatan.glossary.glossary import Glossary
from jembatan.names.reading import fold, words
from jembatan.numbers.rewrite import Change

_KINDS = ("person", "place")
_ADJECTIVE = ("n", "an", "ian", "ean", "ese", "i")
_GLUED_BEFORE = re.compile(r"[\w@/._]$")
_GLUED_AFTER = re.compile(r"^(?:[@/_]|\.\w)")
"""Signs beside a name that make it part of an address."""


@dataclass(frozen=True, slots=True)
class Respelt:
    """A text with names in the chosen spelling; ``changes`` are in its order."""

    text: str
    changes: tuple[Change, ...]


def respell(text: str, glossary: Glossary, source: str) -> Respelt | None:
    """The English ``text`` with the persons and places of the Indonesian ``source`` in their chosen spelling; None
    where nothing changes."""
    named = {id(match.entry) for match in glossary.matches(source) if match.entry.kind in _KINDS}
    changes: list[Change] = []
    parts: list[str] = []
    at = 0
    for told in sorted(glossary.told(text), key=lambda one: (one.start, -one.end)):
        before = text[told.start : told.end]
        if told.start < at or id(told.entry) not in named:
            continue
        after = _written(told, before)
        if after is not None and not _glued(text, told):
            changes.append(Change(before, after))
            parts += [text[at : told.start], after]
            at = told.end
    return Respelt("".join([*parts, text[at:]]), tuple(changes)) if changes else None


def _written(told: Told, before: str) -> str | None:
    """The chosen spelling, in capitals where all is; None where the text has it, or has no spelling of the name."""
    chosen = told.entry.form
    if not _variants(told.entry, told.form):
        return None
    if before == told.form:
        return chosen if before != chosen else None
    if before == told.form.upper():
        return chosen.upper() if before != chosen.upper() else None
    return None


def _variants(entry: Entry, form: str) -> bool:
    """Whether a form and the chosen one are two spellings of one name."""
    one, other = ([fold(word.surface) for word in words(each)] for each in (entry.form, form))
    if len(one) != len(other):
        return False
    return all(
        left == right or (left[0] == right[0] and not _adjective(left, right))
        for left, right in zip(one, other, strict=True)
    )


def _adjective(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return any(long in (short + ending, short[:-1] + ending) for ending in _ADJECTIVE if long != short[:-1] + "i")


def _glued(text: str, told: Told) -> bool:
    return bool(_GLUED_BEFORE.search(text[: told.start][-1:]) or _GLUED_AFTER.match(text[told.end : told.end + 2]))
