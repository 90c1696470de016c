"""One sentence on its way up the ladder."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jembatan.engines.protocol import Output
from jembatan.guard.context import Context
from jembatan.records import Finding, RepairStep, Translation
from jembatan.repair.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Sentence:
    """A translated sentence: its source, what the checks may know of it, its translation and the engine's list."""

    source: str
    context: Context
    draft: Translation
    output: Output


class Case:
    """What is tried for a sentence, and what it has come to. ``lost``: a text that it needs has no answer yet."""

    def __init__(self, position: int, sentence: Sentence, text: str, findings: tuple[Finding, ...]) -> None:
        draft = sentence.draft
        self.position = position
        self.sentence = sentence
        self.first = text
        self.now = Candidate(text, "", draft.engine, draft.score, batch=draft.batch, pieces=draft.pieces)
        self.findings = findings
        self.steps: list[RepairStep] = []
        self.seen = {text}
        self.lost = False

    @property
    def clean(self) -> bool:
        return all(finding.clean for finding in self.findings)

    def translation(self) -> Translation:
        """The draft with the steps, and with the text that was taken, if one was."""
        draft, now = self.sentence.draft, self.now
        taken = [step.rung for step in self.steps if step.accepted]
        if not taken:
            return replace(draft, steps=(*draft.steps, *self.steps))
        flags = [flag for flag in draft.flags if flag != "split" or now.pieces > 1]
        if now.pieces > 1 and "split" not in (*flags, *taken):
            # An engine that could not take the sentence whole, not the rung that parted it on purpose.
            flags.append("split")
        if "rewrite" in taken:
            flags.append("machine-repaired")
        return replace(
            draft,
            target=now.text,
            engine=now.engine,
            score=now.score,
            pieces=now.pieces,
            batch=now.batch,
            flags=tuple(flags),
            first=draft.first or self.first,
            steps=(*draft.steps, *self.steps),
        )
