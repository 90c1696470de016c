"""Faults of coverage, such as translation systems and broken batches make, put into right translations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from string import ascii_lowercase

from jembatan_eval.coverage import CoverageKind

_SENTENCE_END = re.compile(r"(?<=[a-z0-9][.!?])[\"”’]?\s+(?=[\"“‘]?[A-Z])")
_CLAUSE = re.compile(r",\s[^,.;]+(?=[,.;])")
_FEWEST_WORDS = 6
_BLOCK = 4


@dataclass(frozen=True, slots=True)
class Damage:
    """A fault put into some segments: ``outputs`` are the new ones by index, ``faulty`` the segments that must be
    found, ``kinds`` what they may rightly be called."""

    name: str
    outputs: dict[int, str]
    faulty: tuple[int, ...]
    kinds: tuple[CoverageKind, ...]


Maker = Callable[[Sequence[str], Sequence[str], int, Random], Damage | None]
"""``(sources, targets, index, random)``: the damage at ``index``, or None where it has no room."""


def deleted(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """An empty line."""
    return Damage("deleted", {index: ""}, (index,), ("lost",))


def unrelated(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """A sentence of another article in its place: the second halves of two far ones, so that none is a copy."""
    far = [targets[(index + len(targets) * part // 5) % len(targets)].split() for part in (2, 3)]
    text = " ".join(word for words in far for word in words[len(words) // 2 :])
    return Damage("unrelated", {index: text}, (index,), ("lost", "swapped"))


def duplicated(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """The output before it once more."""
    if index == 0 or targets[index] == targets[index - 1]:
        return None
    return Damage("duplicated", {index: targets[index - 1]}, (index,), ("duplicated",))


def said_twice(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """The whole sentence twice in one output."""
    return Damage("said twice", {index: f"{targets[index]} {targets[index]}"}, (index,), ("duplicated", "looped"))


def swapped(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """Two neighbours exchanged."""
    if index + 1 >= len(targets):
        return None
    outputs = {index: targets[index + 1], index + 1: targets[index]}
    return Damage("swapped", outputs, (index, index + 1), ("swapped",))


def shifted(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """A block of four moved down by one; its last output comes first."""
    if index + _BLOCK > len(targets):
        return None
    places = range(index, index + _BLOCK)
    outputs = {place: targets[place - 1 if place > index else index + _BLOCK - 1] for place in places}
    return Damage("shifted", outputs, tuple(places), ("swapped",))


def shuffled_words(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """The words in any order."""
    found = targets[index].split()
    if len(found) < _FEWEST_WORDS:
        return None
    random.shuffle(found)
    return Damage("shuffled words", {index: " ".join(found)}, (index,), ("garbled",))


def shuffled_letters(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """The letters of every word in any order."""
    found = targets[index].split()
    text = " ".join("".join(random.sample(word, len(word))) for word in found)
    return Damage("shuffled letters", {index: text}, (index,), ("garbled",))


def noise(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """Three letters of ten replaced by any other."""
    made = (
        random.choice(ascii_lowercase) if one.isalpha() and random.random() < 0.3 else one for one in targets[index]
    )
    return Damage("noise", {index: "".join(made)}, (index,), ("garbled",))


def sentence_dropped(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """The last sentence of several gone."""
    places = [match for match in _SENTENCE_END.finditer(targets[index]) if match.start() > 15]
    if not places or len(targets[index]) - places[-1].end() < 20:
        return None
    return Damage("sentence dropped", {index: targets[index][: places[-1].end()].rstrip()}, (index,), ("shortened",))


def clause_dropped(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """A clause between commas gone, or one before the end: six words or more."""
    found = [match for match in _CLAUSE.finditer(targets[index]) if len(match[0].split()) >= _FEWEST_WORDS]
    if not found:
        return None
    clause = random.choice(found)
    text = targets[index][: clause.start()] + targets[index][clause.end() :]
    return Damage("clause dropped", {index: text}, (index,), ("shortened",))


def cut_off(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """Two fifths of the words gone from the end."""
    found = targets[index].split()
    if len(found) < 2 * _FEWEST_WORDS:
        return None
    return Damage("cut off", {index: " ".join(found[: len(found) * 3 // 5])}, (index,), ("shortened",))


def fused(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """Two neighbours in one output, and the other empty. The empty one is as good as found."""
    if index + 1 >= len(targets):
        return None
    outputs = {index: f"{targets[index]} {targets[index + 1]}", index + 1: ""}
    return Damage("fused", outputs, (index,), ("fused",))


def echoed(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """The source."""
    return Damage("echoed", {index: sources[index]}, (index,), ("echoed",)) if sources[index] else None


def half_echoed(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """English to the middle, and then the source."""
    english, indonesian = targets[index].split(), sources[index].split()
    if min(len(english), len(indonesian)) < 2 * _FEWEST_WORDS:
        return None
    text = " ".join([*english[: len(english) // 2], *indonesian[len(indonesian) // 2 :]])
    return Damage("half echoed", {index: text}, (index,), ("echoed",))


def looped(sources: Sequence[str], targets: Sequence[str], index: int, random: Random) -> Damage | None:
    """Its last one to five words again and again."""
    found = targets[index].rstrip(' .!?"”').split()
    size = random.randint(1, 5)
    if len(found) < size:
        return None
    text = " ".join([*found, *(found[-size:] * random.randint(3, 6))])
    return Damage("looped", {index: f"{text}."}, (index,), ("looped",))


MAKERS: tuple[Maker, ...] = (
    sentence_dropped, clause_dropped, cut_off, deleted, unrelated, duplicated, said_twice, swapped, shifted,
    shuffled_words, shuffled_letters, noise, fused, echoed, half_echoed, looped,
)  # fmt: skip
"""All kinds of damage; those with the least room first."""
