"""Where the phrases of a glossary stand in an Indonesian text.

Whole words, the longest phrase first. A phrase with capitals is a name and wants them in the text; a short abbreviation
wants all of its letters as they are (``as`` is an axle). Common words may bear a particle or a clitic at their end
(``senjatanya``), a combining form at their head (``pascagencatan senjata``) and may be doubled (``roket-roket``);
other prefixes make other words (``ketentaraan``) and match nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jembatan.glossary.entries import Match
from jembatan.glossary.phrases import Index, Phrase, is_short, joined
from jembatan.names.reading import Word, words

_ENDING = re.compile(r"(?:nya|ku|mu)?(?:lah|kah|pun)$|(?:nya|ku|mu)$")
_HEAD = re.compile(r"^(?:anti|antar|eks|non|pasca|pra|pro)(?=\w{5})")
_ROOT = 3
"""Letters that a word keeps at least when its ending is taken off."""

_SPOKEN = re.compile(r"..|[^AEIOU][AEIOU][^AEIOU]")
"""Abbreviations that may be words where all is in capitals: AS, BIN."""


def find(text: str, index: Index) -> tuple[Match, ...]:
    """The matches in order of the text; none overlaps another."""
    return tuple(_Text(text, index).matches())


class _Text:
    def __init__(self, text: str, index: Index) -> None:
        self._text = text
        self._index = index
        self._words = words(text)
        self._shouted = len(self._words) > 1 and all(word.acronym for word in self._words)

    def matches(self) -> Iterator[Match]:
        at = 0
        while at < len(self._words):
            phrase, size = self._longest(at)
            if phrase is not None:
                first, last = self._words[at], self._words[at + size - 1]
                yield Match(phrase.entry, _within(first, phrase.keys[0]).start, _within(last, phrase.keys[-1]).stop)
            at += max(size, 1)

    def _longest(self, at: int) -> tuple[Phrase | None, int]:
        best: tuple[Phrase | None, int] = (None, 0)
        for key in _first_keys(self._words[at].key):
            for phrase in self._index.get(key, ()):
                size = self._size(phrase, at)
                if size > best[1]:
                    best = (phrase, size)
        return best

    def _size(self, phrase: Phrase, at: int) -> int:
        """How many words of the text the phrase takes up from ``at`` on; 0 where it does not stand there."""
        size = len(phrase.keys)
        if phrase.common and self._doubled(at) and self._stands(phrase, self._words[at + 1 : at + 1 + size]):
            return size + 1
        return size if self._stands(phrase, self._words[at : at + size]) else 0

    def _stands(self, phrase: Phrase, run: Sequence[Word]) -> bool:
        """Whether the words of a run are those of the phrase."""
        last = len(phrase.keys) - 1
        if len(run) <= last or not joined(self._text, run, phrase):
            return False
        if phrase.short and ((self._shouted and _SPOKEN.fullmatch(phrase.words[0])) or self._is_currency(run[0])):
            return False
        return all(_same(phrase, place, word, place == 0, place == last) for place, word in enumerate(run))

    def _doubled(self, at: int) -> bool:
        """The word stands twice with a hyphen: a plural. The second may bear an ending."""
        if at + 1 >= len(self._words):
            return False
        one, other = self._words[at : at + 2]
        return self._text[one.end : other.start] == "-" and one.key in _bare(other.key)

    def _is_currency(self, word: Word) -> bool:
        return self._text[word.end : word.end + 1] == "$"


def _same(phrase: Phrase, place: int, word: Word, head: bool, tail: bool) -> bool:
    """Whether a word of the text is that of the phrase. ``head``, ``tail``: it is the first, the last one."""
    written, key = phrase.words[place], phrase.keys[place]
    if is_short(written):
        return word.surface == written
    if written[0].isupper() and not word.capital:
        return False
    if word.key == key:
        return True
    if tail and key in _bare(word.key):
        return True
    return head and phrase.common and key in _first_keys(word.key)


def _within(word: Word, key: str) -> range:
    """Where a word of the phrase stands inside that of the text: without combining form, ending and possessive."""
    end = word.start + len(word.surface)
    if len(word.surface) != len(word.key) or end > word.end:
        return range(word.start, word.end)
    start = word.start + max(word.key.find(key), 0)
    return range(start, min(start + len(key), end))


def _bare(key: str) -> tuple[str, ...]:
    """The word, and the word without its particle or clitic."""
    bare = _ENDING.sub("", key)
    shorter = re.sub(r"(?:lah|kah|pun)$", "", key)
    return (key, *(one for one in dict.fromkeys((shorter, bare)) if one != key and len(one) >= _ROOT))


def _first_keys(key: str) -> tuple[str, ...]:
    """What a first word may be looked up by."""
    found = [*_bare(key)]
    headless = _HEAD.sub("", key)
    if headless != key:
        found += _bare(headless)
    return tuple(dict.fromkeys(found))
