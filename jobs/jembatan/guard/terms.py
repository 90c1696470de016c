"""Terms of the glossary: a strict entry of the source whose English forms are all missing.

Which country and which office it was is what hurts most where it is wrong, so such entries are strict. An entry that
good translations word freely is not, and is never told here.
"""

from __future__ import annotations

from jembatan.glossary.entries import Match
from jembatan.guard.context import Context
from jembatan.guard.fault import shown
from jembatan.records import Finding


def terms_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether each strict entry of the glossary that the source names is told by one of its English forms. The score is
    the share that is; without a glossary, and without a hypothesis, there is nothing to judge."""
    if context.glossary is None or not hypothesis.strip():
        return Finding("glossary", True, 1.0)
    strict: dict[int, Match] = {}
    for match in context.glossary.matches(source):
        if match.entry.strict:
            strict.setdefault(id(match.entry), match)
    there = {id(told.entry) for told in context.glossary.told(hypothesis)} if strict else set()
    missing = [match for entry, match in strict.items() if entry not in there]
    what = " ".join(
        f"The glossary has {shown(source[match.start : match.end])} as {match.entry.form}, "
        "and the English has no such form."
        for match in missing
    )
    return Finding("glossary", not missing, 1 - len(missing) / len(strict) if missing else 1.0, what)
