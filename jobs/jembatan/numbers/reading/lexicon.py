"""The word tables of one language, read once from ``id.tsv``, ``en.tsv``, ``phrases.tsv`` and ``shared.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

Language = Literal["id", "en"]


class Entry(NamedTuple):
    """What a word does in a quantity: its ``role`` in the grammar, its ``value`` as written in the table, and
    a ``note`` (free, name, beside, guarded, of) which narrows when it counts."""

    role: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``words`` maps lower-case words to entries; ``phrases`` maps the first word of a phrase that counts
    nothing to the words that follow it."""

    words: dict[str, Entry]
    phrases: dict[str, list[tuple[str, ...]]]


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of this package, as their cells."""
    for line in files("jembatan.numbers").joinpath("data", name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def lexicon(language: Language) -> Lexicon:
    """The tables of ``language``."""
    words = {row[0]: Entry(row[1], row[2], row[3] if len(row) > 3 else "") for row in rows(f"{language}.tsv")}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for owner, phrase in rows("phrases.tsv"):
        if owner == language:
            first, *rest = phrase.replace("-", " - ").split()
            phrases.setdefault(first, []).append(tuple(rest))
    return Lexicon(words, phrases)


@cache
def shared(role: str) -> dict[str, str]:
    """The signs of both languages with this role (roman, currency, prefix, measure), and their values."""
    return {row[0]: row[2] for row in rows("shared.tsv") if row[1] == role}


@cache
def english_names(role: str) -> dict[str, str]:
    """The full English names of months or weekdays by their value."""
    names: dict[str, str] = {}
    for word, entry in lexicon("en").words.items():
        if entry.role == role and entry.note != "beside":
            names.setdefault(entry.value, word.capitalize())
    return names


_SHORTEST_MISSPELT = 5


@lru_cache(maxsize=50_000)
def misspelt_month(word: str, language: Language) -> str | None:
    """The month that ``word`` is one letter away from (Febuari, Novemeber), by value; short names are left alone."""
    if len(word) < _SHORTEST_MISSPELT or (language == "en" and word in lexicon("id").words):  # Februari is no February
        return None
    for name, entry in lexicon(language).words.items():
        if entry.role == "month" and len(name) >= _SHORTEST_MISSPELT and name[0] == word[0] and _one_apart(name, word):
            return entry.value
    return None


@lru_cache(maxsize=50_000)
def misspelt_scale(word: str) -> Entry | None:
    """The Indonesian magnitude word that ``word`` is one letter away from (trliun, niliar)."""
    for name in ("miliar", "milyar", "triliun", "trilyun"):
        if _one_apart(name, word):
            return lexicon("id").words[name]
    return None


def _one_apart(one: str, other: str) -> bool:
    """One letter more, less or other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rests = one[start:], other[start:]
    return rests[0][1:] == rests[1][1:] or rests[0][1:] == rests[1] or rests[0] == rests[1][1:]
