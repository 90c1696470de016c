"""Is an output plainly no translation? Told without anything to compare it with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

Fault = Literal["empty", "echo", "loop"]
"""No letter and no digit; the source itself; the same few characters over and over, for half of the text or more."""

_LOOP = re.compile(r"(.{1,40}?)\1{3,}")
# "1000000" in a sentence is no loop; neither is a dash of ten strokes.
_SHORTEST_LOOP = 12


def fault(source: str, output: str) -> Fault | None:
    """What is wrong with ``output`` as a translation of ``source``; None where nothing is plainly wrong."""
    told, asked = (" ".join(text.casefold().split()) for text in (output, source))
    if not any(character.isalnum() for character in told):
        return "empty"
    if told == asked:
        return "echo"
    # A space at the end, so that the last round of a loop counts, too.
    loops = [found[0] for found in _LOOP.finditer(f"{told} ") if len(found[0]) >= _SHORTEST_LOOP]
    return "loop" if 2 * sum(map(len, loops)) >= len(told) else None


def faults(sources: Sequence[str], outputs: Sequence[str]) -> Counter[Fault]:
    """How many of the outputs have each fault."""
    found = (fault(source, output) for source, output in zip(sources, outputs, strict=True))
    return Counter(one for one in found if one is not None)
