"""How many sentences engines are asked for again: a share of each article's, so that a weak night ends by morning.

By the article and not by the night: what becomes of a sentence never depends on which other articles are there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from jembatan.repair.case import Case, Sentence

LEAST = 4
"""Sentences of an article that are within every budget but 0: a short article is no cheaper to leave wrong."""


def over_budget(cases: Sequence[Case], sentences: Sequence[Sentence], share: float) -> frozenset[int]:
    """The positions of the cases that engines are not asked for again. The gravest go first: the most failed checks,
    then the lowest sum of scores, then the order of the text."""
    if share == 0:
        return frozenset(case.position for case in cases)
    sizes = Counter(sentence.draft.article for sentence in sentences)
    left = {article: max(LEAST, math.ceil(share * size)) for article, size in sizes.items()}
    over = set()
    for case in sorted(cases, key=_gravest):
        article = case.sentence.draft.article
        if left[article] > 0:
            left[article] -= 1
        else:
            over.add(case.position)
    return frozenset(over)


def _gravest(case: Case) -> tuple[int, float, int]:
    failed = sum(not finding.clean for finding in case.findings)
    return -failed, sum(finding.score for finding in case.findings), case.position
