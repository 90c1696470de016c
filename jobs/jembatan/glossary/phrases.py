"""Phrases looked up by their first word, so that a sentence costs one look-up a word however long the glossary is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jembatan.glossary.entries import Entry
from jembatan.names.reading import Word, fold, words

_TELLING = 4
"""Letters from which on capitals say nothing: ``AS`` and ``as`` are two words, ``BMKG`` and ``Bmkg`` are one."""

_TITLE = 4
"""Letters up to which a word with a stop may be the beginning of a name (St. Petersburg, Brig. Gen.)."""

_GAPS = (" ", "-", "–", "\u00a0", "  ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of an entry: as it is ``written``, its words, and their keys."""

    entry: Entry
    written: str
    words: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def common(self) -> bool:
        """It is no name: it is written without a capital."""
        return self.words[0][0].islower()

    @property
    def short(self) -> bool:
        """An abbreviation that capitals alone tell from a word."""
        return len(self.words) == 1 and is_short(self.words[0])

    @property
    def alone(self) -> bool:
        """It has one word, or an article and one."""
        return len(self.words) == 1 + (self.keys[0] == "the")


Index = Mapping[str, tuple[Phrase, ...]]
"""Phrases by the key of their first word, the longest first."""


def read(entry: Entry, written: str) -> Phrase | None:
    """A phrase as words; None where it has none that can be looked for."""
    found = tuple(word.surface for word in words(written))
    return Phrase(entry, written, found, tuple(map(fold, found))) if found else None


def index(phrases: Iterable[Phrase | None]) -> Index:
    """By first words; of phrases of one length the earlier stays first."""
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase is not None:
            found.setdefault(phrase.keys[0], []).append(phrase)
    return {key: tuple(sorted(listed, key=lambda one: -len(one.keys))) for key, listed in found.items()}


def is_short(word: str) -> bool:
    """Whether it is an abbreviation that only its capitals tell from a word."""
    return word.isupper() and len(word) < _TELLING


def joined(text: str, run: Sequence[Word], phrase: Phrase) -> bool:
    """Whether nothing but a blank, a hyphen or the stop of a short title parts the words of a run, possessives apart;
    or a comma, if the phrase has one."""
    for left, right in pairwise(run):
        gap = text[left.end : right.start]
        parted = (gap == ". " and len(left.surface) <= _TITLE) or (gap == ", " and "," in phrase.written)
        if gap not in _GAPS and not parted:
            return False
    return True
