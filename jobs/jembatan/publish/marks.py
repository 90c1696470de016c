"""Which characters of a sentence are a number, and what became of it: spans to pieces of text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Literal

from jembatan.quantities import NumberMatch, NumberReport, QuantityStatus, Side

Fate = QuantityStatus | Literal["excused"]
"""How a number is shown: by its status, or as excused where it is told and is no error."""

_GRAVITY: dict[Fate, int] = {
    "changed": 0,
    "lost": 0,
    "invented": 0,
    "converted": 1,
    "excused": 1,
    "reworded": 2,
    "kept": 2,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlighted number. ``number`` pairs the two sides of a match; it counts from 1 within a sentence."""

    number: int
    status: Fate
    explanation: str


@dataclass(frozen=True, slots=True)
class Span:
    """A mark on the half-open character range ``start:end``."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not. The pieces of a text joined give it back."""

    text: str
    mark: Mark | None = None


def cut(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Cut ``text`` at the spans. A span that is empty or outside of the text is left out; of two that overlap
    the one that is not merely kept wins, then the earlier, then the longer."""
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda span: (_GRAVITY[span.mark.status], span.start, -span.end)):
        inside = 0 <= span.start < span.end <= len(text)
        if inside and all(span.end <= other.start or other.end <= span.start for other in chosen):
            chosen.append(span)
    pieces: list[Piece] = []
    position = 0
    for span in sorted(chosen, key=lambda span: span.start):
        if position < span.start:
            pieces.append(Piece(text[position : span.start]))
        pieces.append(Piece(text[span.start : span.end], span.mark))
        position = span.end
    if position < len(text):
        pieces.append(Piece(text[position:]))
    return tuple(pieces)


def marks(report: NumberReport | None) -> tuple[tuple[NumberMatch, Mark], ...]:
    """Each match of a report with its mark, numbered in the report's order."""
    if report is None:
        return ()
    return tuple(
        (match, Mark(number, "excused" if match.excused else match.status, match.explanation))
        for number, match in zip(count(1), report.matches, strict=False)
    )


def highlight(text: str, report: NumberReport | None, side: Side) -> tuple[Piece, ...]:
    """The pieces of one side of a sentence. A span whose text is not the quantity's surface is not marked."""
    spans = []
    for match, mark in marks(report):
        quantity = match.source if side == "source" else match.target
        if quantity is not None and text[quantity.start : quantity.end] == quantity.surface:
            spans.append(Span(quantity.start, quantity.end, mark))
    return cut(text, spans)
