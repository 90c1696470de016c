"""Things that stand once in each text and so show which number belongs where: names, what news counts, cognates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from jembatan.numbers.comparing.looks import is_year
from jembatan.numbers.comparing.pairing import Pair, Side
from jembatan.numbers.reading.lexicon import Language, rows

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FULL_STOP = re.compile(r"[.;!?](?:\s|$)")
_SHORTEST_COGNATE = 5
_COGNATES = (4, 7)
"""How many letters two cognates share: few for many words, more to tell thrombosis from thromboembolism."""
_REACH = 60
"""The most characters between a number and its thing."""
_TIGHT = 28
"""The same, where the numbers kept their order and only their things changed it."""
_SPAN = 220
"""The most characters that two numbers and their things take up."""
_COUNTED_WORDS = {"id": 2, "en": 3}


class Anchor(NamedTuple):
    """Where a thing begins in the source and in the target."""

    source: int
    target: int


def anchors(here: Side, there: Side, pairs: Sequence[Pair]) -> list[Anchor]:
    """Whatever is there once and once, in the order of the source; years too."""
    places: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
    for side, spoken, found in ((here, "id", places[0]), (there, "en", places[1])):
        taken = {
            place
            for mention in side.mentions
            if not mention.free
            for place in range(mention.quantity.start, mention.quantity.end)
        }
        for match in _WORD.finditer(side.text):
            if match.start() not in taken:
                for key in _keys(match[0], "id" if spoken == "id" else "en"):
                    found.setdefault(key, []).append(match.start())
    once = {
        Anchor(where[0], places[1][key][0])
        for key, where in places[0].items()
        if len(where) == 1 and len(places[1].get(key, ())) == 1
    }
    once |= {
        Anchor(pair.source.quantity.start, pair.target.quantity.start)
        for pair in pairs
        if is_year(pair.source) or pair.source.quantity.surface.startswith("0")  # nomor urut 02
    }
    return sorted(once)


def counted_by_other(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether the thing that ``one`` counts in the source stands behind ``other`` in the target."""
    thing = _behind(here, one.source.quantity.end, "id")
    return bool(thing & _behind(there, other.target.quantity.end, "en")) and not thing & _behind(
        there, one.target.quantity.end, "en"
    )


