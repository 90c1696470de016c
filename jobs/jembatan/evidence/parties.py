"""One country told of as two: ``the relationship between Russia and Moscow``. An article may slip like that, and its
translation must; no summary should pass it on."""

from __future__ import annotations

import re
from itertools import pairwise

from jembatan.guard.named import in_english, kin
from jembatan.names.reading import words

_BETWEEN = re.compile(r"\bbetween (?:the )?\Z", re.I)
_AND = re.compile(r" and (?:the )?")
_WITH = re.compile(r"(?:['’]s?)? (?:[a-z]+ ){0,2}(?:relations|relationship|ties|talks|alliance) with (?:the )?")
_ENDS = re.compile(
    r"\Z|[.,;:!?”\"]"
    r"| (?:is|are|was|were|has|have|had|will|would|may|might|can|could|that|which|over|on|in|at|for)\b"
)
"""What follows a country that stands for itself; ``Moscow-backed troops`` and ``US allies`` are others."""


def with_itself(sentence: str) -> tuple[str, str] | None:
    """Two different names of one country that the sentence tells of as of two; None where there are none."""
    text = words(sentence)
    for one, other in pairwise(in_english(text)):
        start, end = text[one.start].start, text[one.end - 1].end
        gap = sentence[end : text[other.start].start]
        parted = _WITH.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(sentence, 0, start))
        if parted and not kin([one]).isdisjoint(kin([other])) and _ENDS.match(sentence, text[other.end - 1].end):
            return one.surface, other.surface
    return None
