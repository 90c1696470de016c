"""How strongly the words of an output speak for its being the translation of a source.

Every anchor of a source (``anchors``) is either shown in an output or not. Its weight is the logarithm of how much
likelier that is if the output translates the source than if it translates something else. Both chances are learnt from
the pairs that are scored, and start from stored defaults: a file of three lines has evidence too.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from jembatan.guard.coverage.anchors import (
    Anchor,
    AnchorKind,
    content,
    keys,
    reference_anchors,
    source_anchors,
    source_words,
)
from jembatan.guard.coverage.associations import associations
from jembatan.guard.coverage.texts import Texts

_SHOWN: dict[AnchorKind, float] = {
    "number": 0.9, "name": 0.8, "known": 0.75, "learnt": 0.6, "cognate": 0.35, "reference": 0.65, "mark": 0.85,
}  # fmt: skip
"""How often an anchor of each kind is shown in a right translation, before anything is learnt."""

_KIND_PRIOR, _WORD_PRIOR = 40.0, 4.0
"""What the defaults weigh against the pairs at hand, in anchors."""

_CHANCE, _CHANCE_PRIOR = 0.03, 30.0
"""How often an anchor is shown by some other output, before anything is learnt, and what that weighs, in pairs."""

_BOTH = 0.6
"""What an anchor weighs where source and reference both give some: they say the same twice."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An anchor with the evidence of its being shown, and of its not being shown (negative)."""

    anchor: Anchor
    shown: float
    missed: float


class Evidence:
    """The anchors of every pair, weighed, and what every output shows."""

    def __init__(self, pairs: Sequence[Texts]) -> None:
        self.keys = [keys(pair.hypothesis) for pair in pairs]
        learnt = associations(
            [source_words(pair.source or "") for pair in pairs], [content(pair.hypothesis) for pair in pairs]
        )
        sources = [source_anchors(pair.source or "", words) for pair, words in zip(pairs, learnt, strict=True)]
        references = [reference_anchors(pair.reference or "") for pair in pairs]
        weigh = _Weigher([(*a, *b) for a, b in zip(sources, references, strict=True)], self.keys)
        self.of_source = [weigh.all(found, i, bool(references[i])) for i, found in enumerate(sources)]
        self.of_reference = [weigh.all(found, i, bool(sources[i])) for i, found in enumerate(references)]
        self.anchors = [(*a, *b) for a, b in zip(self.of_source, self.of_reference, strict=True)]
        self.most = [sum(one.shown for one in found) for found in self.anchors]
        self.own = [self.weight(i, i) for i in range(len(pairs))]

    def weight(self, given: int, made: int) -> float:
        """The evidence that output ``made`` translates source ``given``: natural logarithm, positive speaks for it."""
        shown = self.keys[made]
        return sum(one.missed if one.anchor.keys.isdisjoint(shown) else one.shown for one in self.anchors[given])


class _Weigher:
    def __init__(self, anchors: Sequence[Sequence[Anchor]], shown: Sequence[frozenset[str]]) -> None:
        self._shown = shown
        self._spread = Counter(key for one in shown for key in one)
        hits: dict[str, float] = defaultdict(float)
        counts: dict[str, int] = defaultdict(int)
        self._words: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for found, made in zip(anchors, shown, strict=True):
            if not made:
                continue
            for anchor in found:
                hit = not anchor.keys.isdisjoint(made)
                hits[anchor.kind] += hit
                counts[anchor.kind] += 1
                tally = self._words[anchor.kind, anchor.word]
                tally[0] += hit
                tally[1] += 1
        self._kinds = {
            kind: (hits[kind] + _KIND_PRIOR * usual) / (counts[kind] + _KIND_PRIOR) for kind, usual in _SHOWN.items()
        }

    def all(self, anchors: Sequence[Anchor], pair: int, both: bool) -> tuple[Weighed, ...]:
        share = _BOTH if both else 1.0
        return tuple(self._one(anchor, pair, share) for anchor in anchors)

    def _one(self, anchor: Anchor, pair: int, share: float) -> Weighed:
        made = self._shown[pair]
        own = len(anchor.keys & made)
        hits, count = self._words[anchor.kind, anchor.word]
        # The pair's own output is left out: what is judged is no evidence.
        hits, count = hits - bool(own), count - bool(made)
        chance = (max(0, hits) + _WORD_PRIOR * self._kinds[anchor.kind]) / (max(0, count) + _WORD_PRIOR)
        elsewhere = sum(self._spread[key] for key in anchor.keys) - own
        other = (elsewhere + _CHANCE_PRIOR * _CHANCE) / (len(self._shown) + _CHANCE_PRIOR)
        chance = min(0.97, max(0.05, chance))
        other = min(0.9 * chance, other)
        return Weighed(anchor, share * math.log(chance / other), share * math.log((1 - chance) / (1 - other)))
