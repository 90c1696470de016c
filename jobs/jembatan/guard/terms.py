"""Terms of the glossary: a strict entry of the source whose English forms are all missing.

Which country and which office it was is what hurts most where it is wrong, so such entries are strict. An entry that
good translations word freely is not, and is never told here.
"""

from __future__ import annotations

from jembatan.glossary.entries import Match
from jembatan.glossary.glossary import Glossary
from jembatan.guard.context import Context
from jembatan.guard.countries import lost
from jembatan.guard.fault import shown
from jembatan.names.reading import words
from jembatan.records import Finding


def terms_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether each strict entry of the glossary that the source names is told by one of its English forms. The score is
    the share that is; without a glossary, and without a hypothesis, there is nothing to judge."""
    return _finding(source, hypothesis, context, None)


def terms_beside_countries(source: str, hypothesis: str, context: Context) -> Finding:
    """The same where the check ``countries`` is made too: the name that it tells as missing is not told again."""
    found = terms_check(source, hypothesis, context)
    return found if found.clean else _finding(source, hypothesis, context, lost(source, hypothesis))


def missing(source: str, hypothesis: str, glossary: Glossary) -> tuple[tuple[Match, ...], int]:
    """Where the strict entries stand that have no English form in the hypothesis, each at every place, and how many
    strict entries the source names in all."""
    strict = [match for match in glossary.matches(source) if match.entry.strict]
    there = {id(one.entry) for one in glossary.told(hypothesis)} if strict else set()
    every = {id(match.entry) for match in strict}
    return tuple(match for match in strict if id(match.entry) not in there), len(every)


def english_of_terms(source: str, hypothesis: str, glossary: Glossary) -> frozenset[str]:
    """The words of the English, folded, that are those of a term of the source (``Kelompok Tempur``: battlegroups)."""
    there = {id(match.entry) for match in glossary.matches(source)}
    told = [hypothesis[one.start : one.end] for one in glossary.told(hypothesis) if id(one.entry) in there]
    return frozenset(word.key for text in told for word in words(text))


def _finding(source: str, hypothesis: str, context: Context, told: str | None) -> Finding:
    if context.glossary is None or not hypothesis.strip():
        return Finding("glossary", True, 1.0)
    matches, every = missing(source, hypothesis, context.glossary)
    by_entry: dict[int, list[Match]] = {}
    for match in matches:
        by_entry.setdefault(id(match.entry), []).append(match)
    firsts = [
        found[0] for found in by_entry.values() if told not in {source[match.start : match.end] for match in found}
    ]
    what = " ".join(
        f"The glossary has {shown(source[match.start : match.end])} as {match.entry.form}, "
        "and the English has no such form."
        for match in firsts
    )
    return Finding("glossary", not firsts, 1 - len(firsts) / every if firsts else 1.0, what)
