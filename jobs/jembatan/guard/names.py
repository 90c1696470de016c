"""Names that a translation lost or made up: persons, places and bodies, beside the countries of ``countries``.

A word with a capital is taken for a name only where it can be nothing else: both languages write titles and bodies with
capitals and have words of their own for them. Spellings may differ; what is alike in any way is the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jembatan.guard.context import Context
from jembatan.guard.coverage.anchors import cognate
from jembatan.guard.fault import shown
from jembatan.guard.lexicon import is_indonesian, renderings
from jembatan.guard.tables import rows
from jembatan.guard.terms import english_of_terms
from jembatan.names.reading import Word, fold, is_roman, listed, near, same_names, seats, stems, words
from jembatan.names.unsupported import name_runs
from jembatan.records import Finding

_SHORTEST = 4
"""Letters of a name that is judged: shorter ones are too often words or abbreviations."""

_MOST_SHOWN = 3

_AFFIXED = re.compile(r"(?:pe|ke|per|pem|pen|peng|peny)\w{3,}an")
"""What only Indonesian affixes make is a word of a title (``Penanggulangan``) and no name."""

_COMMON = re.compile(
    r"\w+(?:tion|sion|ment|ness|ity|ence|ance|ism|ship|hood|ology|ics|ing|ed|ly|able|ible|al|ic|ive|ous)"
)
"""English words that are no names by their form. Some names look so too: they are not judged."""

_MARKS = re.compile(r"[\W_]")
_SOUNDS = tuple((re.compile(pattern), sound) for pattern, sound in (
    ("ph|v", "f"), ("[cq]", "k"), ("z", "s"), ("x", "ks"), (r"(.)\1", r"\1"), ("[aeiouyhw]", ""),
))  # fmt: skip


def names_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether the names of the source are in the English, in some spelling, and no others. Countries, peoples, words
    of titles and the English of a glossary's term are not judged. The score is the share of the names of both sides
    that the other side has."""
    given, made = words(source), words(hypothesis)
    if not made:
        return Finding("names", True, 1.0)
    there, here = _Shown(source, given), _Shown(hypothesis, made)
    wanted, told = list(_of_source(given)), list(_of_english(hypothesis))
    lost = [word for word in wanted if not here.has(word)]
    new = [word for word in told if not there.has(word)]
    bodies = [word for word in made if _is_body(word) and not there.has(word) and not there.has_body(word.key, here)]
    if (new or bodies) and context.glossary is not None:
        terms = english_of_terms(source, hypothesis, context.glossary)
        new, bodies = ([word for word in several if word.key not in terms] for several in (new, bodies))
    if not lost and not new and not bodies:
        return Finding("names", True, 1.0)
    score = 1 - (len(lost) + len(new) + len(bodies)) / (len(wanted) + len(told) + len(bodies))
    return Finding("names", False, score, _explained(lost, [*new, *bodies]))


def _explained(lost: Sequence[Word], new: Sequence[Word]) -> str:
    if not new:
        return f"The Indonesian names {_quoted(lost)}, and the English does not."
    if not lost:
        return f"The English names {_quoted(new)}, and the Indonesian names nothing of the kind."
    return f"The Indonesian names {_quoted(lost)}, and the English names {_quoted(new)} instead."


def _quoted(found: Sequence[Word]) -> str:
    return " and ".join(shown(surface) for surface in list(dict.fromkeys(word.surface for word in found))[:_MOST_SHOWN])


def _of_source(text: Sequence[Word]) -> Iterator[Word]:
    """The words of a source that can only be names. The first of a sentence is one only if it does something."""
    for word, following in zip(text, [*text[1:], None], strict=False):
        if not _judged(word) or _is_title(word.key):
            continue
        acts = following is not None and following.joined and following.surface in _listed("after-name")
        if not word.opening or acts:
            yield word


def _of_english(hypothesis: str) -> Iterator[Word]:
    """The words of an English text that can only be names."""
    for word in (word for run in name_runs(hypothesis) for word in run):
        if _judged(word) and not word.opening and not _is_common(word.key):
            yield word


