"""The segments of an article that bear out a sentence of its summary, best first.

What a sentence tells is its words, its names and its numbers. Words that few segments share weigh more, and numbers and
names weigh most. Segments are taken one by one, always the one that tells most of what is still open, so that each
number and each name is led back to a segment that has it, where one has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jembatan.evidence.article import ArticleText
from jembatan.evidence.wording import content, spelt
from jembatan.names.unsupported import name_runs
from jembatan.records import TracedItem

_MOST = 3
_MOST_WITH_NAMES = 4
_NAME = 1.5
_NUMBER = 2.0
_DAY = 0.75
"""A weekday or a month stands in many sentences."""
_DAYS = frozenset(["weekday", "month"])
_TITLE = 0.8
"""A headline tells what a sentence of the article tells too, and the sentence tells it better."""
_WHOLE = 0.3
_BESIDE = 0.2
"""What likeness to the whole sentence counts beside what is open, and what standing beside the best segment does."""
_NEXT = 0.15
"""The share of a sentence that another segment must tell to be taken for words alone."""
_NEXT_WORDS = 2
_TELLING = 0.3
_FEWEST = 2
_FEW = 0.2
_BEFORE, _FAR, _BEHIND = 3, 8, 1
"""How far before and behind what tells the rest of the sentence a name may stand that few segments have; farther before
it where a pronoun may stand for the name."""
_PRONOUNS = frozenset(["he", "she", "they", "him", "her", "his", "them", "their", "it", "its"])


@dataclass(frozen=True, slots=True)
class Item:
    """A part of what a sentence tells, and the segments that have it."""

    kind: Literal["word", "name", "number"]
    weight: float
    held: frozenset[int]


@dataclass(frozen=True, slots=True)
class Trace:
    """``segments`` bear the sentence out, best first; ``items`` are its numbers and names with the segment of each;
    ``support`` is the share of what it tells that these segments have, from 0 to 1; ``parts`` is all that it tells, and
    ``astray`` its names that stand far from all that tells the rest."""

    segments: tuple[int, ...]
    items: tuple[TracedItem, ...]
    support: float
    parts: tuple[Item, ...]
    astray: tuple[str, ...] = ()

    def covered(self, at: int) -> float:
        """The share of what the sentence tells that one segment has."""
        return _share(self.parts, {at})


def trace(sentence: str, article: ArticleText) -> Trace:
    """The evidence of one English sentence. Never raises for any text."""
    names = _names(sentence, article)
    figures = article.holders(sentence)
    parts = [item for name in names for item in name.items]
    named = {key for name in names for key in name.keys}
    for figure in figures:
        held = frozenset(figure.english or figure.source)
        parts.append(Item("number", _DAY if figure.claim.kind in _DAYS else _NUMBER, held))
    spans = [(figure.claim.start, figure.claim.end) for figure in figures]
    for stem in dict.fromkeys(content(_without(sentence, spans))):
        if stem not in named:
            held = frozenset(at for at, stems in enumerate(article.stems) if stem in stems)
            parts.append(Item("word", article.weight(stem) * (1.0 if held else 0.5), held))
    chosen = _cover(parts, article)
    told = [
        TracedItem(f.claim.surface, "number", f.claim.start, f.claim.end, _first(chosen, f.english or f.source))
        for f in figures
    ]
    told += [TracedItem(name.surface, "name", name.start, name.end, _first(chosen, name.held)) for name in names]
    return Trace(
        tuple(chosen),
        tuple(sorted(told, key=lambda item: item.start)),
        _share(parts, set(chosen)),
        tuple(parts),
        _astray(names, parts, chosen, article),
    )


@dataclass(frozen=True, slots=True)
class _Name:
    surface: str
    start: int
    end: int
    keys: frozenset[str]
    items: tuple[Item, ...]
    held: tuple[int, ...]
    """The segments that have all of it; where none has, those that have its last word."""


def _names(sentence: str, article: ArticleText) -> list[_Name]:
    found = []
    for run in name_runs(sentence):
        holders = [frozenset(at for at in range(len(article.english)) if article.has_name(at, word)) for word in run]
        whole = frozenset.intersection(*holders)
        start, end = run[0].start, run[-1].end
        items = [Item("name", _NAME * article.rarity(len(held)) / len(run), held) for held in holders]
        keys = frozenset(stem for word in run for stem in content(word.surface))
        found.append(_Name(sentence[start:end], start, end, keys, tuple(items), tuple(sorted(whole or holders[-1]))))
    return found


def _astray(
    names: Sequence[_Name], parts: Sequence[Item], chosen: Sequence[int], article: ArticleText
) -> tuple[str, ...]:
    """The names that few segments have, none of them near those that tell the words and numbers of the sentence."""
    plain = [item for item in parts if item.kind != "name"]
    telling = [at for at in chosen if _share(plain, {at}) >= _TELLING]
    if len(plain) < _FEWEST or not telling:
        return ()
    near: set[int] = set()
    for at in telling:
        refers = not _PRONOUNS.isdisjoint(spelt(article.english[at]))
        near.update(range(at - (_FAR if refers else _BEFORE), at + _BEHIND + 1))
    few = max(_FEW * len(article.english), 2)
    return tuple(name.surface for name in names if 0 < len(name.held) <= few and near.isdisjoint(name.held))


def _cover(parts: Sequence[Item], article: ArticleText) -> list[int]:
    total = sum(item.weight for item in parts)
    whole = [sum(item.weight for item in parts if at in item.held) for at in range(len(article.english))]
    left = [item for item in parts if item.held]
    chosen: list[int] = []
    while left and len(chosen) < _MOST_WITH_NAMES:
        gains = {at: _gain(left, at) for at in range(len(whole)) if at not in chosen}
        worth = {
            at: (gain + _WHOLE * whole[at]) * (_TITLE if at in article.titles else 1)
            + (_BESIDE if chosen and abs(at - chosen[0]) == 1 else 0)
            for at, gain in gains.items()
            if gain > 0 and (not chosen or _is_needed(left, at, gain, total, len(chosen)))
        }
        if not worth:
            break
        best = max(worth, key=lambda at: (worth[at], -at))
        chosen.append(best)
        left = [item for item in left if best not in item.held]
    return chosen


def _gain(left: Sequence[Item], at: int) -> float:
    return sum(item.weight for item in left if at in item.held)


def _is_needed(left: Sequence[Item], at: int, gain: float, total: float, count: int) -> bool:
    """It has a name or a number that is still open, or enough of the words."""
    if any(item.kind != "word" and at in item.held for item in left):
        return True
    words = sum(item.kind == "word" and at in item.held for item in left)
    return count < _MOST and words >= _NEXT_WORDS and gain >= _NEXT * total


def _share(parts: Sequence[Item], segments: set[int]) -> float:
    total = sum(item.weight for item in parts)
    return sum(item.weight for item in parts if segments & item.held) / total if total else 1.0


def _first(chosen: Sequence[int], held: Sequence[int]) -> int | None:
    return next((at for at in chosen if at in held), held[0] if held else None)


def _without(sentence: str, spans: Sequence[tuple[int, int]]) -> str:
    """The sentence without the text of its numbers."""
    kept, position = [], 0
    for start, end in sorted(spans):
        kept.append(sentence[position:start])
        position = max(position, end)
    return " ".join([*kept, sentence[position:]])
