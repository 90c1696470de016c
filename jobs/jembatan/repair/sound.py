"""Is a candidate obviously poorer than what it would replace, whatever the checks say of it?"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from jembatan import numbers

# Shares of a length in characters; lengths up to the slack say nothing.
_SHORTEST = 0.6
_LONGEST = 1.8
_SLACK = 12
# "as soon as" may come twice in a sentence; what comes more often than in the source by this is a loop.
_REPEATS = 2
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_SHORTEST_NAME = 3


def poorer(source: str, first: str, text: str, published: date | None = None) -> str | None:
    """Why ``text`` must not take the place of ``first`` as a translation of ``source``, or None where it may."""
    if not text.strip():
        return "it is empty"
    least = min(len(source), len(first))
    if least > _SLACK and len(text) < _SHORTEST * least:
        return "it is far shorter"
    if len(text) > _LONGEST * max(len(source), len(first)) + _SLACK:
        return "it is far longer"
    if text.strip().casefold() == source.strip().casefold() != first.strip().casefold():
        return "it is the source itself"
    if _repeats(text) > max(_repeats(source), _repeats(first)) + _REPEATS:
        return "it repeats itself"
    words = set(_WORD.findall(text))
    dropped = [name for name in _names(source, first, published) if name not in words]
    if dropped:
        return f"it drops the name {dropped[0]}"
    left_out = _left_out(source, text, published)
    there = _left_out(source, first, published) if left_out else ()
    lost = next((word for word in left_out if word not in there), None)
    return f"it leaves out {lost}" if lost else None


def _left_out(source: str, text: str, published: date | None) -> list[str]:
    """What a translation may leave out (a weekday) and this one does."""
    report = numbers.compare("", source, text, published)
    return [match.source.surface for match in report.matches if match.excused and match.source and not match.target]


def _repeats(text: str) -> int:
    """How often the most frequent run of three words comes again."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return max(Counter(zip(words, words[1:], words[2:], strict=False)).values(), default=1) - 1


def _names(source: str, first: str, published: date | None) -> list[str]:
    """Capitalised words of the source that ``first`` has too, in order. A weekday or a month is no name."""
    there = set(_WORD.findall(first))
    taken = [range(found.start, found.end) for found in numbers.read(source, "id", published)]
    return [
        found[0]
        for found in _WORD.finditer(source)
        if found[0][0].isupper()
        and len(found[0]) >= _SHORTEST_NAME
        and found[0] in there
        and not any(found.start() in span for span in taken)
    ]
