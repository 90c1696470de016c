"""Two names of the article, each in the place of the other: who did it, and to whom.

``jembatan.names.swaps`` tells a name that the sentence of the article lacks. Here it has both, and the summary puts one
before the words that follow the other: "Ukrainian troops repelled 45 attacks" where the article says that Russian
troops did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jembatan.evidence.wording import content
from jembatan.names.reading import Word, stems
from jembatan.names.unsupported import NameEvidence, name_runs

_SIGN = re.compile(
    r"[,;:“”\"()–—]|\. |\b(?:when|while|as|after|before|because|that|who|which|and|or|but|if|since|where|until|than|to"
    r"|in|on|at|of|for|from|by|with|against|over|into|near|he|she|they|it|we)\b"
)
_WORDS = 2
_BESIDE = 12
"""Characters between two names that are told of together: "Ukraine and Poland signed"."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A name and the stems of the words that tell something behind it and, with the word right before it, before it."""

    run: tuple[Word, ...]
    behind: tuple[str, ...]
    before: tuple[str, ...]

    def like(self, other: _Place) -> bool:
        """The same words stand behind or before both."""
        return (len(self.behind) == _WORDS and self.behind == other.behind) or (
            len(self.before) > _WORDS and self.before == other.before
        )


def exchanged(sentence: str, segments: Sequence[int], english: Sequence[str], article: NameEvidence) -> tuple[str, ...]:
    """What to tell of each name of the sentence that stands where one of these segments has another name, and nowhere
    in the article stands like that itself. A name that the article has nowhere is no exchange."""
    mine = [place for place in _places(sentence) if all(article.has(word) for word in place.run)]
    there = {at: _places(english[at]) for at in segments}
    told = []
    for place in mine:
        found = next(
            (
                (at, other)
                for at in segments
                for other in there[at]
                if place.like(other) and not _same(place, other) and not _beside(place, other, there[at])
            ),
            None,
        )
        if found is None or any(
            place.like(own) and _same(place, own) for text in english for own in _places_of(place, text)
        ):
            continue
        at, other = found
        told.append(
            f"Sentence {at + 1} of the article says {_shown(other, english[at])} here, not {_shown(place, sentence)}."
        )
    return tuple(told)


def _places_of(place: _Place, text: str) -> list[_Place]:
    # Reading the names of a text is dear; most texts have none of this name's words.
    low = text.casefold()
    return _places(text) if any(word.key[:4] in low for word in place.run) else []


def _places(text: str) -> list[_Place]:
    found = []
    for run in name_runs(text):
        start, end = run[0].start, run[-1].end
        before = text[:start].split()
        found.append(
            _Place(
                tuple(run),
                tuple(content(_clause(text[end:]))[:_WORDS]),
                (*content(text[:start])[-_WORDS:], before[-1].casefold()) if before else (),
            )
        )
    return found


def _clause(text: str) -> str:
    """What follows up to the next sign or small word that begins something else."""
    return _SIGN.split(text)[0]


def _same(one: _Place, other: _Place) -> bool:
    """One name, also by another of its names."""
    mine = {stem for word in one.run for stem in stems(word.key)}
    if len(one.run) == len(other.run) == 1 and any(mine & stems(word.key) for word in other.run):
        return True
    here = NameEvidence(" ".join(word.surface for word in other.run), with_seats=True)
    there = NameEvidence(" ".join(word.surface for word in one.run), with_seats=True)
    return all(here.has(word) for word in one.run) or all(there.has(word) for word in other.run)


def _beside(place: _Place, other: _Place, there: Sequence[_Place]) -> bool:
    """The segment tells of both names together."""
    return any(
        _same(place, one)
        and (
            0 <= other.run[0].start - one.run[-1].end <= _BESIDE or 0 <= one.run[0].start - other.run[-1].end <= _BESIDE
        )
        for one in there
        if one is not other
    )


def _shown(place: _Place, text: str) -> str:
    return text[place.run[0].start : place.run[-1].end]
