"""Who does it and to whom it is done, exchanged: ``the statement was highlighted`` for ``pernyataan itu menyoroti``.

Indonesian says which by the head of the verb, English by its auxiliary. The glossary knows which English words are
those of a verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jembatan.glossary.entries import Told
from jembatan.glossary.glossary import Glossary

_ACTIVE = "me"
_SHORTEST = 6
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:(?:not|also|\w+ly)\s+)?\Z", re.I)
_BY = re.compile(r"\w+\s+(?:\w+\s+)?by\b")
_UNDERGONE = re.compile(r"\w+(?:ed|en)\b|(?:shot|held|sent|told)\b")
_ITSELF = frozenset(["menikah", "meninggal", "meledak", "menyerah", "mengungsi", "menghilang"])
"""Verbs of this form that nothing is done to: ``menikah`` is to marry and to be married."""


def reversed_voice(source: str, hypothesis: str, glossary: Glossary) -> tuple[str, str] | None:
    """A verb of the source that somebody does, and its English, where every place of that says that it is done to
    somebody, and by nobody; None where there is no such verb."""
    matches = [match for match in glossary.matches(source) if match.entry.kind == "word"]
    forms = [(match.entry, source[match.start : match.end].casefold()) for match in matches]
    active = [
        (entry, verb) for entry, verb in forms if _is_done(verb, [form for other, form in forms if other is entry])
    ]
    english = glossary.told(hypothesis) if active else ()
    for entry, verb in active:
        told = [one for one in english if one.entry is entry]
        if told and all(_is_undergone(hypothesis, one) for one in told):
            return verb, hypothesis[told[0].start : told[0].end]
    return None


def _is_done(verb: str, forms: Sequence[str]) -> bool:
    """A single word that somebody does to another, and so is every other of these forms."""
    plain = " " not in verb and len(verb) >= _SHORTEST and verb not in _ITSELF
    return plain and all(form.startswith(_ACTIVE) for form in forms)


def _is_undergone(text: str, told: Told) -> bool:
    return (
        _UNDERGONE.match(text, told.start) is not None
        and _PASSIVE.search(text[: told.start]) is not None
        and _BY.match(text, told.start) is None
    )
