"""Numbers that came through but stand with the wrong thing: "13 dari 24" as "24 of 13", dead and injured exchanged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise

from jembatan.numbers.lexicon import Language, rows
from jembatan.numbers.pairing import Pair, Side
from jembatan.numbers.sharing import joint

_CONNECTIVES = {
    "dari": "of", "dari total": "of", "dari seluruh": "of", "of": "of", "out of": "of", "of the": "of", "out of the": "of",
    "of a total of": "of", "of all": "of", "from": "from", "in": "of", "in every": "of",
    "hingga": "to", "sampai": "to", "ke": "to", "to": "to", "menjadi": "to", "into": "to", "until": "to",
    "-": "-", "–": "-",
}  # fmt: skip
_LOSING = re.compile(r"\b(?:kalah|takluk|tunduk|menyerah|kekalahan|dikalahkan|ditaklukkan|tumbang|lost|lose|loses|losing|defeat|"
                     r"defeated|beaten|beat|down|went down)\b", re.IGNORECASE)  # fmt: skip
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
    if found or language == target_language or len(pairs) > _TOO_MANY:
        return found
    beside = [_beside(here, there, pair, language, target_language) for pair in pairs]
    candidates = list(pairwise(order)) if len(order) > _MOST else list(combinations(order, 2))
    for one, other in candidates:
        if not _different(pairs[one], pairs[other]):
            continue
        (source_one, target_one), (source_other, target_other) = beside[one], beside[other]
        straight = bool(source_one & target_one) or bool(source_other & target_other)
        crossed = bool(source_one & target_other) and bool(source_other & target_one)
        if crossed and not straight:
            found |= {one: other, other: one}
    return found


def _different(one: Pair, other: Pair) -> bool:
    kinds = {one.source.quantity.kind, other.source.quantity.kind}
    if not kinds <= {"number", "percent", "vague", "fraction", "ordinal"} or one.target is other.target:
        return False
    return one.source.quantity.value != other.source.quantity.value


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
        # Who lost 1-3 may have "lost 3-1" in English.
        return not (_LOSING.search(here.text) or _LOSING.search(there.text))
    return before == after


@cache
def _concepts(language: Language) -> dict[str, str]:
    column = 1 if language == "id" else 2
    return {word: row[0] for row in rows("counted.tsv") for word in row[column].split(",")}


def _beside(
    here: Side, there: Side, pair: Pair, language: Language, target_language: Language
) -> tuple[frozenset[str], frozenset[str]]:
    return (
        _thing(here, pair.source.quantity.start, pair.source.quantity.end, language),
        _thing(there, pair.target.quantity.start, pair.target.quantity.end, target_language),
    )


def _thing(side: Side, start: int, end: int, language: Language) -> frozenset[str]:
    """The concepts named closest behind a number, up to the next number or the end of the clause; else before it."""
    known = _concepts(language)
    behind = side.text[end : min(_next_start(side, end), end + 60)]
    for clause in re.split(r"[,;:.()]|\b(?:dan|and|sementara|sedangkan|while)\b", behind, maxsplit=1)[:1]:
        words = [match[0].lower() for match in _WORD.finditer(clause)]
        found = frozenset(known[word] for word in words if word in known)
        if found:
            return found
    before = side.text[max(_last_end(side, start), start - 40) : start]
    clause = re.split(r"[,;:.()]|\b(?:dan|and|sementara|sedangkan|while)\b", before)[-1]
    return frozenset(known[word] for match in _WORD.finditer(clause) if (word := match[0].lower()) in known)


def _next_start(side: Side, end: int) -> int:
    return min((found.quantity.start for found in side.mentions if found.quantity.start >= end), default=len(side.text))


def _last_end(side: Side, start: int) -> int:
    return max((found.quantity.end for found in side.mentions if found.quantity.end <= start), default=0)
