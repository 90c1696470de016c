"""Who said it: a claim that the article hands on as another's, and the summary as a plain fact.

Careful: a sentence is told only where what bears it out is one segment whose English and Indonesian both say that
somebody says so, or that is quoted throughout, where no segment tells it as a fact, and where the summary has no word
of saying at all, and no other word of its own where it names the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jembatan.evidence.article import ArticleText
from jembatan.evidence.trace import Trace
from jembatan.evidence.wording import content, listed, spelt
from jembatan.names.unsupported import name_runs

_TELLS = 0.6
"""The share of the summary's sentence that the attributed segment must tell."""
_AS_WELL = 0.75
"""How much of that another segment must tell, without attributing it, for the summary to tell it as a fact."""
_APART = 0.4
_CLAUSE = re.compile(r";|[,–—] (?:and|but|while|whereas|although|as)\b| – | while | but ")
_BORDER = re.compile(r"[,;:“”\"„«»()]|\bthat\b|\bwho\b")
_WORD = re.compile(r"[^\W\d_]+")
_NAMED = 8
"""Words before the verb that may name the speaker."""
_SHORT = 6
_NOBODY = frozenset(["reportedly", "allegedly"])
_QUOTES = tuple('”»"')


def attributed(english: str, source: str) -> bool:
    """Both languages say that somebody says so; the one that there is, where there is only one."""
    here = bool(_said(english)) if english else False
    there = not listed("said", "kata").isdisjoint(word.casefold() for word in _WORD.findall(source))
    return here and (there or not source)


def attributes(sentence: str) -> bool:
    """A sentence of a summary that hands on what another says or thinks."""
    return not listed("told").isdisjoint(spelt(sentence))


def unattributed(sentence: str, found: Trace, article: ArticleText) -> int | None:
    """The segment that attributes what the sentence tells as a plain fact; None where there is none."""
    if not found.segments or attributes(sentence):
        return None
    best = found.segments[0]
    tells = found.covered(best)
    said = attributed(article.english[best], article.source[best])
    if tells < _TELLS or not (said or article.spoken[best]):
        return None
    plain = [
        at
        for at, text in enumerate(article.english)
        if text and at not in article.titles and not _said(text) and not article.quoting[at]
    ]
    if any(found.covered(at) >= _AS_WELL * tells for at in plain):
        return None
    if not said:
        return best
    words = content(sentence)
    if _tells_apart(words, article.english[best]):
        return None
    # A word of its own beside the speaker's name may be a verb of saying that no table has.
    named = {one for run in name_runs(sentence) for word in run for one in content(word.surface)}
    if _speakers(article.english[best]).intersection(words) and not article.stems[best].issuperset({*words} - named):
        return None
    return best


def misattributed(sentence: str, found: Trace, article: ArticleText) -> int | None:
    """The segment in which another says the number that the sentence has its speaker say; None where there is none.

    Only a segment is looked at whose clauses have speakers of their own, one with the number, one with the speaker."""
    numbers = [item.surface for item in found.items if item.kind == "number"]
    if not found.segments or not numbers:
        return None
    best = found.segments[0]
    clauses = [clause for clause in _CLAUSE.split(article.english[best]) if attributes(clause)]
    here, telling = (
        [clause for clause in several if all(number in clause for number in numbers)]
        for several in (_CLAUSE.split(sentence), clauses)
    )
    speaker = _speaker(here[0]) if here else set()
    if len(telling) != 1 or not speaker:
        return None
    others = {one for clause in clauses if clause != telling[0] for one in content(clause)}
    return best if speaker <= others and speaker.isdisjoint(content(telling[0])) else None


def _speaker(sentence: str) -> set[str]:
    """Stems of what a sentence calls its speaker: the common words before its first word of saying or thinking, or
    behind "according to". A name says less: a country may be that of both."""
    words = _WORD.findall(sentence)
    at = next((at for at, word in enumerate(words) if word.casefold() in listed("told")), 0)
    side = words[at + 2 :] if words[at : at + 1] == ["according"] else words[:at]
    return {stem for word in side[:_NAMED] if word.islower() for stem in content(word)}


def _said(text: str) -> list[re.Match[str]]:
    return [match for match in _WORD.finditer(text) if match[0].casefold() in listed("said")]


def _tells_apart(words: Sequence[str], segment: str) -> bool:
    """Much of the sentence stands in a clause of the segment that says nothing of a speaker."""
    clauses = [clause for clause in _CLAUSE.split(segment) if not _said(clause)]
    plain = {one for clause in clauses for one in content(clause)}
    whole = set(words)
    return bool(plain) and len(whole & plain) >= _APART * max(len(whole), 1)


def _speakers(segment: str) -> frozenset[str]:
    """The stem of the last word of each speaker: what stands before a verb of saying, or behind it where nothing does
    (“...,” said the official) and behind "according to"."""
    heads: list[str] = []
    for verb in _said(segment):
        if verb[0].casefold() in _NOBODY:
            continue
        left, right = _BORDER.split(segment[: verb.start()]), _BORDER.split(segment[verb.end() :])[0].split()
        side = left[-1].split()[-_NAMED:]
        if verb[0].casefold() == "according":
            side = right[1:]
        elif not side and (len(right) < _SHORT or segment[: verb.start()].rstrip().endswith(_QUOTES)):
            side = right
        elif not side:
            # The commander, Oleksandr Syrsky, said
            side = next((before.split() for before in reversed(left) if before.strip()), [])
        heads += content(" ".join(side))[-1:]
    return frozenset(heads)
