"""Where the English forms of a glossary stand in an English text: in any case of letters, hyphenated or not, in the
plural and with a possessive, words of the news also as verbs inflect. A name of one word wants its capital: a turkey is
no country, the south no Korea."""

from __future__ import annotations

from collections.abc import Iterator

from jembatan.glossary.entries import Told
from jembatan.glossary.phrases import Index, Phrase, is_short, joined
from jembatan.names.reading import Word, words

_PLURALS = (("ies", "y"), ("men", "man"), ("ves", "f"), ("es", ""), ("s", ""))
_SHORTEST = 3
"""Letters that a singular has at least."""


def find(text: str, index: Index) -> tuple[Told, ...]:
    """Every form in the text, one inside another too, in order of their first words."""
    return tuple(_find(text, index))


def _find(text: str, index: Index) -> Iterator[Told]:
    every = words(text)
    for at, word in enumerate(every):
        for key in bases(word.key):
            for phrase in index.get(key, ()):
                run = every[at : at + len(phrase.keys)]
                if len(run) == len(phrase.keys) and _stands(text, phrase, run):
                    yield Told(phrase.entry, phrase.written, word.start, _end(run[-1]))


def _stands(text: str, phrase: Phrase, run: tuple[Word, ...]) -> bool:
    known = bases if phrase.entry.kind == "word" else singulars
    for written, key, word in zip(phrase.words, phrase.keys, run, strict=True):
        if is_short(written):
            if word.surface not in (written, f"{written}s"):
                return False
        elif key not in known(word.key) or (phrase.alone and written[0].isupper() and not word.capital):
            return False
    return joined(text, run, phrase)


def _end(word: Word) -> int:
    """Where a word ends without its possessive. One with stops (U.S.) has none that could be told from them."""
    end = word.start + len(word.surface)
    return end if end <= word.end and word.end - end <= len("'s") else word.end


def singulars(key: str) -> tuple[str, ...]:
    """The word, and what it may be the plural of."""
    found = [key]
    for ending, singular in _PLURALS:
        if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST - len(singular):
            found.append(key[: len(key) - len(ending)] + singular)
    return tuple(dict.fromkeys(found))


def bases(key: str) -> tuple[str, ...]:
    """The word, and what it may be the plural or a regular form of: agreed, agree; repelling, repel; denied, deny."""
    found = list(singulars(key))
    for ending in ("ing", "ed"):
        stem = key.removesuffix(ending)
        if stem != key and len(stem) >= _SHORTEST - 1:
            found += [stem, f"{stem}e"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
            if ending == "ed" and stem.endswith("i"):
                found.append(f"{stem[:-1]}y")
    return tuple(dict.fromkeys(found))
