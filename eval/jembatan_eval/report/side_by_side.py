"""The worst sentences of a system, each beside its source, its reference and what another system made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jembatan_eval.compare import keys
from jembatan_eval.report.diffs import Piece, diff, whole
from jembatan_eval.score import SentenceScore, worst_first


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence. ``made`` is the system's output and ``before`` the other's; None where that has not the sentence.
    ``marked`` says against what the pieces are marked, empty where nothing is; ``new`` is True where that is the other
    system's output."""

    score: SentenceScore
    reference: tuple[Piece, ...] | None
    made: tuple[Piece, ...]
    before: tuple[Piece, ...] | None
    marked: str
    new: bool = False

    @property
    def same(self) -> bool:
        """The other system wrote the very same."""
        return self.before is not None and _text(self.before) == _text(self.made)


def worst(
    sentences: Sequence[SentenceScore], others: Sequence[SentenceScore], other: str, nights: bool, limit: int
) -> list[Row]:
    """The ``limit`` worst of ``sentences``, worst first; those about which nothing is known are not among them.

    Between ``nights`` a change is marked where there is one, for that is news; all else is marked against the
    reference.
    """
    there = dict(zip(keys([one.pair for one in others]), (one.pair.hypothesis for one in others), strict=True))
    here = {one.index: key for one, key in zip(sentences, keys([one.pair for one in sentences]), strict=True)}
    known = [one for one in worst_first(sentences) if one.faults or one.chrf_pp is not None]
    return [_row(one, there.get(here[one.index]), other, nights) for one in known[:limit]]


def _row(score: SentenceScore, before: str | None, other: str, nights: bool) -> Row:
    made, wanted = score.pair.hypothesis, score.pair.reference
    changed = before is not None and before != made
    if before is not None and changed and (nights or wanted is None):
        found = diff(made, before)
        reference = None if wanted is None else whole(wanted)
        return Row(score, reference, found.one, found.other, f"what changed against {other}", new=True)
    if wanted is None:
        return Row(score, None, whole(made), None if before is None else whole(before), "")
    found = diff(made, wanted)
    others = None if before is None else diff(before, wanted).one
    return Row(score, found.other, found.one, others, "what differs from the reference")


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
