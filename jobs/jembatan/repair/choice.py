"""Which of a rung's candidates may take the place of the text that stands, and which of those is best.

The stated mix: fewest failed checks first; of equals the highest sum of the checks' scores less the distance, in mean
log probability, to the first hypothesis of its own list. One check that is wholly right weighs as much as one nat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jembatan.records import Finding, Rung
from jembatan.repair.candidates import Candidate
from jembatan.repair.case import Case
from jembatan.repair.sound import poorer


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with what every check says of it. ``refusal``: why it may not be taken; None where it may."""

    candidate: Candidate
    findings: tuple[Finding, ...]
    refusal: str | None

    @property
    def failed(self) -> int:
        """How many checks are not clean."""
        return sum(not finding.clean for finding in self.findings)

    @property
    def worth(self) -> float:
        """The mix of checks and model score; never compared across sentences."""
        return sum(finding.score for finding in self.findings) - (self.candidate.behind or 0.0)


def best(judged: Sequence[Judged]) -> Judged | None:
    """The one to take, the earliest of equals; None where none may be taken."""
    allowed = [one for one in judged if one.refusal is None]
    return min(allowed, key=lambda one: (one.failed, -one.worth), default=None)


def judge(case: Case, rung: Rung, candidate: Candidate, findings: tuple[Finding, ...], margin: float) -> Judged:
    """A candidate by its findings, by its score and against being obviously poorer than the engine's first output."""
    return Judged(candidate, findings, _refusal(case, rung, candidate, findings, margin))


def _refusal(case: Case, rung: Rung, candidate: Candidate, findings: tuple[Finding, ...], margin: float) -> str | None:
    if len(findings) < len(case.findings):
        return "a check broke over it"
    pairs = list(zip(case.findings, findings, strict=True))
    worse = [new for old, new in pairs if new.score < old.score or (old.clean and not new.clean)]
    if worse:
        return f"it makes it worse: {worse[0].explanation}"
    if not any(_is_better(rung, old, new) for old, new in pairs):
        return " ".join(finding.explanation for finding in findings if not finding.clean)
    if candidate.behind is not None and candidate.behind > margin:
        return f"its score is {candidate.behind:.2f} below the first of the list, the margin is {margin:g}"
    reason = poorer(case.sentence.source, case.first, candidate.text, case.sentence.context.published)
    return f"clean, but obviously poorer: {reason}" if reason else None


def _is_better(rung: Rung, old: Finding, new: Finding) -> bool:
    """A rule of form is certain in each place, and a term of the glossary is one fact of several; for the rest an
    engine's other sentence must settle what failed."""
    return not old.clean and (new.clean or ((rung == "rewrite" or old.check == "glossary") and new.score > old.score))
