"""Names that a translation lost, and names that it made up, beside those of countries and peoples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from jembatan.guard.context import Context
from jembatan.guard.coverage.anchors import cognate
from jembatan.guard.fault import shown
from jembatan.guard.lexicon import is_indonesian, renderings
from jembatan.guard.tables import rows
from jembatan.names.reading import Word, fold, is_roman, listed, near, same_names, seats, stems, words
from jembatan.names.unsupported import name_runs
from jembatan.records import Finding

_SHORTEST = 4
"""Letters of a name that is judged: shorter ones are too often words or abbreviations."""

_TITLE = re.compile(r"(?:pe|ke|per|pem|pen|peng|peny)\w{3,}an")
"""What only Indonesian affixes make is a word of a title (Penanggulangan) and no name."""

_COMMON = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ence",
    "ance",
    "ism",
    "ship",
    "hood",
    "ology",
    "ics",
    "ing",
    "ed",
    "ly",
    "able",
    "ible",
    "al",
    "ic",
    "ive",
    "ous",
)
_LETTERS = re.compile(r"[^\w]|_")
_BARE = re.compile(r"[aeiouyhw]")


def names_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether ..."""
    given, made = words(source), words(hypothesis)
    sides = _Names(given, source), _Names(made, hypothesis)
    mine, theirs = list(_indonesian(given)), list(_english(hypothesis))
    lost = [word for word in mine if not sides[1].has(word)] if made else []
    new = [word for word in theirs if not sides[0].has(word)]
    if not lost and not new:
        return Finding("names", True, 1.0)
    share = 1 - (len(lost) + len(new)) / (len(mine) + len(theirs))
    if lost and new:
        told = f"The Indonesian names {_told(lost)}, and the English names {_told(new)} instead."
    elif lost:
        told = f"The Indonesian names {_told(lost)}, and the English does not."
    else:
        told = f"The English names {_told(new)}, and the Indonesian names nothing of the kind."
    return Finding("names", False, share, told)


def _told(found: Sequence[Word]) -> str:
    return " and ".join(shown(surface) for surface in dict.fromkeys(word.surface for word in found[:3]))


def _indonesian(text: Sequence[Word]) -> Iterator[Word]:
    """The words of a source that can only be names: with a capital where no sentence begins, and no Indonesian."""
    for word in text:
        if word.capital and not word.opening and not word.acronym and _judged(word) and not _is_title(word.key):
            yield word


def _english(hypothesis: str) -> Iterator[Word]:
    """The words of an English text that can only be names."""
    for run in name_runs(hypothesis):
        for word in run:
            if not word.opening and not word.acronym and _judged(word) and not _is_common(word.key):
                yield word


def _judged(word: Word) -> bool:
    known = word.key in _known() or not stems(word.key).isdisjoint(_known())
    mixed = not word.surface.isalpha() or not word.surface[1:].islower()
    return len(word.key) >= _SHORTEST and not known and not mixed and not is_roman(word.surface)


@cache
def _is_title(key: str) -> bool:
    return (
        key in _capitals("indonesian")
        or is_indonesian(key)
        or bool(renderings(key))
        or _TITLE.fullmatch(key) is not None
    )


@cache
def _is_common(key: str) -> bool:
    forms = {key, key.removesuffix("s"), key.removesuffix("es"), re.sub("ies$", "y", key)}
    return (
        not forms.isdisjoint(_capitals("english"))
        or not forms.isdisjoint(_lexicon())
        or key in listed("title")
        or key in listed("opener")
        or key in listed("agent")
        or key.endswith(_COMMON)
    )


class _Names:
    """What a text may show a name with."""

    def __init__(self, text: Sequence[Word], written: str) -> None:
        self._keys = {word.key for word in text}
        self._capital = {word.key for word in text if word.capital}
        self._stems = {stem for key in self._keys for stem in stems(key)}
        self._respelt = {cognate(key) for key in self._keys} | {_skeleton(key) for key in self._capital}
        self._line = _LETTERS.sub("", fold(written))
        self._exonyms = {other for key in self._keys for other in _exonyms().get(key, ())}

    def has(self, word: Word) -> bool:
        """Whether the text has a name, in some spelling."""
        key = word.key
        return (
            _LETTERS.sub("", key) in self._line
            or key in self._exonyms
            or not stems(key).isdisjoint(self._stems)
            or cognate(key) in self._respelt
            or (len(_skeleton(key)) > 2 and _skeleton(key) in self._respelt)
            or any(near(key, other) for other in self._capital)
        )


def _skeleton(key: str) -> str:
    """The consonants of a name, in capitals, as Indonesian would spell them."""
    return _BARE.sub(
        "",
        re.sub(
            r"(.)\1",
            r"\1",
            key.replace("ph", "f")
            .replace("c", "k")
            .replace("v", "f")
            .replace("q", "k")
            .replace("z", "s")
            .replace("x", "ks"),
        ),
    ).upper()


@cache
def _known() -> frozenset[str]:
    """The words of the tables of countries and bodies, which ``countries`` judges."""
    return frozenset(
        fold(word)
        for name in (*same_names(), *seats())
        for phrase in (*name.english, *name.indonesian)
        for word in phrase
    )


@cache
def _capitals(language: str) -> frozenset[str]:
    return frozenset(word for row in rows("capitals") if row["language"] == language for word in row["words"].split())


@cache
def _lexicon() -> frozenset[str]:
    return frozenset(word for row in rows("lexicon") for word in row["english"].split())


@cache
def _exonyms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("exonyms"):
        for english in row["english"].split():
            found.setdefault(row["indonesian"], set()).add(english)
            found.setdefault(english, set()).add(row["indonesian"])
    return {key: frozenset(others) for key, others in found.items()}
