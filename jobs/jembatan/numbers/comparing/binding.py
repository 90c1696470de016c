"""Numbers that came through but stand with the wrong thing: "13 dari 24" as "24 of 13", dead and injured exchanged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise, permutations

from jembatan.numbers.comparing.anchors import (
    Anchor,
    anchors,
    counted_by_other,
    counts_other_thing,
    counts_same_thing,
    reversed_order,
    stands_with_other,
)
from jembatan.numbers.comparing.cues import cue
from jembatan.numbers.comparing.looks import is_year
from jembatan.numbers.comparing.pairing import Pair, Side
from jembatan.numbers.reading.lexicon import Language, rows
from jembatan.numbers.reading.sharing import joint, ranged

_CONNECTIVES = {
    "dari": "of", "dari total": "of", "dari seluruh": "of", "of": "of", "out of": "of", "of the": "of",
    "out of the": "of", "of a total of": "of", "of all": "of", "from": "from", "in": "of", "in every": "of",
    "hingga": "to", "sampai": "to", "ke": "to", "to": "to", "menjadi": "to", "into": "to", "until": "to",
    "-": "-", "–": "-", "bukan": "not", ", bukan": "not", "not": "not", ", not": "not", ", bukannya": "not",
}  # fmt: skip
_MONEY = re.compile(r"(?:Rp\.?|US\$|S\$|\$|€|£)\s*$", re.IGNORECASE)
_NAMED = re.compile(r"[a-z)] [A-Z][a-z]+ $")
_TOO_MANY = 60
"""Texts with more pairs are tables; there only the words between two numbers are looked at."""
_BOUND = frozenset({"number", "percent", "vague", "date", "time"})
_FEW = 12
"""Up to so many numbers, each is held against each."""
_WINDOW = 60
_OWNER = re.compile(r"(?<=\s)\w+['’]s$")
# Roles that say enough where only one of two numbers has one.
_TELLING = frozenset({"whole", "until", "since", "before", "after", "than", "end", "only", "brackets"})


def exchanged(here: Side, there: Side, pairs: Sequence[Pair], translated: bool) -> dict[int, int]:
    """Positions in ``pairs`` of the numbers that traded places, each with that of the number in its place."""
    order = sorted(range(len(pairs)), key=lambda position: pairs[position].source.quantity.start)
    found: dict[int, int] = {}
    for one, other in pairwise(order):
        if _different(pairs[one], pairs[other]) and _turned(here, there, pairs[one], pairs[other]):
            found |= {one: other, other: one}
    if len(found) > 2 and all(ranged(here.text, pairs[one].source, pairs[other].source)
                              for one, other in found.items() if one < other):  # fmt: skip
        return {}  # every set of a match is told from the other side
    if found or not translated or len(pairs) > _TOO_MANY:
        return found
    known = anchors(here, there, pairs)
    counted = [p for p in order if pairs[p].source.quantity.kind in _BOUND and not pairs[p].source.implied]
    if len(counted) <= _FEW:
        for one, other in permutations(counted, 2):
            if _unit_moved(there, pairs[one], pairs[other]):
                found |= {one: other, other: one}
    for one, other in pairwise(counted):
        if one not in found and _year_moved(here, there, pairs[one], pairs[other]):
            found |= {one: other, other: one}
    for place, one in enumerate(counted):
        for rival in counted[place + 1 :]:
            if one in found or rival in found:
                break
            couple = pairs[one], pairs[rival]
            if not _comparable(here, there, *couple):
                continue
            if _traded(here, there, *couple, known):
                found |= {one: rival, rival: one}
            if not counts_same_thing(here, there, *couple):
                break  # only the next number that could be taken for it
    return found


def _traded(here: Side, there: Side, one: Pair, other: Pair, known: Sequence[Anchor]) -> bool:
    """Whether two numbers stand with each other's words, and nothing says that the sentence was only turned round."""
    if _role_moved(here, there, one, other):
        return True
    if _role_kept(here, there, one, other) or _still_part(here, there, one, other):
        return False
    if reversed_order(one, other) and counts_same_thing(here, there, one, other):
        return False
    return counts_other_thing(here, there, one, other) or stands_with_other(here, there, one, other, known)