def counts_same_thing(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether a thing stands behind one of two numbers in both texts, and behind the other in none: "34,25 poin"."""
    source = [_behind(here, pair.source.quantity.end, "id") for pair in (one, other)]
    target = [_behind(there, pair.target.quantity.end, "en") for pair in (one, other)]
    return bool((source[0] & target[0]) - source[1] - target[1] or (source[1] & target[1]) - source[0] - target[0])


def counts_other_thing(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether the thing that one number counts stands behind the other: "600 dokumen", "429 documents"."""
    source = [_behind(here, pair.source.quantity.end, "id") for pair in (one, other)]
    target = [_behind(there, pair.target.quantity.end, "en") for pair in (one, other)]
    straight = bool(source[0] & target[0]) or bool(source[1] & target[1])
    crossed = bool(source[0] & target[1]), bool(source[1] & target[0])
    if straight or source[0] & source[1]:
        return False
    return all(crossed) or (any(crossed) and reversed_order(one, other))


def stands_with_other(here: Side, there: Side, one: Pair, other: Pair, known: Sequence[Anchor]) -> bool:
    """Whether two numbers stand with each other's things. Four places are looked at, two numbers and two things that
    follow on one another: the first two belong together, and so do the last two; in both texts, but otherwise."""
    low = min(one.source.quantity.start, other.source.quantity.start)
    high = max(one.source.quantity.start, other.source.quantity.start)
    numbers = {one.source.quantity.start, other.source.quantity.start}
    reach = [a for a in known if low - _REACH <= a.source <= high + _REACH and a.source not in numbers]
    votes = [_otherwise(here, there, (one, other), couple, known) for couple in combinations(reach, 2)]
    if reversed_order(one, other):
        votes += [_moved(here, there, (one, other), thing) for thing in reach]
        votes += [_between(one, other, thing) for thing in reach]
    return True in votes and False not in votes


def reversed_order(one: Pair, other: Pair) -> bool:
    """Whether two numbers stand in the other order in the target."""
    return (one.source.quantity.start < other.source.quantity.start) != (
        one.target.quantity.start < other.target.quantity.start
    )


def _keys(word: str, language: Language) -> list[str]:
    """What a word may be known by on the other side: its concept, itself as a name, the beginning of a cognate."""
    lower = word.lower()
    known = _concepts(language)
    if lower not in known and language == "id":
        lower = lower.removesuffix("nya")
    found = [f"concept {concept}" for concept in known.get(lower, ())]
    if len(lower) >= _SHORTEST_COGNATE and not found:
        spelt = lower.replace("k", "c").replace("ph", "f").replace("th", "t")
        found += [f"cognate {spelt[:length]}" for length in _COGNATES if len(spelt) > length]
    if word[0].isupper() and len(word) > 1:
        found.append("name " + word)
    return found


@cache
def _concepts(language: Language) -> dict[str, tuple[str, ...]]:
    column = 1 if language == "id" else 2
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("counted.tsv"):
        for word in row[column].split(","):
            found[word] = (*found.get(word, ()), row[0])
    return found


def _behind(side: Side, end: int, language: Language) -> frozenset[str]:
    """The keys of the first words behind a number, up to a sign or the next number."""
    found: list[str] = []
    position, words = end, 0
    while words < _COUNTED_WORDS[language]:
        match = _WORD.match(side.text, position + 1 if side.text[position : position + 1] == " " else position)
        if match is None:
            break
        found += _keys(match[0], language)
        position, words = match.end(), words + 1
    return frozenset(found)


def _otherwise(
    here: Side, there: Side, pairs: tuple[Pair, Pair], things: tuple[Anchor, Anchor], known: Sequence[Anchor]
) -> bool | None:
    """True: bound otherwise; False: bound alike; None: nothing can be told."""
    numbers = [pair.source.quantity.start for pair in pairs], [pair.target.quantity.start for pair in pairs]
    turned = reversed_order(*pairs)
    reach = _REACH if turned else _TIGHT
    source = _bound(here, numbers[0], [thing.source for thing in things], [anchor.source for anchor in known], reach)
    target = _bound(there, numbers[1], [thing.target for thing in things], [anchor.target for anchor in known], reach)
    if source is None or target is None:
        return None
    if source == target:
        return False
    # Where both changed their order, or neither did, it is more likely that the sentence was turned round.
    first, second = things
    return True if ((first.source < second.source) != (first.target < second.target)) != turned else None


def _moved(here: Side, there: Side, pairs: tuple[Pair, Pair], thing: Anchor) -> bool | None:
    """True: the thing stands with the other number; False: with the same; None: it stands with both or with none."""
    source = [_near(here, pair.source.quantity.start, thing.source) for pair in pairs]
    target = [_near(there, pair.target.quantity.start, thing.target) for pair in pairs]
    if sum(source) != 1 or sum(target) != 1:
        return None
    return source != target


def _between(one: Pair, other: Pair, thing: Anchor) -> bool | None:
    """True: the thing stands between the two in both texts, though they changed their order."""
    first, second = sorted((one, other), key=lambda pair: pair.source.quantity.start)
    in_source = first.source.quantity.start < thing.source < second.source.quantity.start
    in_target = second.target.quantity.start < thing.target < first.target.quantity.start
    return True if in_source and in_target else None


def _bound(
    side: Side, numbers: Sequence[int], things: Sequence[int], known: Sequence[int], reach: int
) -> tuple[int, int] | None:
    """Which thing each of two numbers stands with, in the order of the numbers; None where that cannot be seen."""
    places = sorted([(place, True, which) for which, place in enumerate(numbers)]
                    + [(place, False, which) for which, place in enumerate(things)])  # fmt: skip
    couples = ((places[0], places[1]), (places[2], places[3]))
    if places[3][0] - places[0][0] > _SPAN:
        return None
    if reach == _TIGHT and places[1][1] == places[2][1]:  # where little is certain, they must take turns
        return None
    belongs = [0, 0]
    for left, right in couples:
        if left[1] == right[1] or not _close(side, left[0], right[0], known, reach):
            return None
        number, thing = (left, right) if left[1] else (right, left)
        belongs[number[2]] = thing[2]
    return belongs[0], belongs[1]


def _near(side: Side, number: int, thing: int) -> bool:
    return _close(side, min(number, thing), max(number, thing), ())


def _close(side: Side, left: int, right: int, known: Sequence[int], reach: int = _REACH) -> bool:
    """No third number, no nearer thing and no full stop stands between the two."""
    if right - left > reach or _FULL_STOP.search(side.text[left:right]):
        return False
    if any(left < found.quantity.start < right and not found.free for found in side.mentions):
        return False
    return not any(left < place < right for place in known)
