"""What of a source can be seen again in its translation: numbers, names, cognates and words that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from jembatan import numbers
from jembatan.guard.fault import WORD
from jembatan.guard.lexicon import renderings
from jembatan.guard.tables import words

AnchorKind = Literal["number", "name", "known", "learnt", "cognate", "reference", "mark"]

_ENDINGS = ("ingly", "edly", "'s", "’s", "ies", "ing", "ed", "ly", "es", "s")
_SPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tion|sion|ssion", "si"), (r"c(?=[eiy])", "s"), (r"ck|ch|c|q", "k"), (r"ph|v", "f"), (r"th", "t"),
        (r"rh", "r"), (r"x", "ks"), (r"ty$", "tas"), (r"y", "i"), (r"z", "s"), (r"ae|oe", "e"), (r"ou", "o"),
        (r"(.)\1", r"\1"), (r"[aeiou]$", ""),
    )
)  # fmt: skip
"""English spelling brought to Indonesian (nation, nasi; activity, aktivitas). Applied to both sides."""

_COGNATE = 5
"""Letters at the start of two respelt words that make them cognates; shorter words must be the same."""

_STEM = 6


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something of a source, at ``place`` (an offset), and the ``keys`` of a translation any of which shows it."""

    word: str
    kind: AnchorKind
    place: int
    keys: frozenset[str]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """An English word in lower case without its ending, at most six letters of it."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:_STEM].rstrip("ey") if len(word) > 3 else word


@lru_cache(maxsize=100_000)
def cognate(word: str) -> str:
    """The start of a word in lower case as Indonesian would spell it; words with the same are cognates."""
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word[:_COGNATE]


def content(text: str) -> frozenset[str]:
    """The stems of the English words that carry content."""
    return frozenset(
        stem(word.lower()) for word in WORD.findall(text) if word[0].isalpha() and word.lower() not in words("english")
    )


def keys(text: str) -> frozenset[str]:
    """All that may show an anchor in an English text. Pure; costs one reading of its numbers."""
    found: set[str] = set()
    for word in WORD.findall(text):
        lower = word.lower().replace("’", "'")
        for part in {lower, *re.split("[-']", lower)}:
            if part and part[0].isalpha():
                found.update((f"={part}", f"w{stem(part)}", f"~{cognate(part)}"))
    found.update(_numbers(text, "en"))
    found.update(_marks(text))
    return frozenset(found)


def source_anchors(source: str, learnt: Mapping[str, frozenset[str]]) -> tuple[Anchor, ...]:
    """The anchors of an Indonesian source, each word once. ``learnt``: stems of English words by source word."""
    return tuple(_source(source, learnt))


def reference_anchors(reference: str) -> tuple[Anchor, ...]:
    """The anchors of an English reference: its content words and numbers."""
    return tuple(_reference(reference))


def source_words(source: str) -> frozenset[str]:
    """The Indonesian words, in lower case, that carry content."""
    return frozenset(
        word.lower() for word in WORD.findall(source) if word[0].isalpha() and word.lower() not in words("indonesian")
    )


def _source(source: str, learnt: Mapping[str, frozenset[str]]) -> Iterator[Anchor]:
    seen: set[str] = set()
    first = True
    for match in WORD.finditer(source):
        word = match[0]
        lower = word.lower()
        opening, first = first, False
        if not word[0].isalpha() or lower in words("indonesian") or lower in seen or len(lower) < 2:
            continue
        seen.add(lower)
        known, more = renderings(lower), learnt.get(lower, frozenset())
        found = {f"={lower}", *(f"w{stem(one)}" for one in (*known, *more))}
        if len(lower) > 3:
            found.add(f"~{cognate(lower)}")
        named = not word.islower() and not opening
        kind: AnchorKind = "known" if known else "learnt" if more else "name" if named else "cognate"
        yield Anchor(lower, kind, match.start(), frozenset(found))
    for quantity in numbers.read(source, "id"):
        yield Anchor(quantity.surface, "number", quantity.start, frozenset(_values(quantity.value, quantity.readings)))
    for mark in _marks(source):
        yield Anchor(mark, "mark", 0, frozenset([mark]))


def _reference(reference: str) -> Iterator[Anchor]:
    seen: set[str] = set()
    for match in WORD.finditer(reference):
        lower = match[0].lower()
        if not lower[0].isalpha() or lower in words("english") or stem(lower) in seen:
            continue
        seen.add(stem(lower))
        yield Anchor(lower, "reference", match.start(), frozenset([f"w{stem(lower)}"]))
    for quantity in numbers.read(reference, "en"):
        yield Anchor(quantity.surface, "number", quantity.start, frozenset(_values(quantity.value, quantity.readings)))


def _numbers(text: str, language: numbers.Language) -> Iterator[str]:
    for quantity in numbers.read(text, language):
        yield from _values(quantity.value, quantity.readings)


def _values(value: str, readings: tuple[str, ...]) -> Iterator[str]:
    for one in (value, *readings):
        yield f"#{one}"


def _marks(text: str) -> Iterator[str]:
    if "?" in text:
        yield "?"
    if any(mark in text for mark in '"“”«'):
        yield '"'
    if "(" in text:
        yield "("