def _different(one: Pair, other: Pair) -> bool:
    kinds = {one.source.quantity.kind, other.source.quantity.kind}
    alike = kinds <= {"number", "percent", "vague", "fraction", "ordinal"} or (len(kinds) == 1 and kinds <= _BOUND)
    if not alike or one.target is other.target:
        return False
    if any(pair.source.free or pair.source.implied for pair in (one, other)):
        return False
    return one.source.quantity.value != other.source.quantity.value


def _comparable(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether two numbers could be taken for one another: of a kind and a unit, both years or none, no range."""
    if not _different(one, other) or is_year(one.source) != is_year(other.source):
        return False
    kinds = {pair.source.quantity.kind for pair in (one, other)} | {pair.target.quantity.kind for pair in (one, other)}
    if len(kinds) > 1 or one.source.unit != other.source.unit:
        return False
    if _labels(here, one) != _labels(here, other) or _scored(here, one) or _scored(here, other):
        return False
    first, second = sorted((one.target, other.target), key=lambda found: found.quantity.start)
    return not (ranged(here.text, one.source, other.source) or ranged(there.text, first, second))


def _labels(side: Side, pair: Pair) -> bool:
    """Whether a number is part of a name: Formula 1, Grup 4."""
    start = pair.source.quantity.start
    return _NAMED.search(_MONEY.sub("", side.text[max(0, start - _WINDOW) : start])) is not None


_SCORE = re.compile(r"\d-$")


def _scored(side: Side, pair: Pair) -> bool:
    """Whether a number is part of a score or a range: 2-0."""
    start, end = pair.source.quantity.start, pair.source.quantity.end
    return _SCORE.search(side.text[max(0, start - 2) : start]) is not None or (
        side.text[end : end + 1] == "-" and side.text[end + 1 : end + 2].isdigit()
    )


def _turned(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether the two stand in the other order around a word that says which is which."""
    before = _CONNECTIVES.get(joint(here.text, one.source, other.source))
    if before is None or one.source.quantity.end > other.source.quantity.start:
        return False
    if other.target.quantity.end > one.target.quantity.start or is_year(one.source) != is_year(other.source):
        return False
    after = _CONNECTIVES.get(joint(there.text, other.target, one.target))
    if before == "to" and after == "from":  # naik dari 5 ke 7: rose to 7 from 5
        return False
    if before == "-" and after == "-":
        return is_year(one.source) or _is_won(here, one, other)
    return before == after


def _is_won(here: Side, one: Pair, other: Pair) -> bool:
    """Who lost 1-3 may have "lost 3-1" in English; who won 3-1 has not won 1-3."""
    values = one.source.quantity.value, other.source.quantity.value
    first_more = all(value.isdigit() for value in values) and int(values[0]) > int(values[1])
    return first_more and cue("winning").search(here.text) is not None and cue("losing").search(here.text) is None


def _unit_moved(there: Side, one: Pair, other: Pair) -> bool:
    """Whether the unit of one number stands with the other: "sepuluh tahun ... tiga bahasa", "three years ... ten"."""
    kinds = {found.quantity.kind for pair in (one, other) for found in pair}
    if kinds != {"number"} or not _different(one, other):
        return False
    if other.target.unit == "year" and not cue("years").match(there.text[other.target.quantity.end :]):
        return False  # an age, where "years" may be left to the reader
    gone = one.source.unit is not None and one.target.unit is None
    return gone and other.source.unit is None and other.target.unit == one.source.unit


def _year_moved(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether a year counts things in the target, where the other number of the source does: "34 officials ... in 2013"
    as "2013 officials ... in 34"."""
    year, count = (one, other) if is_year(one.source) else (other, one)
    if (
        not is_year(year.source)
        or is_year(count.source)
        or not reversed_order(one, other)
        or not _different(one, other)
    ):
        return False
    if counted_by_other(here, there, count, year):
        return True
    said = "in" in _roles(here, year.source.quantity.start, "id") or here.text[: year.source.quantity.start].endswith(
        ("tahun ", "antara ", "dan ")
    )
    bare = count.source.unit is None and count.source.quantity.kind == "number" and count.target.scale is None
    counts = cue("counts").match(there.text[year.target.quantity.end :]) is not None
    dated = cue("dates").search(there.text[: count.target.quantity.start]) is not None
    return said and bare and counts and dated and cue("counts").match(there.text[count.target.quantity.end :]) is None


def _role_kept(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether a word that tells what a number is, and not the other, stands before it in both texts: "dari 5 menjadi
    7", "to 7 from 5"."""
    source = [_roles(here, pair.source.quantity.start, "id") & _TELLING for pair in (one, other)]
    target = [_roles(there, pair.target.quantity.start, "en") & _TELLING for pair in (one, other)]
    shared = (source[0] & source[1]) | (target[0] & target[1])
    return bool(((source[0] & target[0]) | (source[1] & target[1])) - shared)


def _still_part(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """1.327 kasus, 14 di antaranya: "14 of the 1,327"."""
    whole, part = sorted((one, other), key=lambda pair: pair.source.quantity.start)
    said = cue("among them").search(here.text[whole.source.quantity.end :]) is not None
    return said and _CONNECTIVES.get(joint(there.text, part.target, whole.target)) == "of"


def end_became_size(here: Side, there: Side, pair: Pair) -> bool:
    """Whether "dipangkas menjadi 50.000" became "cut by 50,000", or "naik 5" became "rose to 5"."""
    source = _roles(here, pair.source.quantity.start, "id")
    target = _roles(there, pair.target.quantity.start, "en")
    before = here.text[max(0, pair.source.quantity.start - _WINDOW) : pair.source.quantity.start]
    if "end" in source:
        return "size" in target and cue("menjadi").search(before) is not None
    return "end" in target and "maximum" not in target and cue("by itself").search(before) is not None


def _role_moved(here: Side, there: Side, one: Pair, other: Pair) -> bool:
    """Whether the words that say what a number is stand before the other number: "hingga 1958", "until 1945"."""
    source = [_roles(here, pair.source.quantity.start, "id") for pair in (one, other)]
    target = [_roles(there, pair.target.quantity.start, "en") for pair in (one, other)]
    if source[0] & target[0] or source[1] & target[1] or source[0] & source[1]:
        return False
    crossed = bool(source[0] & target[1]), bool(source[1] & target[0])
    if all(crossed):
        return reversed_order(one, other) or bool((source[0] | source[1]) & _TELLING)
    for here_role, its_target, other_role, other_target in (
        (source[0], target[0], source[1], target[1]),
        (source[1], target[1], source[0], target[0]),
    ):
        if here_role & other_target & _TELLING and not other_role and not its_target:
            return reversed_order(one, other) or "whole" in here_role & other_target
    return False


@cache
def _role_words(language: Language) -> tuple[dict[str, frozenset[str]], tuple[str, ...]]:
    """Words to the roles they may give, and the words that are passed over, the longest first."""
    column = 1 if language == "id" else 2
    words: dict[str, frozenset[str]] = {}
    for row in rows("roles.tsv"):
        for word in row[column].split(","):
            words[word] = words.get(word, frozenset()) | {row[0]}
    (asides,) = rows("asides.tsv")
    return words, tuple(sorted(asides[column - 1].split(","), key=len, reverse=True))


def _roles(side: Side, start: int, language: Language) -> frozenset[str]:
    """What the words just before a number make of it."""
    words, asides = _role_words(language)
    before = _MONEY.sub("", side.text[max(0, start - _WINDOW) : start].lower()).rstrip()
    passed = True
    while passed:
        passed = False
        if language == "en" and _OWNER.search(before):
            before, passed = _OWNER.sub("", before).rstrip(), True
        for aside in asides:
            if before == aside or before.endswith(" " + aside):
                before, passed = before.removesuffix(aside).rstrip(), True
                break
    roles = frozenset().union(
        *(role for word, role in words.items() if before == word or before.endswith((" " + word, "(" + word)))
    )
    return roles | {"brackets"} if side.text[start - 1 : start] == "(" else roles
