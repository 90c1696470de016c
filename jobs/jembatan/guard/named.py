"""Names of countries, peoples and bodies in a text, by the tables of ``jembatan.names``: which ones, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from jembatan.guard.tables import rows
from jembatan.names.reading import SameName, Word, fold, same_names, seats, stems, words

_Phrase = tuple[str, ...]

_TELLING = 4
"""Letters from which on capitals say nothing: ``US`` and ``us`` are two words, ``CHINA`` and ``China`` are one."""

_OF_PEOPLES = ("ian", "ese")
"""How English makes a people of a country (Ukrainian, Sudanese), besides an ending put to its whole name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase as it stands in a text, from its word ``start`` to before ``end``, and the numbers of the names that it
    may mean."""

    surface: str
    start: int
    end: int
    names: frozenset[int]


def in_english(text: Sequence[Word]) -> list[Named]:
    """What an English text names, the longest phrase at each place; peoples whom the tables do not list too."""
    return _found(text, _english(), _people)


def in_indonesian(text: Sequence[Word]) -> list[Named]:
    """What an Indonesian text names, the longest phrase at each place."""
    return _found(text, _indonesian(), lambda key: None)


def kin(named: Iterable[Named]) -> frozenset[int]:
    """The names, and those that share an English phrase with one of them: Moscow is told for Russia."""
    return frozenset(other for one in named for number in one.names for other in _cousins()[number])


def untold(text: Sequence[Word], language: Literal["indonesian", "english"]) -> frozenset[int]:
    """The names that a text tells without naming them: ``TNI`` or ``Tanah Air`` is Indonesia's."""
    line = f" {' '.join(word.key for word in text)} "
    return frozenset(number for phrase, names in _hints()[language].items() if phrase in line for number in names)


def english_forms(names: Iterable[int]) -> list[_Phrase]:
    """What the names are called in English, as tuples of words as written."""
    return [form for number in names for form in _names()[number].english]


@cache
def shared_words() -> frozenset[str]:
    """Words of several names that are not the same (Korea, Guinea, Republic): one of them alone tells nothing."""
    first: dict[str, frozenset[int]] = {}
    found: set[str] = set()
    for table in (_english(), _indonesian()):
        for phrase, names in table.items():
            for word in map(fold, phrase):
                if names.isdisjoint(first.setdefault(word, names)):
                    found.add(word)
    return frozenset(found)


def _found(
    text: Sequence[Word], table: Mapping[_Phrase, frozenset[int]], people: Callable[[str], frozenset[int] | None]
) -> list[Named]:
    found: list[Named] = []
    at = 0
    while at < len(text):
        size = next((size for size in range(_longest(), 0, -1) if _key(text[at : at + size], size) in table), 0)
        if size:
            run = text[at : at + size]
            found.append(Named(" ".join(word.surface for word in run), at, at + size, table[_key(run, size)]))
        elif text[at].capital and (names := people(text[at].key.removesuffix("s"))):
            found.append(Named(text[at].surface, at, at + 1, names))
        at += max(size, 1)
    return found


def _people(key: str) -> frozenset[int] | None:
    if key.endswith(_OF_PEOPLES):
        known = _peoples()
        return next((known[stem] for stem in sorted(stems(key), key=len, reverse=True) if stem in known), None)
    for ending in ("i", "n", "an"):
        whole = (key.removesuffix(ending),)
        if key.endswith(ending) and len(whole[0]) >= _TELLING and whole in _english():
            return _english()[whole]
    return None


@cache
def _peoples() -> Mapping[str, frozenset[int]]:
    """By the stem of a country's name, for those whose people the tables do not list."""
    found: dict[str, frozenset[int]] = {}
    for phrase, names in _english().items():
        if len(phrase) == 1 and len(phrase[0]) >= _TELLING:
            for stem in stems(phrase[0]):
                found.setdefault(stem, names)
    return found


@cache
def _cousins() -> tuple[frozenset[int], ...]:
    """By the number of a name: the names that share an English phrase with it."""
    found: list[set[int]] = [set() for _ in _names()]
    for names in _english().values():
        for number in names:
            found[number] |= names
    return tuple(map(frozenset, found))


@cache
def _hints() -> Mapping[str, Mapping[str, frozenset[int]]]:
    """By language: phrases, as their words' keys between blanks, and the names that they tell."""
    found: dict[str, dict[str, frozenset[int]]] = {"indonesian": {}, "english": {}}
    for row in rows("also"):
        names = kin([Named(row["name"], 0, 0, _english()[tuple(map(fold, row["name"].split()))])])
        for language, told in found.items():
            for phrase in filter(None, (row[language] or "").split(" / ")):
                key = f" {' '.join(word.key for word in words(phrase))} "
                told[key] = told.get(key, frozenset()) | names
    return found


def _key(run: Sequence[Word], size: int) -> _Phrase:
    """How a run stands in the tables; nothing where it is no name: its first word small, or its words parted."""
    if len(run) < size or not run[0].capital or not all(word.joined for word in run[1:]):
        return ()
    return tuple(word.surface if word.acronym and len(word.surface) < _TELLING else word.key for word in run)


@cache
def _longest() -> int:
    return max(len(phrase) for table in (_english(), _indonesian()) for phrase in table)


@cache
def _names() -> tuple[SameName, ...]:
    return (*same_names(), *seats())


@cache
def _english() -> Mapping[_Phrase, frozenset[int]]:
    return _table({number: name.english for number, name in enumerate(_names())})


@cache
def _indonesian() -> Mapping[_Phrase, frozenset[int]]:
    return _table({number: name.indonesian for number, name in enumerate(_names())})


def _table(phrases: Mapping[int, Sequence[_Phrase]]) -> Mapping[_Phrase, frozenset[int]]:
    found: dict[_Phrase, set[int]] = {}
    for number, several in phrases.items():
        for phrase in several:
            short = [word if word.isupper() and len(word) < _TELLING else fold(word) for word in phrase]
            found.setdefault(tuple(short), set()).add(number)
    return {phrase: frozenset(numbers) for phrase, numbers in found.items()}
