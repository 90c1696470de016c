"""Which quantity of the source answers which of the target: pairs of least cost, as a whole and not first come."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from jembatan.numbers.reading.mentions import Mention

Keys = Callable[[Mention], list[Hashable]]
Cost = Callable[[Mention, Mention], float | None]
"""What it costs to pair two quantities, below ``UNPAIRED``; None where they cannot be paired."""

UNPAIRED = 10.0
_UNPAIRED_FREE = 1.0
_LARGEST = 24
"""The most quantities of one side that are weighed against each other as a whole (the work grows with the cube)."""


class Side:
    """The quantities of one text, and which of them have found no partner yet."""

    def __init__(self, text: str, mentions: list[Mention]) -> None:
        self.text = text
        self.mentions = mentions
        self.open = list(mentions)

    def take(self, found: Iterable[Mention]) -> None:
        """These have a partner now."""
        taken = {id(mention) for mention in found}
        self.open = [mention for mention in self.open if id(mention) not in taken]

    def put(self, found: Iterable[Mention]) -> None:
        """These are open again."""
        self.open = sorted([*self.open, *found], key=lambda mention: mention.quantity.start)

    def place(self, mention: Mention) -> float:
        """Where it stands in the text, from 0 to 1."""
        return mention.quantity.start / max(1, len(self.text))


class Pair(NamedTuple):
    """A source quantity and the target quantity that answers it."""

    source: Mention
    target: Mention


def pair(here: Side, there: Side, keys: Keys, cost: Cost) -> list[Pair]:
    """Pair what is open and shares a key, at the least cost in all; what is paired is open no more."""
    pairs: list[Pair] = []
    for sources, targets in _groups(here.open, there.open, keys):
        if len(sources) == len(targets) == 1:
            if cost(sources[0], targets[0]) is not None:
                pairs.append(Pair(sources[0], targets[0]))
        elif max(len(sources), len(targets)) <= _LARGEST:
            shared = [set(keys(target)) for target in targets]
            pairs += _cheapest(
                sources,
                targets,
                lambda row, column, s=sources, t=targets, k=shared: (  # type: ignore[misc]
                    cost(s[row], t[column]) if not k[column].isdisjoint(keys(s[row])) else None
                ),
            )
        else:
            pairs += _in_order(sources, targets, keys, cost)
    here.take(found.source for found in pairs)
    there.take(found.target for found in pairs)
    return pairs


def pair_any(here: Side, there: Side, cost: Cost) -> list[Pair]:
    """Pair whatever is open where the cost allows it; of very many, the first with the first of its kind."""
    if not here.open or not there.open:
        return []
    sources, targets = list(here.open), list(there.open)
    if max(len(sources), len(targets)) > _LARGEST:
        pairs = _in_order(sources, targets, lambda found: [found.quantity.kind], cost)
    else:
        pairs = _cheapest(sources, targets, lambda row, column: cost(sources[row], targets[column]))
    here.take(found.source for found in pairs)
    there.take(found.target for found in pairs)
    return pairs


def _groups(
    sources: Sequence[Mention], targets: Sequence[Mention], keys: Keys
) -> list[tuple[list[Mention], list[Mention]]]:
    """Sources and targets that are linked by keys, directly or through others."""
    parent: dict[Hashable, Hashable] = {}

    def root(node: Hashable) -> Hashable:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    owners: list[tuple[Hashable, int, Mention]] = []
    for side, mentions in ((0, sources), (1, targets)):
        for found in mentions:
            known = keys(found)
            if not known:
                continue
            for key in known:
                parent.setdefault(key, key)
                parent[root(key)] = root(known[0])
            owners.append((known[0], side, found))
    groups: dict[Hashable, tuple[list[Mention], list[Mention]]] = {}
    for key, side, found in owners:
        groups.setdefault(root(key), ([], []))[side].append(found)
    return [group for group in groups.values() if group[0] and group[1]]


def _in_order(sources: Sequence[Mention], targets: Sequence[Mention], keys: Keys, cost: Cost) -> list[Pair]:
    """Each source with the first target left that shares a key: for texts of hundreds of like numbers."""
    waiting: dict[Hashable, list[int]] = {}
    for position in range(len(targets) - 1, -1, -1):
        for key in keys(targets[position]):
            waiting.setdefault(key, []).append(position)
    pairs: list[Pair] = []
    taken: set[int] = set()
    for found in sources:
        for key in keys(found):
            queue = waiting.get(key, [])
            while queue and queue[-1] in taken:
                queue.pop()
            if queue and cost(found, targets[queue[-1]]) is not None:
                taken.add(queue[-1])
                pairs.append(Pair(found, targets[queue.pop()]))
                break
    return pairs


def _cheapest(
    sources: Sequence[Mention], targets: Sequence[Mention], cost: Callable[[int, int], float | None]
) -> list[Pair]:
    """The pairs of least total cost, where an unpaired quantity costs more than any pair."""
    rows, columns = len(sources), len(targets)
    size = rows + columns
    matrix = [[0.0] * size for _ in range(size)]
    for row in range(size):
        for column in range(size):
            if row < rows and column < columns:
                found = cost(row, column)
                matrix[row][column] = 2 * UNPAIRED + 1 if found is None else found
            elif row < rows:
                matrix[row][column] = _UNPAIRED_FREE if sources[row].free else UNPAIRED
            elif column < columns:
                matrix[row][column] = _UNPAIRED_FREE if targets[column].free else UNPAIRED
    return [
        Pair(sources[row], targets[column])
        for row, column in enumerate(_assignment(matrix)[:rows])
        if column < columns and cost(row, column) is not None
    ]


def _assignment(matrix: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row in the cheapest assignment of a square matrix: the Hungarian method with potentials
    (H. W. Kuhn 1955; the shortest augmenting path form of R. Jonker and A. Volgenant 1987)."""
    size = len(matrix)
    above, left = [0.0] * (size + 1), [0.0] * (size + 1)
    owner, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0], column = row, 0
        least = [float("inf")] * (size + 1)
        used = [False] * (size + 1)
        while owner[column]:
            used[column] = True
            current, delta, following = owner[column], float("inf"), 0
            for other in range(1, size + 1):
                if used[other]:
                    continue
                reduced = matrix[current - 1][other - 1] - above[current] - left[other]
                if reduced < least[other]:
                    least[other], way[other] = reduced, column
                if least[other] < delta:
                    delta, following = least[other], other
            for other in range(size + 1):
                if used[other]:
                    above[owner[other]] += delta
                    left[other] -= delta
                else:
                    least[other] -= delta
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    columns = [0] * size
    for column in range(1, size + 1):
        columns[owner[column] - 1] = column - 1
    return columns
