"""What the repair did with a sentence, in words for its page."""

from __future__ import annotations

from dataclasses import dataclass

from jembatan.records import Mend, RepairStep, Translation

_NAMES = {
    "n-best": "Another hypothesis",
    "again": "Decoded again",
    "re-case": "Small letters",
    "split": "Clauses alone",
    "engine": "Another engine",
    "rewrite": "Rule of form",
    "spelling": "Spelling",
}

_KINDS: dict[Mend, str] = {
    "repaired": "Repaired",
    "machine-repaired": "Machine-repaired",
    "respelt": "Respelt",
}


@dataclass(frozen=True, slots=True)
class StepView:
    """One try. ``text`` is what came of it, None where nothing came or where it is what was published."""

    name: str
    tried: str
    text: str | None
    reason: str
    taken: bool


@dataclass(frozen=True, slots=True)
class MendView:
    """The repair of one sentence. ``kind`` is that of the mend, or ``tried`` where nothing was taken; ``first``
    is the engine's first output where another text took its place."""

    kind: str
    label: str
    first: str | None
    steps: tuple[StepView, ...]


def mend_view(translation: Translation | None) -> MendView | None:
    """The repair of a sentence; None where nothing was tried."""
    if translation is None or not translation.steps:
        return None
    return MendView(
        translation.mend or "tried",
        _label(translation),
        translation.first,
        tuple(_step(step, translation.target) for step in translation.steps),
    )


def _step(step: RepairStep, published: str | None) -> StepView:
    # What was published stands above the steps already.
    text = None if step.target == published else step.target
    return StepView(_NAMES[step.rung], step.tried, text, step.reason, step.accepted)


def _label(translation: Translation) -> str:
    taken = [step for step in translation.steps if step.accepted]
    if not taken:
        count = len(translation.steps)
        return f"Not repaired: {count} {'try' if count == 1 else 'tries'}, none was right"
    told = ", ".join(_told(step) for step in taken)
    return f"{_KINDS[translation.mend or 'repaired']}: {told}"


def _told(step: RepairStep) -> str:
    return step.tried if step.rung in ("rewrite", "spelling") else f"{_NAMES[step.rung].lower()} ({step.tried})"
