"""Numbers that came through but stand with the wrong thing: "13 dari 24" as "24 of 13", dead and injured exchanged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from jembatan.numbers.conversions import is_year
from jembatan.numbers.lexicon import Language, rows
from jembatan.numbers.pairing import Pair, Side
from jembatan.numbers.sharing import joint, ranged

_CONNECTIVES = {
    "dari": "of", "dari total": "of", "dari seluruh": "of", "of": "of", "out of": "of", "of the": "of", "out of the": "of",
    "of a total of": "of", "of all": "of", "from": "from", "in": "of", "in every": "of",
    "hingga": "to", "sampai": "to", "ke": "to", "to": "to", "menjadi": "to", "into": "to", "until": "to",
    "-": "-", "–": "-", "bukan": "not", ", bukan": "not", "not": "not", ", not": "not", ", bukannya": "not",
}  # fmt: skip
_WINNING = re.compile(r"\b(?:menang|unggul|mengalahkan|menaklukkan|menundukkan|kemenangan)\b", re.IGNORECASE)
_LOSING = re.compile(r"\b(?:kalah|takluk|tunduk|menyerah|kekalahan|dikalahkan|ditaklukkan|tertinggal)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST = 12
"""In texts with more pairs only neighbours are compared."""
_TOO_MANY = 60


def exchanged(
    here: Side, there: Side, pairs: Sequence[Pair], language: Language, target_language: Language
) -> dict[int, int]:
    """Positions in ``pairs`` of the numbers that traded places, each with that of the number in its place."""
    order = sorted(range(len(pairs)), key=lambda position: pairs[position].source.quantity.start)
    found: dict[int, int] = {}
    for one, other in pairwise(order):
        if _different(pairs[one], pairs[other]) and _turned(here, there, pairs[one], pairs[other]):
            found |= {one: other, other: one}
    if len(found) > 2 and all(
        ranged(here.text, pairs[one].source, pairs[found[one]].source)
        for one in order
        if one in found and found[one] > one
    ):
        return {}  # every set of a match is told from the other side
    if found or language == target_language or len(pairs) > _TOO_MANY:
        return found
    anchors = _anchors(here, there, pairs, language, target_language)
    for one, other in pairwise(order):
        if one in found or other in found or not _comparable(here, there, pairs[one], pairs[other]):
            continue
        if _tagged_otherwise(here, there, pairs[one], pairs[other]) or _beside_others(
            here, there, pairs[one], pairs[other], anchors
        ):
            found |= {one: other, other: one}
    return found


def _different(one: Pair, other: Pair) -> bool:
    kinds = {one.source.quantity.kind, other.source.quantity.kind}
    if not kinds <= {"number", "percent", "vague", "fraction", "ordinal"} or one.target is other.target:
        return False
    if is_year(one.source) or is_year(other.source):
        return False
    return one.source.quantity.value != other.source.quantity.value


def _is_won(here: Side, one: Pair, other: Pair) -> bool:
    """Who lost 1-3 may have "lost 3-1" in English; who won 3-1 has not won 1-3."""
    values = one.source.quantity.value, other.source.quantity.value
    first_more = all(value.isdigit() for value in values) and int(values[0]) > int(values[1])
    return first_more and _WINNING.search(here.text) is not None and _LOSING.search(here.text) is None


def _comparable(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether two numbers could be taken for one another: of a kind and a unit, no years, no two ends of a range."""
    if not _different(one, other):
        return False
    kinds = {pair.source.quantity.kind for pair in (one, other)} | {pair.target.quantity.kind for pair in (one, other)}
    if len(kinds) > 1 or kinds == {"ordinal"} or one.source.unit != other.source.unit:
        return False
    if one.source.free or other.source.free or one.source.implied or other.source.implied:
        return False
    first, second = sorted((one.target, other.target), key=lambda found: found.quantity.start)
    return not (ranged(here.text, one.source, other.source) or ranged(there.text, first, second))


