"""Sentences and clauses of a source that an output leaves out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jembatan.articles.sentences import boundaries
from jembatan.guard.coverage.evidence import Evidence, Weighed
from jembatan.guard.coverage.lengths import Lengths
from jembatan.guard.coverage.texts import Texts
from jembatan.guard.fault import WORD

_SENTENCE, _CLAUSE, _END, _STRETCH = 2.5, 3.5, 4.0, 6.5
"""Natural logarithms of likelihood ratios from which on a part is called missing: whole sentences, clauses, words up to
the end wherever they begin, and any words in a row."""

_LENGTH_ALONE = 3.0
"""The same for a sentence of which too little can be recognised, by length only."""

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
    """A part of a source, or of a reference, that an output leaves out (empty: it cannot be told which). ``beyond``:
    how far over the threshold; ``kept``: the evidence that the rest is there."""

    text: str
    beyond: float
    kept: float


@dataclass(frozen=True, slots=True)
class _Run:
    """Where a missing part may start and end, and what evidence it needs."""

    start: int
    end: int
    least: float
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    sentence: int


def missing(pair: Texts, evidence: Evidence, lengths: Mapping[str, Lengths], index: int) -> Missing | None:
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
    counted = [one for one in anchors if one.anchor.kind != "mark"]
    weights = {one: one.missed if one.anchor.keys.isdisjoint(shown) else one.shown for one in counted}
    whole = sum(weights.values())
    deviation = lengths.deviation(len(text), len(made))
    if deviation < _TOO_SHORT:
        yield Missing("", _TOO_SHORT - deviation, whole)
    unended = _UNENDED if _ended(text) and not _ended(made) else 0.0
    for run in (*_runs(text, bool(unended)), *_silent(text, weights)):
        if (run.start, run.end) == (0, len(text)):
            continue
        inside = [weight for one, weight in weights.items() if run.start <= one.anchor.place < run.end]
        length = lengths.weight(len(text), len(made), 1 - (run.end - run.start) / len(text))
        beyond = length - sum(inside) + (unended if run.end == len(text) else 0.0) - run.least
        enough = len(inside) >= 2 or (run.sentence and length > _LENGTH_ALONE)
        if beyond > 0 and length > 0 and sum(inside) <= 0 and enough:
            yield Missing(text[run.start : run.end], beyond, whole - sum(inside))


def _ended(text: str) -> bool:
    return text.rstrip().rstrip("\"”’»)'").rstrip()[-1:] in (".", "!", "?", "…")


def _runs(text: str, broken_off: bool) -> Iterator[_Run]:
    """Sentences and clauses in a row; and the end of a text, wherever it begins, if the output breaks off."""
    pieces = _pieces(text)
    if 2 <= len(pieces) <= _MOST_PARTS:
        for first in range(len(pieces)):
            for last in range(first, len(pieces) - (first == 0)):
                whole = _whole(pieces, first, last)
                yield _Run(pieces[first].start, pieces[last].end, _SENTENCE if whole else _CLAUSE, whole)
    if broken_off:
        for share in _ENDS:
            # Back to the beginning of a word.
            start = text.rfind(" ", 0, round(share * len(text))) + 1
            if start:
                yield _Run(start, len(text), _END)


def _silent(text: str, weights: Mapping[Weighed, float]) -> Iterator[_Run]:
    """The stretch whose anchors speak most clearly of not being there, without regard to punctuation."""
    placed = sorted(weights.items(), key=lambda item: item[0].anchor.place)
    best, span = 0.0, (0, 0)
    against, first = 0.0, 0
    for last, (_, weight) in enumerate(placed):
        # What speaks for being there, taken all together, begins no stretch.
        if against < 0:
            against, first = 0.0, last
        against -= weight
        if against > best:
            best, span = against, (first, last)
    if best > 0:
        following = placed[span[1] + 1][0].anchor.place if span[1] + 1 < len(placed) else len(text)
        start = placed[span[0]][0].anchor.place
        if span != (0, len(placed) - 1) and len(WORD.findall(text[start:following])) >= _FEWEST_WORDS:
            yield _Run(start, following, _STRETCH)


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
        # No word goes over the end of a clause.
        words = [match.start() for match in WORD.finditer(text, start, end)]
        counted = 0
        for match in _CLAUSE_END.finditer(text, start, end):
            before = bisect_left(words, match.end())
            if before - counted >= _FEWEST_WORDS and len(words) - before >= _FEWEST_WORDS:
                pieces.append(_Part(start, match.end(), sentence))
                start, counted = match.end(), before
        pieces.append(_Part(start, end, sentence))
        start = end
    return pieces
