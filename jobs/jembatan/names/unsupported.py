"""Names in a summary that its article does not have.

What is capitalised in the summary must stand in the English text or in the Indonesian source: in any case of letters,
inflected (Russia, Russians), spelt a little differently (Kharkiv, Kharkov), under another name of the table (AS, the
United States) or as an abbreviation (IAEA). A word that begins a sentence counts as a name only if something says so.
Numbers, dates, weekdays and months are for the number check. What is not seen: the name of one person of the article in
the place of another, a common word as a name, and a name that only begins a sentence whose verb is not one of speech.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from jembatan.names.reading import (
    Word,
    fold,
    is_roman,
    known_stems,
    listed,
    near,
    same_names,
    seats,
    stems,
    words,
)
from jembatan.numbers import read

_SIDES = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western", "new"])
_SMALL = frozenset(["of", "for", "and", "the", "on", "in", "de", "dan", "untuk"])


@dataclass(frozen=True, slots=True)
class UnsupportedName:
    """A name that the article lacks, as written at ``start:end`` of the summary's sentence; ``explanation`` is a
    sentence for an editor."""

    start: int
    end: int
    surface: str
    explanation: str


class NameEvidence:
    """All that an article's English text and its Indonesian source say about names. ``with_seats``: Moscow may stand
    for Russia, and Russia for Moscow."""

    def __init__(self, english: str, indonesian: str = "", with_seats: bool = False) -> None:
        texts = [words(english), words(indonesian)]
        both = [word for text in texts for word in text]
        self._keys = {word.key for word in both}
        self._written = frozenset(word.surface for word in both if word.acronym)
        self._acronyms = set(self._written)
        capital = {word.key for word in both if word.capital}
        self._stems = {stem for key in capital for stem in stems(key)}
        self._capital = sorted(capital)
        self._initials = {made for text in texts for made in _initials(text)}
        pairs = {(left.key, right.key) for text in texts for left, right in pairwise(text)}
        places = [_places(text) for text in texts]
        for name in (*same_names(), *seats()) if with_seats else same_names():
            if _stands(name.english, texts[0], places[0]) or _stands(name.indonesian, texts[1], places[1]):
                for phrase in name.english:
                    self._add(phrase)
                    pairs |= set(pairwise(map(fold, phrase)))
        self._pairs = {(left, stem) for left, right in pairs for stem in stems(right)}

    def _add(self, phrase: tuple[str, ...]) -> None:
        self._keys |= {fold(word) for word in phrase}
        self._acronyms |= {word for word in phrase if word.isupper()}
        self._stems |= {stem for word in phrase for stem in stems(fold(word))}

    def has(self, word: Word) -> bool:
        """Whether the article has this word, in some form."""
        if word.acronym and len(word.surface) == 2:
            # "US" and "us" are two words.
            return word.surface in self._acronyms
        return (
            word.key in self._keys
            or bool(stems(word.key) & self._stems)
            or (word.acronym and word.key in self._initials)
            or any(near(word.key, known) for known in self._capital)
        )

    def abbreviates(self, run: Sequence[Word]) -> bool:
        """Whether the article has this name as an abbreviation."""
        return any(made.upper() in self._written for made in _initials(run))

    def has_pair(self, left: Word, right: Word) -> bool:
        """Whether the two stand side by side in the article (North Korean, West Java)."""
        sides = stems(left.key) | {left.key.removesuffix("ern"), left.key + "ern"}
        return any((side, stem) in self._pairs for side in sides for stem in stems(right.key))


def unsupported_names(sentence: str, article: NameEvidence) -> tuple[UnsupportedName, ...]:
    """The names of one English sentence that the article does not have, in order."""
    found: list[UnsupportedName] = []
    for run in name_runs(sentence):
        missing = [word for word in run if not article.has(word)]
        if missing and not article.abbreviates(run):
            surface = sentence[missing[0].start : missing[-1].end]
            told = f"{surface} stands neither in the article's English nor in its Indonesian."
            found.append(UnsupportedName(missing[0].start, missing[-1].end, surface, told))
            continue
        for left, right in pairwise(run):
            if left.key in _SIDES and right.joined and not article.has_pair(left, right):
                surface = sentence[left.start : right.end]
                told = f"The article has {right.surface}, but nowhere {surface}."
                found.append(UnsupportedName(left.start, right.end, surface, told))
    return tuple(found)


def name_runs(sentence: str) -> list[list[Word]]:
    """Names that stand together, without what is capitalised for another reason."""
    quantities = read(sentence, "en")
    every = words(sentence)
    headline = _is_headline(every)
    runs: list[list[Word]] = []
    last = -2
    for at, word in enumerate(every):
        in_number = any(one.start <= word.end and word.start < one.end for one in quantities)
        in_number = in_number or sentence[word.end : word.end + 1] in ("$", "€", "£")
        if not word.capital or in_number or not _is_name(every, at, headline):
            continue
        if last == at - 1 and word.joined:
            runs[-1].append(word)
        else:
            runs.append([word])
        last = at
    return runs


def _is_name(every: Sequence[Word], at: int, headline: bool) -> bool:
    word = every[at]
    if word.key in listed("title") or word.key in _calendar() or is_roman(word.surface):
        return False
    if headline:
        return bool(stems(word.key) & known_stems())
    if not word.opening:
        return True
    if word.key in listed("opener"):
        return False
    if word.acronym or stems(word.key) & known_stems():
        return True
    following = every[at + 1] if at + 1 < len(every) else None
    if following is not None and following.joined and following.capital and following.key not in listed("title"):
        return True
    common = word.key in listed("agent") or word.key.endswith(tuple(listed("ending")))
    if common or following is None or not following.joined:
        return False
    return following.key in listed("speech") or following.key.endswith("ed")


def _is_headline(every: Sequence[Word]) -> bool:
    """Every Word Of It Has a Capital: then a capital says nothing."""
    long = [word for word in every if len(word.surface) > 3]
    return len(long) >= 5 and sum(word.capital for word in long) >= 0.8 * len(long)


def _initials(text: Sequence[Word]) -> set[str]:
    """The abbreviations, of three letters or more, that capitalised words that stand together may have, with or without
    the small words between. Two letters would fit too much."""
    found: set[str] = set()
    for start, first in enumerate(text):
        letters = every = first.key[0]
        if not first.capital:
            continue
        for word in text[start + 1 : start + 9]:
            if not (word.joined and (word.capital or word.key in _SMALL)):
                break
            every += word.key[0]
            letters += word.key[0] if word.capital else ""
            if word.capital:
                found |= {made for made in (letters, every) if len(made) > 2}
    return found


def _places(text: Sequence[Word]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(text):
        found.setdefault(word.key, []).append(at)
    return found


def _stands(phrases: Sequence[tuple[str, ...]], text: Sequence[Word], places: Mapping[str, list[int]]) -> bool:
    """Whether one of the phrases stands in the text."""
    return any(
        len(text) - at >= len(phrase)
        and all(_same(want, have) for want, have in zip(phrase, text[at : at + len(phrase)], strict=True))
        for phrase in phrases
        for at in places.get(fold(phrase[0]), ())
    )


def _same(want: str, have: Word) -> bool:
    return have.surface == want if want.isupper() else have.key == fold(want)


@cache
def _calendar() -> frozenset[str]:
    """The months and weekdays of English, which the number check reads."""
    from babel import Locale

    english = Locale("en")
    return frozenset(
        fold(name) for table in (english.months, english.days) for name in table["stand-alone"]["wide"].values()
    )