def _turned(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether the two stand in the other order around a word that says which is which."""
    before = _CONNECTIVES.get(joint(here.text, one.source, other.source))
    if before is None or one.source.quantity.end > other.source.quantity.start:
        return False
    if other.target.quantity.end > one.target.quantity.start:
        return False
    after = _CONNECTIVES.get(joint(there.text, other.target, one.target))
    if before == "to" and after == "from":  # naik dari 5 ke 7: rose to 7 from 5
        return False
    if before == "-" and after == "-":
        return _is_won(here, one, other)
    return before == after


class _Anchor(NamedTuple):
    """A thing that stands once in each text: where it begins in the source and in the target."""

    source: int
    target: int


def _anchors(
    here: Side, there: Side, pairs: Sequence[Pair], language: Language, target_language: Language
) -> list[_Anchor]:
    """Names, things that news counts, words that both languages share, and years: whatever is there once and once."""
    sides = []
    for side, spoken in ((here, language), (there, target_language)):
        places: dict[str, list[int]] = {}
        taken = {
            place
            for found in side.mentions
            if not found.free
            for place in range(found.quantity.start, found.quantity.end)
        }
        for match in _WORD.finditer(side.text):
            if match.start() in taken:
                continue
            for key in _keys(match[0], spoken):
                places.setdefault(key, []).append(match.start())
        sides.append(places)
    found = {
        _Anchor(places[0], sides[1][key][0])
        for key, places in sides[0].items()
        if len(places) == 1 and len(sides[1].get(key, ())) == 1
    }
    found |= {_Anchor(p.source.quantity.start, p.target.quantity.start) for p in pairs if is_year(p.source)}
    return sorted(found)


_SHORTEST_COGNATE = 5
_COGNATE = 4


def _keys(word: str, language: Language) -> list[str]:
    """What a word may be known by on the other side: its concept, itself as a name, the beginning of a cognate."""
    lower = word.lower()
    found = [f"concept {concept}" for concept in _concepts(language).get(lower, ())]
    if word[0].isupper() and len(word) > 1:
        found.append("name " + word)
    if len(lower) >= _SHORTEST_COGNATE and not found:
        found.append("cognate " + lower.replace("k", "c").replace("ph", "f")[:_COGNATE])
    return found


@cache
def _concepts(language: Language) -> dict[str, tuple[str, ...]]:
    column = 1 if language == "id" else 2
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("counted.tsv"):
        for word in row[column].split(","):
            found[word] = (*found.get(word, ()), row[0])
    return found


_GLUE = re.compile(r"[.;!?]\s|[.;!?]$")


def _beside_others(here: Side, there: Side, one: Pair, other: Pair, anchors: Sequence[_Anchor]) -> bool:
    """Whether two numbers stand with each other's things. Four places are looked at, two numbers and two things that
    follow on one another: the first two belong together, and so do the last two; in both texts, but otherwise."""
    if (one.source.quantity.start < other.source.quantity.start) == (
        one.target.quantity.start < other.target.quantity.start
    ):
        return False
    first, second = sorted((one, other), key=lambda pair: pair.source.quantity.start)
    if _CONNECTIVES.get(joint(here.text, first.source, second.source)) == "to":
        return False
    low = min(one.source.quantity.start, other.source.quantity.start)
    high = max(one.source.quantity.start, other.source.quantity.start)
    reach = [anchor for anchor in anchors if low - _REACH <= anchor.source <= high + _REACH]
    votes = {True: 0, False: 0}
    for first, second in combinations(reach, 2):
        vote = _vote(here, there, one, other, first, second, anchors)
        if vote is not None:
            votes[vote] += 1
    return votes[True] > 0 and votes[False] == 0


_REACH = 60


def _vote(
    here: Side, there: Side, one: Pair, other: Pair, first: _Anchor, second: _Anchor, anchors: Sequence[_Anchor]
) -> bool | None:
    """True: bound otherwise; False: bound alike; None: nothing can be told."""
    source = _bound(
        [(one.source.quantity.start, 0), (other.source.quantity.start, 1)],
        [(first.source, 0), (second.source, 1)],
        [anchor.source for anchor in anchors],
        here,
    )
    target = _bound(
        [(one.target.quantity.start, 0), (other.target.quantity.start, 1)],
        [(first.target, 0), (second.target, 1)],
        [anchor.target for anchor in anchors],
        there,
    )
    if source is None or target is None:
        return None
    if source == target:
        return False
    # Where the things changed their order too, it is more likely that the sentence was turned round.
    return True if (first.source < second.source) == (first.target < second.target) else None


def _bound(
    numbers: list[tuple[int, int]], things: list[tuple[int, int]], anchors: Sequence[int], side: Side
) -> tuple[int, int] | None:
    """Which thing each of two numbers stands with, in the order of the numbers; None where they do not alternate."""
    places = sorted(
        [(place, "number", which) for place, which in numbers] + [(place, "thing", which) for place, which in things]
    )
    if places[0][1] == places[1][1] or places[2][1] == places[3][1]:
        return None
    if places[3][0] - places[0][0] > _SPAN:
        return None
    # No third number and no nearer thing may stand between the two of a couple, nor a full stop.
    for left, right in ((places[0], places[1]), (places[2], places[3])):
        between = side.text[left[0] : right[0]]
        if _GLUE.search(between) or right[0] - left[0] > _REACH:
            return None
        if any(left[0] < found.quantity.start < right[0] and not found.free for found in side.mentions):
            return None
        if any(left[0] < place < right[0] for place in anchors):
            return None
    belongs: dict[int, int] = {}
    for left, right in ((places[0], places[1]), (places[2], places[3])):
        number, thing = (left, right) if left[1] == "number" else (right, left)
        belongs[number[2]] = thing[2]
    return belongs[0], belongs[1]


_SPAN = 220
_MONEY = r"(?:Rp\.?|US\$|S\$|\$|€|£)?\s*$"
_WHOLE: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"(?<!lebih )(?<!kurang )(?<!terdiri )\bdari\s+(?:(?:total|jumlah|seluruh|sekitar|semua|populasi)\s+)*"
        + _MONEY,
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:of|from|out of)\s+(?:(?:the|its|their|his|her|all|a|total|of|about|some|around|population|\w+['’]s)\s+)*"
        + _MONEY,
        re.IGNORECASE,
    ),
}


def _tagged_otherwise(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether one number is the whole or the start ("dari 68", "of 68", "from 68"), and it is the other in the target."""
    source = [_is_whole(here.text, found.source.quantity.start, "id") for found in (one, other)]
    target = [_is_whole(there.text, found.target.quantity.start, "en") for found in (one, other)]
    return sum(source) == 1 and sum(target) == 1 and source != target


def _is_whole(text: str, start: int, language: Language) -> bool:
    return _WHOLE[language].search(text[max(0, start - 45) : start]) is not None
