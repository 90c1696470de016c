"""Repetition loops: a decoder that says the same thing again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jembatan.guard.context import Context
from jembatan.guard.fault import WORD, Fault, finding, shown
from jembatan.guard.tables import words
from jembatan.records import Finding

_LONGEST_PERIOD = 30
"""Words in what is repeated."""

_CLAUSE, _SENTENCE = 4, 5
"""Words from which on a clause behind a comma, or a sentence, that is said twice is a loop."""

_LETTERS = re.compile(r"([^\W\d_]{1,6}?)\1{4,}", re.IGNORECASE)
_MARKS = re.compile(r"([^\w\s.…_*=#~-])\1{5,}")
_SPACED = re.compile(r"([^\w\s])(?:\s+\1){4,}")


@dataclass(frozen=True, slots=True)
class Repeat:
    """``period`` words from ``start`` on, ``times`` in a row."""

    start: int
    period: int
    times: int


def loop_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether anything is said again and again. The score falls with the share of the text that repeats."""
    return finding("loop", loops(source, hypothesis))


def loops(source: str, hypothesis: str) -> Fault | None:
    """Whether something is repeated in a row in a hypothesis more often than the source repeats anything, than emphasis
    does ("very, very") or a figure of speech ("more and more")."""
    if characters := _characters(source, hypothesis):
        return characters
    matches = list(WORD.finditer(hypothesis))
    made = [match[0] for match in matches]
    most = max((found.times for found in repeats([word.lower() for word in WORD.findall(source)])), default=1)
    for found in repeats([word.lower() for word in made]):
        part = made[found.start : found.start + found.period]
        seam = found.start + found.period
        between = hypothesis[matches[seam - 1].end() : matches[seam].start()]
        again = made[seam : seam + found.period]
        if found.times <= most or _meant(part, again, found.times, between.strip()):
            continue
        share = found.period * (found.times - 1) / len(made)
        return Fault("looped", min(1.0, 0.5 + share), f"It says {shown(' '.join(part))} {found.times} times in a row.")
    return None


def repeats(found: Sequence[str]) -> Iterator[Repeat]:
    """What stands at least twice in a row, the shortest period first."""
    for period in range(1, min(_LONGEST_PERIOD, len(found) // 2) + 1):
        start = run = 0
        for place in range(period, len(found) + 1):
            if place < len(found) and found[place] == found[place - period]:
                run += 1
                continue
            if run >= period:
                yield Repeat(start, period, run // period + 1)
            start, run = place - period + 1, 0


def _meant(part: Sequence[str], again: Sequence[str], times: int, between: str) -> bool:
    """What a writer may repeat so often on purpose, whatever the source does."""
    lower = [word.lower() for word in part]
    if all(word[0].isdigit() for word in part):
        return True
    if set(lower) <= words("repeated"):
        return times <= 4
    if times > 2:
        return False
    if between:
        # "Above all, above all"; "an event. An event is": a long clause said twice is no figure of speech.
        return len(part) < (_SENTENCE if between[0] in ".!?" else _CLAUSE)
    if len(part) == 1:
        if lower[0] in words("undoubled"):
            return list(part) != list(again)
        return len(part[0]) < 4 or list(part) != list(again) or not part[0].islower()
    # "more and more and", "day by day by"; a name said twice.
    named = all(not word.islower() for word in part)
    return named or (len(part) == 2 and not set(lower).isdisjoint(words("joins")))


def _characters(source: str, hypothesis: str) -> Fault | None:
    for pattern in (_LETTERS, _MARKS, _SPACED):
        for match in pattern.finditer(hypothesis):
            if match[1].lower() in words("laughter") or match[1] * 3 in source or match[0] in source:
                continue
            if pattern is _LETTERS and len(match[0]) < 6:
                continue
            share = len(match[0]) / len(hypothesis)
            return Fault("looped", min(1.0, 0.6 + share), f"It repeats {shown(match[1])} in {shown(match[0], 30)}.")
    return None
