"""One spelling of each name: the form that was chosen, wherever the English has another one of the same name.

Only the spelling changes: what the glossary accepts beside the spellings (Crimean, Gaza Strip) is left as it is. An
Indonesian abbreviation in brackets behind what it stands for, South Korea (Korsel), says nothing in English, and goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jembatan.glossary.entries import Match, Told
from jembatan.glossary.glossary import Glossary
from jembatan.numbers.rewrite import Change

_KINDS = ("person", "place")
_BRACKETED = re.compile(r"\s?\(([^()]+)\)")
_GLUED_BEFORE = re.compile(r"[\w@/._]$")
_GLUED_AFTER = re.compile(r"^(?:[@/_]|\.\w)")
"""Signs beside a name that make it part of an address."""


@dataclass(frozen=True, slots=True)
class Respelt:
    """A text with names in the chosen spelling; ``changes`` are in its order."""

    text: str
    changes: tuple[Change, ...]


def respell(text: str, glossary: Glossary, source: str) -> Respelt | None:
    """The English ``text`` with the persons and places of the Indonesian ``source`` in their chosen spelling, less the
    abbreviations that the source has in brackets and English does not know; None where nothing changes."""
    matches = glossary.matches(source)
    named = {id(match.entry) for match in matches if match.entry.kind in _KINDS}
    bracketed = {(id(match.entry), surface) for match in matches if (surface := _abbreviation(source, match))}
    changes: list[Change] = []
    parts: list[str] = []
    at = 0
    for told in sorted(glossary.told(text), key=lambda one: (one.start, -one.end)):
        if told.start < at:
            continue
        after = text[told.start : told.end]
        if id(told.entry) in named and not _glued(text, told):
            after = _written(told, after)
        bracket = _BRACKETED.match(text, told.end)
        end = bracket.end() if bracket is not None and (id(told.entry), bracket[1]) in bracketed else told.end
        if text[told.start : end] != after:
            changes.append(Change(text[told.start : end], after))
            parts += [text[at : told.start], after]
            at = end
    return Respelt("".join([*parts, text[at:]]), tuple(changes)) if changes else None


def _abbreviation(source: str, match: Match) -> str | None:
    """What the source has in brackets and no English text does; None where this is nothing of the kind."""
    surface = source[match.start : match.end]
    enclosed = source[: match.start].endswith("(") and source.startswith(")", match.end)
    return surface if enclosed and surface not in match.entry.accepted else None


def _written(told: Told, before: str) -> str:
    """The chosen spelling, in capitals where all is; as it stands where that is no spelling of the name."""
    if told.form not in told.entry.english:
        return before
    return {told.form: told.entry.form, told.form.upper(): told.entry.form.upper()}.get(before, before)


def _glued(text: str, told: Told) -> bool:
    return bool(_GLUED_BEFORE.search(text[: told.start][-1:]) or _GLUED_AFTER.match(text[told.end : told.end + 2]))
