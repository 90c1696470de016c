"""Which words translate each other, learnt from the pairs that are scored: IBM model 1.

Brown, Della Pietra, Della Pietra and Mercer, "The Mathematics of Statistical Machine Translation" (1993).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

FEWEST_PAIRS, _MOST_PAIRS = 100, 20_000
_ITERATIONS = 5
_LEAST_COUNT, _LEAST_CHANCE = 1.5, 0.12
"""Of an association to be kept, in the other pairs: how often it is expected to occur, and its probability."""

Associations = Sequence[Mapping[str, frozenset[str]]]
"""For each pair, by source word: the target words which the other pairs associate with it."""


def associations(sources: Sequence[Set[str]], targets: Sequence[Set[str]]) -> Associations:
    """Learn from word sets that are parallel. What a pair is given rests on the others only, so that a fault does not
    excuse itself. Too few pairs give nothing; of very many, those beyond 20,000 are not learnt from and given nothing.
    """
    import numpy as np  # when it is needed: the command line starts without it

    found: list[Mapping[str, frozenset[str]]] = [{} for _ in sources]
    count = min(len(sources), _MOST_PAIRS)
    if count < FEWEST_PAIRS:
        return found
    source_words = ["", *sorted(set().union(*sources[:count]))]
    target_words = sorted(set().union(*targets[:count]))
    if not target_words:
        return found
    source_ids = {word: number for number, word in enumerate(source_words)}
    target_ids = {word: number for number, word in enumerate(target_words)}
    left, right, pair = [], [], []
    for number in range(count):
        given = np.array([0, *sorted(source_ids[word] for word in sources[number])])  # 0: the empty word
        made = np.array(sorted(target_ids[word] for word in targets[number]), dtype=int)
        left.append(np.repeat(given, len(made)))
        right.append(np.tile(made, len(given)))
        pair.append(np.full(len(given) * len(made), number))
    f, e, p = np.concatenate(left), np.concatenate(right), np.concatenate(pair)
    _, link = np.unique(f * len(target_words) + e, return_inverse=True)
    _, made_once = np.unique(p * len(target_words) + e, return_inverse=True)
    _, given_once = np.unique(p * len(source_words) + f, return_inverse=True)
    chance = np.ones(len(f))
    for _ in range(_ITERATIONS):
        posterior = chance / np.bincount(made_once, chance)[made_once]
        together = np.bincount(link, posterior)[link]
        alone = np.bincount(f, posterior, minlength=len(source_words))[f]
        chance = together / alone
    others = together - posterior
    others_alone = alone - np.bincount(given_once, posterior)[given_once]
    kept = (f > 0) & (others >= _LEAST_COUNT) & (others >= _LEAST_CHANCE * others_alone)
    gathered: list[dict[str, set[str]]] = [{} for _ in sources]
    for number, source, target in zip(p[kept].tolist(), f[kept].tolist(), e[kept].tolist(), strict=True):
        gathered[number].setdefault(source_words[source], set()).add(target_words[target])
    return [{word: frozenset(made) for word, made in one.items()} for one in gathered]
