"""A translation, or a clause of it, that is in another language than English: by scripts, small words and letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jembatan.guard.context import Context
from jembatan.guard.fault import WORD, Fault, finding, shown
from jembatan.guard.lexicon import is_indonesian
from jembatan.guard.tables import rows, words
from jembatan.records import Finding

_CLAUSE = re.compile(r"[.,;:!?()\"“”„«»¿¡\n]+(?:\s|$)|(?:^|\s)[(\"“„«¿¡]+|\s[–—-]+\s")
_SCRIPTS = ("LATIN", "MICRO", "GREEK", "FEMININE", "MASCULINE", "MODIFIER")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{4,}")

_FEWEST_WORDS, _FEWEST_KINDS = 3, 2
_SHARE = 0.3
"""Of the words of a clause: small words of one other language, or words with its letters."""

_PARTICLES = 4
"""Particles that may stand in a row in a name, and one more."""

_LONG, _HARDLY = 12, 0.08
"""Words from which on an English text has function words, and the share below which it has none."""

_BORROWED = 0.35
"""Of the words of a clause: Indonesian ones, of which the source has not all."""


def language_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether the hypothesis is English from end to end: no clause in another script or language. The score falls with
    the share that is not. What the source has too (names, titles) is not judged; what was only copied is an echo."""
    return finding("language", other_language(source, hypothesis))


def other_language(source: str, hypothesis: str) -> Fault | None:
    """The other script or language of a hypothesis or of a clause of it, or that no word of it is English."""
    return _script(source, hypothesis) or _worded(source, hypothesis) or _wordless(source, hypothesis)


def _script(source: str, hypothesis: str) -> Fault | None:
    strange = sum(
        letter > "\u024f"
        and letter.isalpha()
        and letter not in source
        and not unicodedata.name(letter, "LATIN").startswith(_SCRIPTS)
        for letter in hypothesis
    ) or sum(len(run) for run in _GREEK.findall(hypothesis) if run not in source)
    if not strange:
        return None
    share = min(1.0, 0.5 + strange / max(1, sum(map(str.isalpha, hypothesis))))
    return Fault("garbled", share, f"{strange} of its letters are of another script than English.")


def _worded(source: str, hypothesis: str) -> Fault | None:
    known = {word.lower() for word in WORD.findall(source)}
    size = max(1, len(WORD.findall(hypothesis)))
    for clause in _clauses(hypothesis):
        found = [word for word in WORD.findall(clause) if word[0].isalpha()]
        if len(found) < _FEWEST_WORDS:
            continue
        lower = [word.lower().replace("’", "'") for word in found]
        english = sum(word in words("english") for word in lower)
        name, told = max(
            (
                (language.name, [word for word in _of(language, found, lower) if word not in known])
                for language in _languages()
            ),
            key=lambda one: len(one[1]),
        )
        if len(set(told)) >= _FEWEST_KINDS and len(told) >= _SHARE * len(found) and len(told) > 2 * english:
            return _fault(name, clause, len(found) / size)
        told = [word for word in lower if is_indonesian(word) or word in _listed("Malay")]
        if len(set(told) - known) >= _FEWEST_KINDS and len(told) >= _BORROWED * len(found) and len(told) > english:
            return _fault("Indonesian or Malay", clause, len(found) / size)
    return None


def _fault(name: str, clause: str, share: float) -> Fault:
    return Fault("garbled", min(1.0, 0.5 + share / 2), f"This is {name} and not English: {shown(clause.strip())}.")


def _clauses(text: str) -> Iterator[str]:
    """The whole first, then its parts between marks."""
    yield text
    parts = [part for part in _CLAUSE.split(text) if part.strip()]
    if len(parts) > 1:
        yield from parts


_OTHER = ("particle", "Malay")
"""Rows that are no language of their own: Malay is told together with Indonesian, which the lexicon knows."""


@dataclass(frozen=True, slots=True)
class _Language:
    name: str
    words: frozenset[str]
    letters: frozenset[str]


@cache
def _languages() -> tuple[_Language, ...]:
    return tuple(
        _Language(row["language"], frozenset(row["words"].split()), frozenset(row["letters"].split()))
        for row in rows("languages")
        if row["language"] not in _OTHER
    )


@cache
def _listed(language: str) -> frozenset[str]:
    listed = (row["words"].split() for row in rows("languages") if row["language"] == language)
    return frozenset(word for found in listed for word in found)


def _of(language: _Language, found: Sequence[str], lower: Sequence[str]) -> Iterator[str]:
    """The words of a language: small ones that are no part of a name, and those in lower case that have its letters."""
    for place, word in enumerate(lower):
        if word in language.words or word.partition("'")[0] + "'" in language.words:
            if word not in _listed("particle") or not _named(found, place):
                yield word
        elif found[place].islower() and not language.letters.isdisjoint(word):
            yield word


def _named(found: Sequence[str], place: int) -> bool:
    """A name follows, if need be after more particles; a particle that begins a sentence is an article of its own."""
    if place == 0 and found[0][0].isupper():
        return False
    rest = next(
        (word for word in found[place + 1 : place + 1 + _PARTICLES] if word.lower() not in _listed("particle")), ""
    )
    return rest[:1].isupper()


def _wordless(source: str, hypothesis: str) -> Fault | None:
    known = {word.lower() for word in WORD.findall(source)}
    lower = [word for word in WORD.findall(hypothesis) if word.islower()]
    function = sum(word in words("english") for word in lower)
    if sum(word not in known for word in lower) < _LONG or function > _HARDLY * len(lower):
        return None
    return Fault("garbled", 0.7, f"It has {len(lower)} words and hardly an English function word among them.")
