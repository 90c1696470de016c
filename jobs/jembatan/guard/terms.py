"""Terms of the glossary: a strict entry of the source whose English forms are all missing.

Which country and which office it was is what hurts most where it is wrong, so such entries are strict. An entry that
good translations word freely is not, and is never told here.
"""

from __future__ import annotations

from jembatan.glossary.entries import Match
from jembatan.guard.context import Context
from jembatan.guard.countries import lost
from jembatan.guard.fault import shown
from jembatan.records import Finding


def terms_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether each strict entry of the glossary that the source names is told by one of its English forms. The score is
    the share that is; without a glossary, and without a hypothesis, there is nothing to judge."""
    return _finding(source, hypothesis, context, None)


def terms_beside_countries(source: str, hypothesis: str, context: Context) -> Finding:
    """The same where the check ``countries`` is made too: the name that it tells as missing is not told again."""
    found = terms_check(source, hypothesis, context)
    return found if found.clean else _finding(source, hypothesis, context, lost(source, hypothesis))


def _finding(source: str, hypothesis: str, context: Context, told: str | None) -> Finding:
    if context.glossary is None or not hypothesis.strip():
        return Finding("glossary", True, 1.0)
    strict: dict[int, list[Match]] = {}
    for match in context.glossary.matches(source):
        if match.entry.strict:
            strict.setdefault(id(match.entry), []).append(match)
    there = {id(one.entry) for one in context.glossary.told(hypothesis)} if strict else set()
    missing = [
        matches[0]
        for entry, matches in strict.items()
        if entry not in there and told not in {source[match.start : match.end] for match in matches}
    ]
    what = " ".join(
        f"The glossary has {shown(source[match.start : match.end])} as {match.entry.form}, "
        "and the English has no such form."
        for match in missing
    )
    return Finding("glossary", not missing, 1 - len(missing) / len(strict) if missing else 1.0, what)
