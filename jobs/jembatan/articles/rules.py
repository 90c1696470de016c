"""The boilerplate rules of ``data/boilerplate.tsv``, and what one of them takes out of one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jembatan.articles.tables import rows

WHOLE = ("line", "next", "lead", "tail")
"""Scopes that take out whole paragraphs; ``opening``, ``suffix`` and ``inline`` take out a part."""

_LONGEST = 500
"""Characters. No paragraph that is longer is furniture as a whole."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. ``name`` is the reason that a removal gives."""

    name: str
    scope: str
    pattern: re.Pattern[str]
    removes: str
    keeps: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the table."""
    return tuple(
        Rule(row["name"], row["scope"], re.compile(row["pattern"]), row["removes"], row["keeps"] or "")
        for row in rows("boilerplate")
    )


@cache
def _of(scope: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.scope == scope)


def whole(paragraph: str, scope: str) -> Rule | None:
    """The first rule of a scope in ``WHOLE`` that takes out all of ``paragraph``."""
    if len(paragraph) > _LONGEST:
        return None
    return next((rule for rule in _of(scope) if rule.pattern.fullmatch(paragraph)), None)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paragraph that a rule takes out: its half-open character span."""

    start: int
    end: int
    name: str


def parts(paragraph: str, *, opening: bool) -> list[Part]:
    """The parts of ``paragraph`` to take out, left to right, without overlaps. ``opening``: look for datelines too."""
    found = sorted(_parts(paragraph, opening), key=lambda part: (part.start, -part.end))
    kept: list[Part] = []
    for part in found:
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept


def _parts(paragraph: str, opening: bool) -> Iterator[Part]:
    for rule in _of("inline"):
        for match in rule.pattern.finditer(paragraph):
            yield Part(match.start(), match.end(), rule.name)
    for rule in _of("suffix"):
        found = rule.pattern.search(paragraph)
        if found is not None:
            yield Part(found.start(), found.end(), rule.name)
    for rule in _of("opening") if opening else ():
        found = rule.pattern.match(paragraph)
        if found is not None:
            yield Part(found.start(), found.end(), rule.name)
            return
