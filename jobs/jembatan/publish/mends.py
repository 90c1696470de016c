"""What the repair did with a sentence, in words for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jembatan.records import RepairStep, Translation

MendKind = Literal["repaired", "better", "machine-repaired", "respelt", "tried"]
"""``better``: another output was taken, and a person should look at the sentence all the same; ``tried``: none was."""

_NAMES = {
    "n-best": "Another hypothesis",
    "again": "Decoded again",
    "re-case": "Small letters",
    "split": "Clauses alone",
    "engine": "Another engine",
    "rewrite": "Rule of form",
    "marks": "Quotation marks",
    "spelling": "Spelling",
}

_KINDS: dict[MendKind, str] = {
    "repaired": "Repaired",
    "better": "Better, not yet right",
    "machine-repaired": "Machine-repaired",
    "respelt": "Tidied",
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
    """The repair of one sentence. ``first`` is the engine's first output where another text took its place."""

    kind: MendKind
    label: str
    first: str | None
    steps: tuple[StepView, ...]


def mend_kind(translation: Translation) -> MendKind | None:
    """What the repair came to; None where nothing was tried."""
    if not translation.steps:
        return None
    if translation.mend == "repaired" and translation.flags:
        return "better"
    return translation.mend or "tried"


def mend_view(translation: Translation | None) -> MendView | None:
    """The repair of a sentence; None where nothing was tried."""
    kind = mend_kind(translation) if translation is not None else None
    if translation is None or kind is None:
        return None
    return MendView(
        kind,
        _label(kind, translation),
        translation.first,
        tuple(_step(step, translation.target) for step in translation.steps),
    )


def _step(step: RepairStep, published: str | None) -> StepView:
    # What was published stands above the steps already.
    text = None if step.target == published else step.target
    return StepView(_NAMES[step.rung], step.tried, text, step.reason, step.accepted)


def _label(kind: MendKind, translation: Translation) -> str:
    if kind == "tried":
        count = len(translation.steps)
        return f"Not repaired: {count} {'try' if count == 1 else 'tries'}, none was right"
    return f"{_KINDS[kind]} ({'; '.join(step.tried for step in translation.steps if step.accepted)})"
