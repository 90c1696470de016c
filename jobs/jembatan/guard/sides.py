"""Sides exchanged: ``Russian troops`` for the source's ``tentara Ukraina``, though both texts name both countries, an
``attack on Russia`` for its ``serangan Rusia``, or ``Russia added`` for its ``Ia menambahkan``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from jembatan.guard.apposition import another_s
from jembatan.guard.attribution import attributing_words
from jembatan.guard.context import Context
from jembatan.guard.directions import near, turned, wests
from jembatan.guard.fault import shown
from jembatan.guard.named import Named, in_english, in_indonesian, kin
from jembatan.guard.tables import rows
from jembatan.names.reading import Word, words
from jembatan.records import Finding

_BETWEEN = 3
"""Words that may stand between a country and what is its own (the Ukrainian deputy defense minister)."""

_AND = frozenset(["and", "dan", "serta"])
_OF = frozenset(["of", "from"])
_HE = frozenset(["ia", "dia", "beliau"])
_AIMS = frozenset(["to", "on", "against", "into", "toward", "towards", "at"])


_Chain = tuple[Named, ...]
"""Countries that stand together."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """A noun as it stands, its row in the table, and the countries to which it belongs."""

    surface: str
    row: int
    owners: _Chain


def sides_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether troops, ministers, ships and the like belong to the same countries in both texts. Only what stands beside
    the name of a country in both is judged, and told where no country of it is the same, or where a new one is there
    and another is lost. A country that owns something in the Indonesian is not what it is aimed at in the English, what
    he or she says no country does, and what goes from one country to another does not go back, and what
    is near one is not in it. With a glossary, a
    leader who is named is not another's. The score is 0."""
    office = another_s(source, hypothesis, context.glossary) if context.glossary is not None else None
    if office is not None:
        given, made = map(shown, office)
        return Finding("sides", False, 0.0, f"The Indonesian has {given}, who is that himself, and the English {made}.")
    way = turned(source, hypothesis) or near(source, hypothesis) or wests(source, hypothesis)
    if way is not None:
        return Finding("sides", False, 0.0, way)
    indonesian = words(source)
    mine = list(_of_source(indonesian))
    person = indonesian[0] if indonesian and indonesian[0].key in _HE else None
    if not mine and person is None:
        return Finding("sides", True, 1.0)
    english = words(hypothesis)
    named = in_english(english)
    if person is not None and _speaks(english, named):
        what = f"In the Indonesian {shown(person.surface)} says so, and in the English {shown(named[0].surface)}."
        return Finding("sides", False, 0.0, what)
    chains = list(_chains(english, named))
    theirs = list(_of_english(english, chains))
    for one in theirs:
        wanted = [other for other in mine if other.row == one.row]
        said = [other for other in theirs if other.row == one.row]
        owners, told = _owners(wanted), _owners(said)
        if wanted and owners.isdisjoint(_owners([one])) and not owners <= told:
            lost = next((other for other in wanted if _owners([other]).isdisjoint(told)), wanted[0])
            given, made = (f"{shown(owned.surface)} of {shown(owned.owners[0].surface)}" for owned in (lost, one))
            return Finding("sides", False, 0.0, f"The Indonesian has {given}, and the English {made}.")
    for one in _aimed(english, chains):
        owners, told = (_owners([other for other in several if other.row == one.row]) for several in (mine, theirs))
        if not owners.isdisjoint(_owners([one])) and told.isdisjoint(owners):
            aim = f"{shown(one.surface)} at {shown(one.owners[0].surface)}"
            return Finding("sides", False, 0.0, f"The English aims {aim}, whose own the Indonesian says they are.")
    return Finding("sides", True, 1.0)


def _speaks(text: Sequence[Word], named: Sequence[Named]) -> bool:
    """The text begins with a country that says something."""
    return (
        bool(named)
        and not named[0].start
        and any(word.key in attributing_words() for word in text[named[0].end : named[0].end + 1])
    )


def _owners(owned: Sequence[_Owned]) -> frozenset[int]:
    return kin(owner for one in owned for owner in one.owners)


def _of_source(text: Sequence[Word]) -> Iterator[_Owned]:
    """The noun stands before its countries: ``Menteri Luar Negeri Rusia``, ``tentara Rusia dan Korea Utara``."""
    for owners in _chains(text, in_indonesian(text)):
        for at in range(owners[0].start - 1, max(owners[0].start - 2 - _BETWEEN, -1), -1):
            if not _beside(text, at):
                break
            row = _bearers("indonesian").get(text[at].key)
            if row is not None:
                yield _Owned(text[at].surface, row, owners)
            if not _may_part(text[at]):
                break


def _aimed(text: Sequence[Word], chains: Sequence[_Chain]) -> Iterator[_Owned]:
    """English nouns, with the countries that they are aimed at as their owners would stand: flights to Ukraine."""
    for countries in chains:
        yield from _before(text, countries, _AIMS)


def _before(text: Sequence[Word], countries: _Chain, prepositions: frozenset[str]) -> Iterator[_Owned]:
    """The noun before a preposition and the countries."""
    at = countries[0].start - 1
    at -= at > 0 and text[at].key == "the"
    if at > 0 and text[at].key in prepositions and text[at].joined:
        row = _bearers("english").get(text[at - 1].key)
        if row is not None:
            yield _Owned(text[at - 1].surface, row, countries)


def _of_english(text: Sequence[Word], chains: Sequence[_Chain]) -> Iterator[_Owned]:
    """The noun stands after its countries (the Russian and North Korean soldiers), or before ``of`` and them."""
    for owners in chains:
        for at in range(owners[-1].end, min(owners[-1].end + 1 + _BETWEEN, len(text))):
            if not _beside(text, at - 1):
                break
            row = _bearers("english").get(text[at].key)
            if row is not None:
                yield _Owned(text[at].surface, row, owners)
            if not _may_part(text[at]):
                break
        yield from _before(text, owners, _OF)


def _chains(text: Sequence[Word], named: Sequence[Named]) -> Iterator[_Chain]:
    """Countries that stand together, alone or with an "and" between: what stands beside one may belong to all."""
    chain: list[Named] = []
    for one in named:
        if chain:
            gap = text[chain[-1].end : one.start]
            if not all(word.key in _AND for word in gap) or not _beside(text, one.start - 1):
                yield tuple(chain)
                chain = []
        chain.append(one)
    if chain:
        yield tuple(chain)


def _beside(text: Sequence[Word], at: int) -> bool:
    """Only a blank stands between a word, its possessive ending, and the next word."""
    return text[at + 1].start - text[at].end <= 1


def _may_part(word: Word) -> bool:
    """Part of a title or of a compound, and no verb or preposition."""
    return word.capital or word.key in _listed()


@cache
def _listed() -> frozenset[str]:
    return frozenset(
        word
        for row in rows("bearers")
        if row["kind"] == "between"
        for name in ("english", "indonesian")
        for word in row[name].split()
    )


@cache
def _bearers(language: Literal["english", "indonesian"]) -> Mapping[str, int]:
    """The row of every noun."""
    return {
        word: number
        for number, row in enumerate(rows("bearers"))
        if row["kind"] == "noun"
        for word in row[language].split()
    }