def _judged(word: Word) -> bool:
    """Long enough for a name, written like one, and none of those that ``countries`` judges."""
    return (
        word.capital
        and word.surface.isalpha()
        and word.surface[1:].islower()
        and len(word.key) >= _SHORTEST
        and not is_roman(word.surface)
        and (stems(word.key) | {word.key}).isdisjoint(_known())
    )


def _is_body(word: Word) -> bool:
    """A body or an office with a capital (Ministry)."""
    return word.key in _bodies() and word.capital and not word.acronym and not word.opening


@cache
def _is_title(key: str) -> bool:
    """An Indonesian word that is written with a capital in titles and at the beginning of sentences."""
    return key in _listed("indonesian") or is_indonesian(key) or bool(renderings(key)) or bool(_AFFIXED.fullmatch(key))


@cache
def _is_common(key: str) -> bool:
    """An English word that is no name, in the singular or the plural."""
    forms = {key, key.removesuffix("s"), key.removesuffix("es"), re.sub("ies$", "y", key)}
    known = (_listed("english"), _renderings(), listed("title"), listed("opener"), listed("agent"))
    return any(not forms.isdisjoint(table) for table in known) or _COMMON.fullmatch(key) is not None


class _Shown:
    """All that may show a name in a text."""

    def __init__(self, text: str, found: Sequence[Word]) -> None:
        keys = self._keys = {word.key for word in found}
        self._abbreviations = {word.key: word for word in found if word.acronym}.values()
        self._found: dict[str, bool] = {}
        self._capital = {word.key for word in found if word.capital}
        self._stems = {stem for key in keys for stem in stems(key)}
        self._starts = {cognate(key) for key in keys}
        self._sounds = {_sound(key) for key in self._capital}
        self._letters = _MARKS.sub("", fold(text))
        self._other = {other for key in keys for other in _exonyms().get(key, ())}

    def has(self, word: Word) -> bool:
        """Whether a name stands here, in some spelling: in one word or in two, inflected, or under another name."""
        known = self._found.get(word.key)
        if known is None:
            known = self._found[word.key] = self._has(word.key)
        return known

    def _has(self, key: str) -> bool:
        sound = _sound(key)
        return (
            key in self._other
            or _MARKS.sub("", key) in self._letters
            or not stems(key).isdisjoint(self._stems)
            or cognate(key) in self._starts
            or (len(sound) > 2 and sound in self._sounds)
            or any(near(key, other) for other in self._capital)
        )

    def has_body(self, key: str, other: _Shown) -> bool:
        """Whether it may be of a body: a word for it stands here, or an abbreviation that the ``other`` text lacks."""
        if any(not other.has(word) for word in self._abbreviations):
            return True
        short = {begin for begin in _bodies()[key] if len(begin) < _SHORTEST}
        long = tuple(begin for begin in _bodies()[key] if len(begin) >= _SHORTEST)
        return not short.isdisjoint(self._keys) or any(one.startswith(long) for one in self._keys)


def _sound(key: str) -> str:
    """The consonants of a name (Mohammed and Muhamad; Kharkiv and Harkov)."""
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key


@cache
def _known() -> frozenset[str]:
    """The words of the tables of countries, bodies and seats of governments."""
    every = (*same_names(), *seats())
    return frozenset(fold(word) for name in every for phrase in (*name.english, *name.indonesian) for word in phrase)


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("capitals") if row["kind"] == kind for word in row["words"].split())


@cache
def _renderings() -> frozenset[str]:
    return frozenset(word for row in rows("lexicon") for word in row["english"].split())


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    return {word: tuple(row["indonesian"].split()) for row in rows("bodies") for word in row["english"].split()}


@cache
def _exonyms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("exonyms"):
        for english in row["english"].split():
            found.setdefault(row["indonesian"], set()).add(english)
            found.setdefault(english, set()).add(row["indonesian"])
    return {key: frozenset(others) for key, others in found.items()}
