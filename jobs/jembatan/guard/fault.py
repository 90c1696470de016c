"""What the checks of the form of a translation give back: loops, echoes and garbled text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from jembatan.records import Finding

FormKind = Literal["looped", "echoed", "garbled"]

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
"""A word with what an apostrophe or a hyphen joins to it, or a number."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of form in one hypothesis. ``score``, from 0 to 1: how sure it is and how much of the text it takes;
    ``explanation`` is a sentence for an editor."""

    kind: FormKind
    score: float
    explanation: str


def finding(check: str, fault: Fault | None) -> Finding:
    """What a check of that name says of a fault, or of none."""
    return Finding(check, True, 1.0) if fault is None else Finding(check, False, 1 - fault.score, fault.explanation)


def shown(text: str, longest: int = 60) -> str:
    """A quotation of ``text`` for an explanation, cut at ``longest`` characters."""
    return f"“{text if len(text) <= longest else text[: longest - 1].rstrip() + '…'}”"
