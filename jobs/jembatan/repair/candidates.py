"""What a rung puts forward for a sentence: texts, each with where it came from in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jembatan.engines.protocol import Output
from jembatan.numbers.rewrite import Rewritten
from jembatan.records import Hypothesis
from jembatan.repair.pieces import joined


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine gave for one text, and the batch that made it; ``output.problem`` says why it gave nothing."""

    output: Output
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may take the place of another. ``told`` says in words what was tried; ``behind`` is how far its score
    is below the best of its own list, None where the engine gives no scores."""

    text: str
    told: str
    engine: str
    score: float | None = None
    behind: float | None = None
    batch: str = ""
    pieces: int = 1


def listed(answer: Answer, engine: str, how: str) -> list[Candidate]:
    """Every hypothesis of an n-best list, best first."""
    hypotheses = answer.output.hypotheses
    return [
        Candidate(
            hypothesis.text,
            f"{how}: hypothesis {rank} of {len(hypotheses)}",
            engine,
            hypothesis.score,
            behind(hypotheses[0], hypothesis),
            answer.batch,
            answer.output.pieces,
        )
        for rank, hypothesis in enumerate(hypotheses, start=1)
    ]


def of_pieces(pieces: Sequence[str], chosen: Sequence[Hypothesis], answers: Sequence[Answer], engine: str) -> Candidate:
    """One hypothesis of each clause, joined. Its score is the mean of theirs, where all have one."""
    scores = [hypothesis.score for hypothesis in chosen if hypothesis.score is not None]
    return Candidate(
        joined(pieces, [hypothesis.text for hypothesis in chosen]),
        f"{len(pieces)} clauses translated alone and joined",
        engine,
        sum(scores) / len(scores) if len(scores) == len(chosen) else None,
        batch="+".join(dict.fromkeys(answer.batch for answer in answers)),
        pieces=len(pieces),
    )


def rewritten(now: Candidate, made: Rewritten) -> Candidate:
    """The text of ``now`` as the rules of form write it."""
    changes = "; ".join(f"{change.before} written as {change.after}" for change in made.changes)
    return Candidate(made.text, changes, now.engine, now.score, batch=now.batch, pieces=now.pieces)


def behind(first: Hypothesis, other: Hypothesis) -> float | None:
    """How far the score of ``other`` is below that of the first of its list."""
    return None if first.score is None or other.score is None else first.score - other.score
