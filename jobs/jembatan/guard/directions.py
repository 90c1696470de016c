"""From where to where: ``gas from Slovakia to Russia`` for ``gas Rusia ke Slovakia``, ``Ukrainian regions`` for
``wilayah dekat Ukraina``, and the West, who acts, for the last of the ``kelompok tempur Utara, Selatan, dan Barat``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jembatan.guard.fault import shown
from jembatan.guard.named import Named, in_english, in_indonesian, kin
from jembatan.names.reading import Word, words

_THE_WEST = re.compile(r"\bthe West\b(?! Bank| Coast| Indies| End| Side| Wing)")
_OTHERS = re.compile(r"\bthe (?:East|North|South)\b")
_QUARTERS = r"(?:Utara|Selatan|Timur)"
_AMONG = re.compile(rf"\b{_QUARTERS}\b[, ]+(?:dan |serta )?Barat\b|\bBarat\b[, ]+(?:dan |serta )?{_QUARTERS}\b")

_NEAR = frozenset(
    ["near", "close", "next", "adjacent", "bordering", "neighboring", "neighbouring", "outside", "around", "by", "off"]
)
_REACH = 3
"""Words before a country among which one tells that something is near it (close to the Ukrainian border)."""

_Way = tuple[Named, Named]


def turned(source: str, hypothesis: str) -> str | None:
    """What to tell where the English goes from the second of two countries to the first; None where it does not."""
    indonesian = words(source)
    if all(word.key != "ke" for word in indonesian):
        return None
    mine = list(_ways(indonesian, in_indonesian(indonesian), "ke"))
    if not mine:
        return None
    english = words(hypothesis)
    theirs = list(_ways(english, in_english(english), "to"))
    for start, end in mine:
        back = next((way for way in theirs if _same(way, (end, start))), None)
        if back is not None and not any(_same(way, (start, end)) for way in theirs):
            given, made = (f"{shown(one.surface)} to {shown(other.surface)}" for one, other in ((start, end), back))
            return f"The Indonesian goes from {given}, and the English from {made}."
    return None


def wests(source: str, hypothesis: str) -> str | None:
    """What to tell where the English has the West, and no East beside it, and the Indonesian a west beside other
    quarters."""
    if _THE_WEST.search(hypothesis) and not _OTHERS.search(hypothesis) and _AMONG.search(source):
        return "The English has “the West”, and the Indonesian “Barat” beside other quarters."
    return None


def near(source: str, hypothesis: str) -> str | None:
    """What to tell where the Indonesian is near a country, and the English names it and has nothing near it."""
    indonesian = words(source)
    mine = [one for one in in_indonesian(indonesian) if one.start and indonesian[one.start - 1].key == "dekat"]
    if not mine:
        return None
    english = words(hypothesis)
    theirs = in_english(english)
    for one in mine:
        same = [other for other in theirs if not kin([one]).isdisjoint(kin([other]))]
        before = {word.key for other in same for word in english[max(other.start - _REACH, 0) : other.start]}
        if same and before.isdisjoint(_NEAR):
            return f"The Indonesian is near {shown(one.surface)}, and the English does not say so."
    return None


def _ways(text: Sequence[Word], named: Sequence[Named], to: str) -> Iterator[_Way]:
    """Two countries with nothing but the preposition, and an article, between them."""
    for start, end in pairwise(named):
        gap = [word.key for word in text[start.end : end.start]]
        if gap in ([to], [to, "the"]):
            yield start, end


def _same(one: _Way, other: _Way) -> bool:
    return not any(kin([mine]).isdisjoint(kin([theirs])) for mine, theirs in zip(one, other, strict=True))
