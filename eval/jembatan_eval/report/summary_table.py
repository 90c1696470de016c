"""What the report tells of a night's summaries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jembatan_eval.resampling import FEW
from jembatan_eval.summaries.rouge import VARIANTS, RougeScore
from jembatan_eval.summaries.scores import SummaryScores

_LABELS = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeL": "ROUGE-L", "rougeLsum": "ROUGE-Lsum"}


class SummaryScore(NamedTuple):
    """One score, beside that of each article's first three sentences (None where that says nothing), as they are shown,
    and the signature under which both can be repeated."""

    name: str
    value: str
    lead_3: str | None
    signature: str


@dataclass(frozen=True, slots=True)
class Summaries:
    """``faults`` are sentences for an editor, such as "pasar, sentence 1: 45 is not in the article."."""

    scores: tuple[SummaryScore, ...]
    faults: tuple[str, ...]
    note: str


def told(found: SummaryScores) -> Summaries:
    """ROUGE where there are references, and what needs none."""
    rows: list[SummaryScore] = []
    if found.systems:
        own, lead = found.systems[0].whole, found.systems[1].whole
        for variant in VARIANTS:
            one: RougeScore = getattr(own, variant)
            rows.append(
                SummaryScore(_LABELS[variant], f"{one.score:.1f}", f"{getattr(lead, variant).score:.1f}", one.signature)
            )
    rows += [
        SummaryScore(name, f"{value:.1%}", None, "")
        for name, value in (
            ("Numbers that the article bears out", found.number_survival),
            ("Length, in words of the article", found.compression),
            *((f"Novel {one.n}-grams", one.share) for one in found.novelty),
        )
        if value is not None
    ]
    made = len(found.checks) - len(found.without_summary)
    note = f"{made} of {len(found.checks)} articles have a summary; {len(found.failed)} say what the article does not."
    if found.scored and len(found.scored) < FEW:
        note += f" {len(found.scored)} have a reference: too few to tell which is better."
    return Summaries(
        tuple(rows),
        tuple(f"{fault.article}, sentence {fault.sentence}: {fault.explanation}" for fault in found.faults),
        note,
    )
