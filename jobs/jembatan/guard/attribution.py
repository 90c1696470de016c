"""Attribution that a translation lost: the source says whose word it is, and nothing in the English does."""

from __future__ import annotations

import re
from functools import cache

from jembatan.guard.context import Context
from jembatan.guard.fault import WORD, shown
from jembatan.guard.tables import rows
from jembatan.records import Finding

_MARK = re.compile(r"[,\"”’»?!…]\s*$")


def attribution_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether a source that says whose word it is (``kata``, ``menurut``, ``mengklaim``, ``dilaporkan``) comes through
    with a word that does: a claim must not become a fact. Who says it is not judged. The score is 0 where nothing in
    the English does."""
    cue = _cue(source)
    if cue is None or not hypothesis.strip() or _attributes(hypothesis):
        return Finding("attribution", True, 1.0)
    told = f"The Indonesian says {shown(cue)}, and nothing in the English says whose word it is."
    return Finding("attribution", False, 0.0, told)


def _cue(source: str) -> str | None:
    """The first words of a source that attribute, with the word after them."""
    found = list(WORD.finditer(source))
    for place, match in enumerate(found):
        word = match[0].lower()
        before = found[place - 1][0].lower() if place else ""
        following = found[place + 1] if place + 1 < len(found) else None
        after = following[0] if following else ""
        if before in _listed("purpose") or not _listed("idiom").isdisjoint(
            [f"{before} {word}", f"{word} {after.lower()}", f"{word} {after}"]
        ):
            continue
        if (
            word in _listed("source")
            or f"{word} {after.lower()}" in _listed("source")
            or (word in _listed("spoken") and _MARK.search(source, max(match.start() - 3, 0), match.start()))
            or (word in _listed("by") and (after[:1].isupper() or after.lower() in _listed("source-of")))
        ):
            return source[match.start() : following.end() if following else match.end()]
    return None


def _attributes(hypothesis: str) -> bool:
    # The United States state nothing.
    found = {word.lower() for word in WORD.findall(hypothesis) if word != "States"}
    line = hypothesis.lower()
    return not found.isdisjoint(attributing_words()) or any(phrase in line for phrase in _listed("phrase"))


@cache
def attributing_words() -> frozenset[str]:
    """The English words that attribute, in all their forms."""
    made = {form for verb in _listed("verb") for form in _inflected(verb)}
    return frozenset(made | _listed("form"))


def _inflected(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    return (verb, verb + "s", verb + "es", verb + "ed", verb + "ing")


@cache
def _listed(kind: str) -> frozenset[str]:
    found = (row["phrases"] for row in rows("attribution") if row["kind"] == kind)
    return frozenset(phrase for phrases in found for phrase in phrases.split(" / "))
