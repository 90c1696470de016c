"""Capitalised words of English and Indonesian text, and when two of them are the same name.

Rules and small tables, no model: a name is what begins with a capital where a common word would not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

Kind = Literal["opener", "title", "agent", "speech", "ending", "inflection"]

_WORD = re.compile(r"(?:[A-Z]\. ?){2,}|[^\W\d_]\w*(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENS = re.compile(r"(?:[.?!:]['\"”’)]*\s|[\"“‘]|\s[-–—])\s*$")
_BEFORE = 8
"""How many signs before a word are looked at; all of them would take a long text's square in time."""
_ROMAN = re.compile(r"[IVX]+")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'"})
_STEM = 4
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands at ``start:end``. ``key`` is its form for comparing: no accents, no capitals, no possessive,
    no stops (``U.S.`` is ``us``). ``acronym``: it is written in capitals alone. ``opening``: a capital says nothing
    here, because a sentence or a quotation begins. ``joined``: only a blank or a hyphen parts it from the word before.
    """

    start: int
    end: int
    surface: str
    key: str
    capital: bool
    acronym: bool
    opening: bool
    joined: bool


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; a hyphen parts words (``Putin-Kim``), single letters and numbers are none."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    before = -2
    for match in _WORD.finditer(text):
        written = match[0].rstrip()
        surface = _POSSESSIVE.sub("", re.sub(r"\. ?", "", written) if "." in written else written)
        end = match.start() + len(written)
        if len(surface) > 1:
            gap = text[before : match.start()] if before >= 0 else None
            yield Word(
                match.start(),
                end,
                surface,
                fold(surface),
                surface[0].isupper(),
                surface.isupper(),
                _opens(text, match.start()),
                gap in (" ", "-", "–") and not text[max(before - 2, 0) : before].endswith(("'s", "’s", "s'", "s’")),
            )
        before = end


def _opens(text: str, start: int) -> bool:
    before = text[max(start - _BEFORE, 0) : start]
    return (start <= _BEFORE and not before.strip()) or _OPENS.search(before) is not None


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Without accents and capitals."""
    # Once before and once after: some signs have a capital, others an accent, only when they are taken apart.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold().translate(_PLAIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@cache
def listed(kind: Kind) -> frozenset[str]:
    """The words of one kind in ``words.tsv``."""
    rows = (line.split("\t") for line in _lines("words.tsv"))
    return frozenset(word for named, row in rows if named == kind for word in row.split())


@cache
def stems(key: str) -> frozenset[str]:
    """What may be the stem of a name under the endings of the table, at least four letters: two names with a common one
    are the same (Ukraine and Ukrainian; Slovak and Slovakia)."""
    endings = (ending for ending in listed("inflection") if key.endswith(ending))
    return frozenset([key, *(key[: -len(ending)] for ending in endings if len(key) - len(ending) >= _STEM)])


def near(one: str, other: str) -> bool:
    """Two spellings of one name: five letters or more, the same first one, and one letter put in, left out or changed
    (Zelensky and Zelenskyy; Luhansk and Lugansk)."""
    short, long = sorted((one, other), key=len)
    if len(short) < _NEAR or len(long) - len(short) > 1 or short[0] != long[0]:
        return False
    same = next((at for at, (left, right) in enumerate(zip(short, long, strict=False)) if left != right), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def is_roman(surface: str) -> bool:
    """A Roman numeral: a number is no name."""
    return _ROMAN.fullmatch(surface) is not None


@dataclass(frozen=True, slots=True)
class SameName:
    """What one name is called in English and in Indonesian, each a tuple of words as written."""

    english: tuple[tuple[str, ...], ...]
    indonesian: tuple[tuple[str, ...], ...]


@cache
def same_names() -> tuple[SameName, ...]:
    """The table ``names.tsv``, and the countries and continents of Babel's CLDR tables."""
    rows = [line.split("\t") for line in _lines("names.tsv")[1:]]
    return tuple(
        SameName(tuple(_phrases(english)), tuple(_phrases(indonesian))) for english, indonesian in [*rows, *_cldr()]
    )


@cache
def seats() -> tuple[SameName, ...]:
    """The names under which a government goes: its country's in the tables and its places of ``seats.tsv``."""
    found = []
    for line in _lines("seats.tsv")[1:]:
        country, places = line.split("\t")
        (first,) = _phrases(country)
        named = [name for name in same_names() if first in name.english]
        found.append(
            SameName(
                tuple(phrase for name in named for phrase in name.english) + tuple(_phrases(places)),
                tuple(phrase for name in named for phrase in name.indonesian),
            )
        )
    return tuple(found)


@cache
def known_stems() -> frozenset[str]:
    """The stems of all names of one word in the tables: these are names wherever they stand."""
    single = (phrase[0] for name in same_names() for phrase in name.english if len(phrase) == 1)
    return frozenset(stem for word in single if len(word) > 3 for stem in stems(fold(word)))


def _phrases(cell: str) -> Iterator[tuple[str, ...]]:
    for phrase in cell.split(" / "):
        found = tuple(word.surface for word in words(phrase))
        if found:
            yield found


def _cldr() -> Iterator[list[str]]:
    from babel import Locale

    english, indonesian = Locale("en").territories, Locale("id").territories
    for code in sorted(english):
        # "world" and "unknown region" are no names.
        if code in indonesian and code not in ("001", "ZZ"):
            yield [re.sub(r" \((.*)\)", r" / \1", english[code]), re.sub(r" \((.*)\)", r" / \1", indonesian[code])]


def _lines(name: str) -> list[str]:
    text = files("jembatan.names").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]
