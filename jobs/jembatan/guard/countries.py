"""Countries and peoples: named in the English where the source has another, or in the source alone.

Whose soldiers died is the fact that hurts most where it is wrong. Only names of the tables (``jembatan.names``) are
judged, as whole phrases, the longest first: ``North Korean`` is not the other Korea's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from jembatan.guard.context import Context
from jembatan.guard.fault import shown
from jembatan.guard.tables import rows
from jembatan.names.reading import SameName, Word, fold, same_names, seats, stems, words
from jembatan.records import Finding

_Phrase = tuple[str, ...]
_INVENTED = 0.0
_LOST = 0.5

_CURRENCY = re.compile(
    r"\b(?:US|AS|A|AU|S|NZ|HK)\$|\b[Dd]olar (?:AS|Amerika(?: Serikat)?|Australia|Singapura|Hong Kong|Kanada)\b"
    r"|\b(?:US|U\.S\.|American|Australian|Singapore|Hong Kong|Canadian) dollars?\b"
)
"""Countries that name a currency: whether it came through is for the numbers."""


def countries_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether the English names the countries and peoples of the source, and no others. A government may go by its seat
    (Moscow for Russia). The score is 0 for a name that the source lacks, and 0.5 for one that only it has."""
    given, made = (words(_CURRENCY.sub(" ", text)) for text in (source, hypothesis))
    sides = _found(given, _indonesian())
    told = _found(made, _english(), _peoples())
    meant = _kin(sides) | _kin(_found(given, _english())) | _also(given, "indonesian")
    for phrase, names in told:
        if names.isdisjoint(meant) and not _written(phrase, given):
            what = f"The English has {shown(phrase)}, and the Indonesian names nothing of the kind."
            return Finding("countries", False, _INVENTED, what)
    there = _kin(told) | _also(made, "english")
    stem = {one for word in made for one in stems(word.key)}
    for phrase, names in sides if hypothesis.strip() else ():
        if names.isdisjoint(there) and not _spoken(names, phrase, stem):
            return Finding(
                "countries", False, _LOST, f"The Indonesian names {shown(phrase)}, and the English does not."
            )
    return Finding("countries", True, 1.0)


_Named = tuple[str, frozenset[int]]
"""A phrase as it stands, and the numbers of the names that it may mean."""


def _found(
    text: Sequence[Word], table: Mapping[_Phrase, frozenset[int]], peoples: Mapping[str, frozenset[int]] | None = None
) -> list[_Named]:
    """The phrases of a table that stand in a text, the longest at each place; and words that only ``peoples`` know."""
    found: list[_Named] = []
    at = 0
    while at < len(text):
        size = next((size for size in range(_longest(), 0, -1) if _key(text[at : at + size], size) in table), 0)
        word = text[at]
        if size:
            run = text[at : at + size]
            found.append((" ".join(word.surface for word in run), table[_key(run, size)]))
        elif peoples and word.capital and (known := _people(word.key.removesuffix("s"), peoples)):
            found.append((word.surface, known))
        at += max(size, 1)
    return found


_OF_PEOPLES = ("ian", "ese")
"""How English makes a people of a country (Ukrainian, Sudanese), besides an ending put to its whole name."""


def _people(key: str, peoples: Mapping[str, frozenset[int]]) -> frozenset[int] | None:
    if key.endswith(_OF_PEOPLES):
        return next((peoples[stem] for stem in sorted(stems(key), key=len, reverse=True) if stem in peoples), None)
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


def _kin(named: Sequence[_Named]) -> frozenset[int]:
    """The names, and those that share an English phrase with one of them: Moscow is told for Russia."""
    return frozenset(other for _, names in named for number in names for other in _cousins()[number])


def _also(text: Sequence[Word], language: str) -> frozenset[int]:
    """The names that are told without being named: by ``TNI`` or ``Tanah Air`` Indonesia."""
    line = f" {' '.join(word.key for word in text)} "
    return frozenset(number for phrase, names in _hints()[language].items() if phrase in line for number in names)


@cache
def _hints() -> Mapping[str, Mapping[str, frozenset[int]]]:
    """By language: phrases, as their words' keys between blanks, and the names that they tell."""
    found: dict[str, dict[str, frozenset[int]]] = {"indonesian": {}, "english": {}}
    for row in rows("also"):
        names = _kin([(row["name"], _english()[tuple(map(fold, row["name"].split()))])])
        for language, told in found.items():
            for phrase in filter(None, (row[language] or "").split(" / ")):
                key = f" {' '.join(word.key for word in words(phrase))} "
                told[key] = told.get(key, frozenset()) | names
    return found


@cache
def _cousins() -> tuple[frozenset[int], ...]:
    """By the number of a name: the names that share an English phrase with it."""
    found: list[set[int]] = [set() for _ in _names()]
    for names in _english().values():
        for number in names:
            found[number] |= names
    return tuple(map(frozenset, found))


def _key(run: Sequence[Word], size: int) -> _Phrase:
    """How a run stands in the tables; nothing where it is no name: its first word small, or its words parted."""
    if len(run) < size or not run[0].capital or not all(word.joined for word in run[1:]):
        return ()
    return tuple(word.surface if word.acronym and len(word.surface) < _TELLING else word.key for word in run)


_TELLING = 4
"""Letters from which on capitals say nothing: ``US`` and ``us`` are two words, ``CHINA`` and ``China`` are one."""

_LONG = 5
"""Letters from which on one word of a name tells it from others."""


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


def _written(phrase: str, text: Sequence[Word]) -> bool:
    """The source has it as it is, in any case of letters, or a word of it that no other name has: ``Jalan Downing`` is
    Downing Street, ``Korea Utara`` is not South Korea."""
    there = {word.key for word in text}
    every = [fold(word) for word in phrase.split()]
    return set(every) <= there or any(len(word) >= _LONG and word not in _shared() for word in there & set(every))


@cache
def _shared() -> frozenset[str]:
    """Words of several names that are not the same (Korea, Guinea, Republic): one of them alone tells nothing."""
    first: dict[str, frozenset[int]] = {}
    found: set[str] = set()
    for table in (_english(), _indonesian()):
        for phrase, names in table.items():
            for word in map(fold, phrase):
                if names.isdisjoint(first.setdefault(word, names)):
                    found.add(word)
    return frozenset(found)


def _spoken(names: frozenset[int], phrase: str, stem: set[str]) -> bool:
    """An adjective or another form that the tables lack: every word of some name shares its stem with the English."""
    forms = [form for number in names for form in _names()[number].english] + [tuple(phrase.split())]
    return any(all(stems(fold(word)) & stem for word in form) for form in forms)
