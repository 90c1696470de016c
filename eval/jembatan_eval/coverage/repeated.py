"""The same English for different sources, and one sentence said twice inside an output."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jembatan.guard.fault import WORD
from jembatan_eval.lines import Pair

_FEWEST_WORDS, _FEWEST_WORDS_FAR = 3, 6
"""Of a copy; the second if it stands far off, where "That is how it works" may rightly stand again."""

_SAME_SOURCE = 0.6
_SAME_OUTPUT = 0.8
_NEAR = 3
_FITS = 0.6
"""Of the evidence that the best output for a source could give: who has it is no copy, but a translation."""

_PHRASE, _GIVEN_PHRASE = 7, 4
"""Words of English that are said twice only if four words of the source are."""

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+")


class Copied(NamedTuple):
    """The output at ``place`` is that of ``first``."""

    place: int
    first: int


def outputs(pairs: Sequence[Pair], fit: Sequence[float]) -> Iterator[Copied]:
    """Outputs that are copies of another's although their sources differ. ``fit``: how well each fits its own source,
    as a share of the best possible; the best keeps it, and so does one that fits well. Word for word anywhere, nearly
    so within three segments."""
    made = [tuple(_words(pair.hypothesis)) for pair in pairs]
    told: set[int] = set()
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, words in enumerate(made):
        if len(words) >= _FEWEST_WORDS:
            same[words].append(index)
    for places in same.values():
        best = max(places, key=lambda place: fit[place])
        for place in places:
            far = len(words) < _FEWEST_WORDS_FAR and abs(place - best) > _NEAR
            if place != best and not far and fit[place] < _FITS and not _alike(pairs[place], pairs[best]):
                told.add(place)
                yield Copied(place, best)
    bags = [frozenset(words) for words in made]
    for one in range(len(pairs)):
        for other in range(one + 1, min(one + _NEAR + 1, len(pairs))):
            worse, better = sorted((one, other), key=lambda place: fit[place])
            if worse in told or min(len(made[one]), len(made[other])) < 6 or fit[worse] >= _FITS:
                continue
            if _overlap(bags[one], bags[other]) >= _SAME_OUTPUT and not _alike(pairs[one], pairs[other], 0.4):
                told.add(worse)
                yield Copied(worse, better)


def within(pair: Pair) -> str | None:
    """A sentence, or seven words in a row, that an output says twice and its source (or reference) does not."""
    given = _words(pair.source or pair.reference or "")
    if _again(given, _GIVEN_PHRASE) is not None:
        return None
    seen: set[tuple[str, ...]] = set()
    for sentence in _SENTENCE.split(pair.hypothesis):
        words = tuple(_words(sentence))
        if len(words) >= _FEWEST_WORDS and words in seen:
            return sentence
        seen.add(words)
    return _again(_words(pair.hypothesis), _PHRASE)


def _again(words: Sequence[str], size: int) -> str | None:
    places: dict[tuple[str, ...], int] = {}
    for place in range(len(words) - size + 1):
        phrase = tuple(words[place : place + size])
        if place - places.setdefault(phrase, place) >= size:
            return " ".join(phrase)
    return None


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _alike(one: Pair, other: Pair, least: float = _SAME_SOURCE) -> bool:
    texts = [(pair.source or pair.reference or "") for pair in (one, other)]
    if not all(texts):
        return False
    return _overlap(frozenset(_words(texts[0])), frozenset(_words(texts[1]))) >= least


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))
