"""A leader who became another's: ``the leader of Kim Jong Un`` for ``pemimpin Kim Jong Un``, who leads himself."""

from __future__ import annotations

import re

from jembatan.glossary.glossary import Glossary

_HEAD = re.compile(r"\b(?:pemimpin|presiden|perdana menteri|kanselir|gubernur)\s+\Z", re.I)
_HEADS = r"(?:leader|president|prime minister|chancellor|governor)"
_ANY = re.compile(rf"\b{_HEADS} of\b|['’]s (?:[a-z]+ )?{_HEADS}\b", re.I)
"""Few translations have one: only those are worth a look into the glossary."""


def another_s(source: str, hypothesis: str, glossary: Glossary) -> tuple[str, str] | None:
    """An office with a person of the glossary beside it, and the English that gives the office to somebody else; None
    where there is none."""
    if not _ANY.search(hypothesis):
        return None
    for match in glossary.matches(source):
        head = _HEAD.search(source, 0, match.start) if match.entry.kind == "person" else None
        if head is None:
            continue
        name = "(?:" + "|".join(map(re.escape, match.entry.accepted)) + ")"
        found = re.search(rf"\b{_HEADS} of {name}\b|\b{name}['’]s (?:[a-z]+ )?{_HEADS}\b", hypothesis, re.I)
        if found is not None:
            return source[head.start() : match.end], found[0]
    return None
