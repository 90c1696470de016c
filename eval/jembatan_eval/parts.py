"""Sentences and clauses of a source that an output leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jembatan.articles.sentences import boundaries
from jembatan.guard.fault import WORD
from jembatan_eval.evidence import Evidence, Weighed
from jembatan_eval.lengths import Lengths
from jembatan_eval.lines import Pair

_SENTENCE, _CLAUSE, _END = 2.5, 2.5, 4.0
"""Natural logarithms of likelihood ratios from which on a part is called missing: whole sentences, clauses, or words up
to the end wherever they begin."""

_UNENDED = 2.5
"""The same for an output without a full stop where its source has one."""

_TOO_SHORT = -4.5
"""Standard deviations of length at which something is missing whatever the words say."""

_ENDS = (0.75, 0.65, 0.5)
"""Where, as a share of the text, an output may break off without a clause ending."""

_FEWEST_WORDS = 4
_MOST_PARTS = 16
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[–—-](?=\s)|[)”\"](?=\s)")


@dataclass(frozen=True, slots=True)
class Missing:
    """A part of a source, or of a reference, that an output leaves out; ``beyond``: how far over the threshold."""

    text: str
    beyond: float


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    sentence: int


def missing(pair: Pair, evidence: Evidence, lengths: Mapping[str, Lengths], index: int) -> Missing | None:
    """The part that is missing most clearly, by its anchors and by the length of the whole; None where none is."""
    shown = evidence.keys[index]
    found = [
        *_missing(pair.source or "", pair.hypothesis, evidence.of_source[index], shown, lengths["source"]),
        *_missing(pair.reference or "", pair.hypothesis, evidence.of_reference[index], shown, lengths["reference"]),
    ]
    return max(found, key=lambda one: one.beyond, default=None)


def _missing(
    text: str, made: str, anchors: Sequence[Weighed], shown: frozenset[str], lengths: Lengths
) -> Iterator[Missing]:
    if not text.strip():
        return
    deviation = lengths.deviation(len(text), len(made))
    if deviation < _TOO_SHORT:
        yield Missing("", _TOO_SHORT - deviation)
    unended = _UNENDED if _ended(text) and not _ended(made) else 0.0
    for start, end, least in _runs(text, bool(unended)):
        inside = [one for one in anchors if one.anchor.kind != "mark" and start <= one.anchor.place < end]
        if len(inside) < 2:
            continue
        weight = -sum(one.missed if one.anchor.keys.isdisjoint(shown) else one.shown for one in inside)
        length = lengths.weight(len(text), len(made), 1 - (end - start) / len(text))
        beyond = weight + length + (unended if end == len(text) else 0.0) - least
        if beyond > 0 and weight > 0 and length > 0:
            yield Missing(text[start:end], beyond)


def _ended(text: str) -> bool:
    return text.rstrip().rstrip("\"”’»)'").rstrip()[-1:] in (".", "!", "?", "…")


def _runs(text: str, broken_off: bool) -> Iterator[tuple[int, int, float]]:
    """Where a missing part may start and end, and what evidence it needs: parts in a row, or an end of the text."""
    pieces = _pieces(text)
    if 2 <= len(pieces) <= _MOST_PARTS:
        for first in range(len(pieces)):
            for last in range(first, len(pieces) - (first == 0)):
                least = _SENTENCE if _whole(pieces, first, last) else _CLAUSE
                yield pieces[first].start, pieces[last].end, least
    if broken_off:
        for share in _ENDS:
            yield round(share * len(text)), len(text), _END


def _whole(pieces: Sequence[_Part], first: int, last: int) -> bool:
    """The run begins and ends with a sentence."""
    begins = first == 0 or pieces[first - 1].sentence != pieces[first].sentence
    ends = last + 1 == len(pieces) or pieces[last + 1].sentence != pieces[last].sentence
    return begins and ends


def _pieces(text: str) -> list[_Part]:
    pieces: list[_Part] = []
    start = 0
    if not text.strip():
        return pieces
    for sentence, end in enumerate(boundaries(text)):
        for match in _CLAUSE_END.finditer(text, start, end):
            enough = len(WORD.findall(text[start : match.end()])) >= _FEWEST_WORDS
            if enough and len(WORD.findall(text[match.end() : end])) >= _FEWEST_WORDS:
                pieces.append(_Part(start, match.end(), sentence))
                start = match.end()
        pieces.append(_Part(start, end, sentence))
        start = end
    return pieces
