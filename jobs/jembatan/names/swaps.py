"""One name of the article in the place of another: "North Korean media" where the article says "South Korean media".

Both names are in the article, so nothing is unsupported. A name is called exchanged only where every sentence of the
article that shares most of the summary's other words has another name in that very place, beside the same word, and
lacks this one. What a summary tells in its own words is therefore not judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jembatan.names.reading import Word, listed, stems, words
from jembatan.names.unsupported import NameEvidence, UnsupportedName, name_runs

_SHARED = 0.5
"""How much of a summary sentence's other words a sentence of the article must have to tell the same."""

_FEWEST = 4


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a name stands: the words on either side, or None where the sentence begins or ends."""

    before: str | None
    after: str | None

    def like(self, other: _Place) -> bool:
        """The same words stand on both sides, or on one side a word that tells something."""
        sides = [(self.before, other.before), (self.after, other.after)]
        if all(one is not None and one == two for one, two in sides):
            return True
        return any(one is not None and one == two and one not in listed("opener") for one, two in sides)


@dataclass(frozen=True, slots=True)
class _Name:
    run: tuple[Word, ...]
    place: _Place


class ArticleSentences:
    """The sentences of an English article with the Indonesian source of each, in order."""

    def __init__(self, english: Sequence[str], source: Sequence[str] = ()) -> None:
        self._english = tuple(english)
        self._source = tuple(source) if len(source) == len(english) else ("",) * len(english)
        self._content = [_content(text) for text in self._english]
        self._evidence: dict[int, NameEvidence] = {}

    def swapped(self, sentence: str) -> tuple[UnsupportedName, ...]:
        """The names of one sentence of a summary that stand where the article has another."""
        content = _content(sentence)
        if len(content) < _FEWEST:
            return ()
        telling = [at for at, found in enumerate(self._content) if len(content & found) >= _SHARED * len(content)]
        if not telling:
            return ()
        found = []
        for name in _named(sentence):
            if any(self._has(at, name.run) for at in telling):
                continue
            instead = [self._instead(at, name, sentence) for at in telling]
            if all(instead):
                start, end = name.run[0].start, name.run[-1].end
                told = f"The article says {instead[0]} here, not {sentence[start:end]}."
                found.append(UnsupportedName(start, end, sentence[start:end], told))
        return tuple(found)

    def _has(self, at: int, run: Sequence[Word]) -> bool:
        """The sentence has all of the name, or the one before it has: "he" and "the ministry" are told by that."""
        evidence = self._evidence.get(at)
        if evidence is None:
            near = slice(max(at - 1, 0), at + 1)
            evidence = NameEvidence("\n".join(self._english[near]), "\n".join(self._source[near]), with_seats=True)
            self._evidence[at] = evidence
        return all(evidence.has(word) for word in run)

    def _instead(self, at: int, name: _Name, sentence: str) -> str | None:
        """The name that this sentence of the article has in the place of ``name``, and the summary has nowhere."""
        here = NameEvidence(sentence, with_seats=True)
        for other in _named(self._english[at]):
            if other.place.like(name.place) and not all(here.has(word) for word in other.run):
                return self._english[at][other.run[0].start : other.run[-1].end]
        return None


def _named(sentence: str) -> list[_Name]:
    every = words(sentence)
    at = {word.start: place for place, word in enumerate(every)}
    found = []
    for run in name_runs(sentence):
        first, last = at[run[0].start], at[run[-1].start]
        before = every[first - 1].key if first else None
        after = every[last + 1].key if last + 1 < len(every) else None
        found.append(_Name(tuple(run), _Place(before, after)))
    return found


def _content(sentence: str) -> frozenset[str]:
    """The words that tell something and are no names, as stems."""
    named = {word.start for run in name_runs(sentence) for word in run}
    kept = (word.key for word in words(sentence) if word.start not in named and len(word.key) > 3)
    return frozenset(min(stems(key), key=len) for key in kept if key not in listed("opener"))
