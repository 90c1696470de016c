"""One spelling of each name: the form that was chosen, wherever the English has another one of the same name.

Only the spelling changes: what the glossary accepts beside the spellings (Crimean, Gaza Strip) is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jembatan.glossary.entries import Told
from jembatan.glossary.glossary import Glossary
from jembatan.numbers.rewrite import Change

_KINDS = ("person", "place")
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
    if told.form not in told.entry.english:
        return None
    chosen = {told.form: told.entry.form, told.form.upper(): told.entry.form.upper()}.get(before)
    return chosen if chosen != before else None


def _glued(text: str, told: Told) -> bool:
    return bool(_GLUED_BEFORE.search(text[: told.start][-1:]) or _GLUED_AFTER.match(text[told.end : told.end + 2]))
