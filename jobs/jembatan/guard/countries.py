"""Countries and peoples: named in the English where the source has another, or in the source alone.

Whose soldiers died is the fact that hurts most where it is wrong. Only names of the tables (``jembatan.names``) are
judged, as whole phrases, the longest first: ``North Korean`` is not the other Korea's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jembatan.guard.context import Context
from jembatan.guard.fault import shown
from jembatan.guard.named import Named, english_forms, in_english, in_indonesian, kin, shared_words, untold
from jembatan.names.reading import Word, fold, stems, words
from jembatan.records import Finding

_INVENTED = 0.0
_LOST = 0.5

_LONG = 5
"""Letters from which on one word of a name tells it from others."""

_CURRENCY = re.compile(
    r"\b(?:US|AS|A|AU|S|NZ|HK)\$|\b[Dd]olar (?:AS|Amerika(?: Serikat)?|Australia|Singapura|Hong Kong|Kanada)\b"
    r"|\b(?:US|U\.S\.|American|Australian|Singapore|Hong Kong|Canadian) dollars?\b"
)
"""Countries that name a currency: whether it came through is for the numbers."""


class _Fault(NamedTuple):
    """A name as it stands in the text that has it: in the English alone, or in the Indonesian alone."""

    surface: str
    invented: bool


def countries_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether the English names the countries and peoples of the source, and no others. A government may go by its seat
    (Moscow for Russia). The score is 0 for a name that the source lacks, and 0.5 for one that only it has."""
    fault = _fault(source, hypothesis)
    if fault is None:
        return Finding("countries", True, 1.0)
    if fault.invented:
        what = f"The English has {shown(fault.surface)}, and the Indonesian names nothing of the kind."
        return Finding("countries", False, _INVENTED, what)
    what = f"The Indonesian names {shown(fault.surface)}, and the English does not."
    return Finding("countries", False, _LOST, what)


def lost(source: str, hypothesis: str) -> str | None:
    """The name of the source that the check tells as missing; None where it tells nothing or an invented one."""
    fault = _fault(source, hypothesis)
    return None if fault is None or fault.invented else fault.surface


def _fault(source: str, hypothesis: str) -> _Fault | None:
    given, made = (words(_CURRENCY.sub(" ", text)) for text in (source, hypothesis))
    wanted, told = in_indonesian(given), in_english(made)
    meant = kin(wanted) | kin(in_english(given)) | untold(given, "indonesian")
    for one in told:
        if one.names.isdisjoint(meant) and not _written(one.surface, given):
            return _Fault(one.surface, invented=True)
    there = kin(told) | untold(made, "english")
    spoken = {stem for word in made for stem in stems(word.key)}
    for one in wanted if hypothesis.strip() else ():
        if one.names.isdisjoint(there) and not _spoken(one, spoken):
            return _Fault(one.surface, invented=False)
    return None


def _written(phrase: str, text: Sequence[Word]) -> bool:
    """The source has it as it is, in any case of letters, or a word of it that no other name has: ``Jalan Downing`` is
    Downing Street, ``Korea Utara`` is not South Korea."""
    there = {word.key for word in text}
    every = {fold(word) for word in phrase.split()}
    return every <= there or any(len(word) >= _LONG and word not in shared_words() for word in there & every)


def _spoken(one: Named, spoken: set[str]) -> bool:
    """An adjective or another form that the tables lack: every word of some name shares its stem with the English."""
    forms = [*english_forms(one.names), tuple(one.surface.split())]
    return any(all(stems(fold(word)) & spoken for word in form) for form in forms)
