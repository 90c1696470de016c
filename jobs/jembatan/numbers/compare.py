"""What became of every quantity of a source in its target."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from jembatan.numbers.explain import changed, invented, kept, lost, swapped
from jembatan.numbers.lexicon import Language
from jembatan.numbers.mentions import Mention
from jembatan.numbers.reader import scan
from jembatan.records import NumberMatch, NumberReport, Quantity

_FAMILY = {"ordinal": "number", "decade": "vague"}
_AMOUNTS = frozenset({"number", "percent", "vague", "fraction", "ordinal", "time", "decade", "name"})
_CONNECTIVES = {
    "dari": "of", "dari total": "of", "of": "of", "out of": "of", "of the": "of", "out of the": "of", "from": "of",
    "hingga": "to", "sampai": "to", "ke": "to", "to": "to",
}  # fmt: skip


class _Side:
    """The quantities of one text, and which of them have found a partner."""

    def __init__(self, text: str, mentions: list[Mention]) -> None:
        self.text = text
        self.mentions = mentions
        self.open = list(mentions)

    def take(self, found: Iterable[Mention]) -> None:
        taken = {id(mention) for mention in found}
        self.open = [mention for mention in self.open if id(mention) not in taken]


class _Pair(NamedTuple):
    source: Mention
    target: Mention


def compare(
    article: str,
    source: str,
    target: str,
    published: date | None = None,
    source_language: Language = "id",
    target_language: Language = "en",
) -> NumberReport:
    """Compare the numbers of a source with those of its target, by value.

    Matches stand in the order of the source, inventions last. Free quantities (``satu``, "both") are listed
    only where they answer one that counts. A weekday that was only left out is not listed.
    """
    here = _Side(source, scan(source, source_language, published))
    there = _Side(target, scan(target, target_language, published))
    translated = source_language != target_language
    pairs = _pair(here, there, _meaning) + _pair(here, there, _meanings)
    pairs += _pair_parts(here, there)
    doubtful = _pair(here, there, _reading) + _pair(here, there, _digits)
    changes = doubtful + _pair(here, there, _kind) + _pair(here, there, _amount)
    _drop_free(here, there)

    matches = [_judge(pair, translated) for pair in pairs if not (pair.source.free and pair.target.free)]
    matches = _mark_swaps(source, target, pairs, matches, translated)
    matches += [_change(pair.source, pair.target, translated) for pair in changes]
    matches += [
        NumberMatch("lost", found.quantity, None, lost(found.quantity, translated=translated)) for found in here.open
    ]
    matches.sort(key=lambda match: match.source.start if match.source is not None else len(source))
    matches += [
        NumberMatch("invented", None, found.quantity, invented(found.quantity, translated=translated))
        for found in there.open
    ]
    return NumberReport(article, tuple(matches))


def unsupported(article: str, text: str, summary_sentence: str, published: date | None = None) -> NumberReport:
    """Each number of an English summary sentence: kept where it stands in the English ``text``, else invented."""
    here = _Evidence(scan(text, "en", published))
    matches: list[NumberMatch] = []
    for claim in scan(summary_sentence, "en", published):
        evidence = here.of(claim)
        if evidence is not None:
            explanation = kept(evidence, claim)
            matches.append(NumberMatch("kept", evidence.quantity, claim.quantity, explanation))
        elif not claim.free:
            matches.append(NumberMatch("invented", None, claim.quantity, invented(claim.quantity, translated=False)))
    matches.sort(key=lambda match: match.status == "invented")
    return NumberReport(article, tuple(matches))


class _Evidence:
    """The quantities of a text, found by what they may mean: the first that says the same, then the first that may,
    then the first that has all parts of the claim."""

    def __init__(self, text: Sequence[Mention]) -> None:
        self._text = text
        self._same: dict[Hashable, int] = {}
        self._alike: dict[Hashable, int] = {}
        self._parts: dict[Hashable, set[int]] = {}
        for position, found in enumerate(text):
            for key in _meaning(found):
                self._same.setdefault(key, position)
            for key in _meanings(found):
                self._alike.setdefault(key, position)
            for part in found.parts or (found,):
                for key in _meanings(part):
                    self._parts.setdefault(key, set()).add(position)

    def of(self, claim: Mention) -> Mention | None:
        for known, keys in ((self._same, _meaning(claim)), (self._alike, _meanings(claim))):
            positions = [known[key] for key in keys if key in known]
            if positions:
                return self._text[min(positions)]
        wanted = claim.parts or (claim,)
        holders = [set[int]().union(*(self._parts.get(key, ()) for key in _meanings(want))) for want in wanted]
        positions = list(set.intersection(*holders))
        return self._text[min(positions)] if positions else None


def _judge(pair: _Pair, translated: bool) -> NumberMatch:
    """Two quantities of the same value: kept, unless the target wrote its one the other language's way."""
    if translated and pair.target.foreign:
        return _change(pair.source, pair.target, translated)
    return NumberMatch("kept", pair.source.quantity, pair.target.quantity, kept(pair.source, pair.target))


def _change(source: Mention, target: Mention, translated: bool) -> NumberMatch:
    explanation = changed(source, target, translated=translated)
    return NumberMatch("changed", source.quantity, target.quantity, explanation)


# What two quantities must share to be paired, from the surest sign to the faintest. As keys and not as tests of two
# quantities, so that a text of thousands of numbers takes no longer than its length.


def _meaning(found: Mention) -> list[Hashable]:
    return [found.meanings[0]]


def _meanings(found: Mention) -> list[Hashable]:
    return [(_FAMILY.get(kind, kind), value) for kind, value in found.meanings]


def _reading(found: Mention) -> list[Hashable]:
    return [(found.quantity.kind, value) for value in (found.quantity.value, *found.quantity.readings)]


def _digits(found: Mention) -> list[Hashable]:
    digits = "".join(sign for sign in found.quantity.value if sign.isdigit()).strip("0")
    return [digits] if digits and _amount(found) else []


def _kind(found: Mention) -> list[Hashable]:
    return [] if found.free else [found.quantity.kind]


def _amount(found: Mention) -> list[Hashable]:
    return ["amount"] if not found.free and found.quantity.kind in _AMOUNTS else []


def _pair(here: _Side, there: _Side, keys: Callable[[Mention], list[Hashable]]) -> list[_Pair]:
    """Pair what is still open, each source quantity with the first target quantity that shares a key with it."""
    waiting: dict[Hashable, deque[int]] = {}
    for position, found in enumerate(there.open):
        for key in keys(found):
            waiting.setdefault(key, deque()).append(position)
    pairs: list[_Pair] = []
    taken: set[int] = set()
    for found in sorted(here.open, key=lambda mention: mention.free):
        queues = [waiting[key] for key in keys(found) if key in waiting]
        for queue in queues:
            while queue and queue[0] in taken:
                queue.popleft()
        first = min((queue[0] for queue in queues if queue), default=None)
        if first is not None:
            taken.add(first)
            pairs.append(_Pair(found, there.open[first]))
    here.take(pair.source for pair in pairs)
    there.take(pair.target for pair in pairs)
    return pairs


def _pair_parts(here: _Side, there: _Side) -> list[_Pair]:
    """Take apart the dates and names that found no partner, and pair their parts; a whole stays whole where
    none of its parts found a partner."""
    wholes = [(side, whole) for side in (here, there) for whole in side.open if whole.parts]
    if not wholes:
        return []
    for side in (here, there):
        taken_apart = [whole for owner, whole in wholes if owner is side]
        side.take(taken_apart)
        side.open.extend(part for whole in taken_apart for part in whole.parts)
        side.open.sort(key=lambda mention: mention.quantity.start)
    pairs = _pair(here, there, _meaning) + _pair(here, there, _meanings)
    for side in (here, there):
        still_open = {id(part) for part in side.open}
        restored = [
            whole for owner, whole in wholes if owner is side and all(id(part) in still_open for part in whole.parts)
        ]
        side.take(part for whole in restored for part in whole.parts)
        side.open.extend(restored)
        side.open.sort(key=lambda mention: mention.quantity.start)
    return pairs


def _drop_free(here: _Side, there: _Side) -> None:
    """Forget what may be dropped or added: free quantities, a weekday left out, a month or weekday said again, a
    word that the source has too ("Six Flags")."""
    here.open = [found for found in here.open if not found.free and found.quantity.kind != "weekday"]
    said = {
        (part.quantity.kind, part.quantity.value)
        for whole in here.mentions
        for part in (whole, *whole.parts)
        if part.quantity.kind in ("month", "weekday")
    }
    there.open = [
        found
        for found in there.open
        if not found.free
        and (found.quantity.kind, found.quantity.value) not in said
        and not (found.quantity.surface.isalpha() and found.quantity.surface in here.text)
    ]


def _mark_swaps(
    source: str, target: str, pairs: list[_Pair], matches: list[NumberMatch], translated: bool
) -> list[NumberMatch]:
    """Call quantities changed that traded places around a connective: "13 dari 24" turned into "24 of 13"."""
    exchanged: dict[int, Quantity] = {}
    ordered = sorted(pairs, key=lambda pair: pair.source.quantity.start)
    for first, second in pairwise(ordered):
        if first.source.meanings[0] == second.source.meanings[0]:
            continue
        before = _connective(source, first.source, second.source)
        if before is not None and before == _connective(target, second.target, first.target):
            exchanged[first.source.quantity.start] = second.target.quantity
            exchanged[second.source.quantity.start] = first.target.quantity
    marked: list[NumberMatch] = []
    for match in matches:
        here = match.source
        there = exchanged.get(here.start) if here is not None else None
        if here is not None and there is not None:
            marked.append(NumberMatch("changed", here, there, swapped(here, there, translated=translated)))
        else:
            marked.append(match)
    return marked


def _connective(text: str, first: Mention, second: Mention) -> str | None:
    return _CONNECTIVES.get(" ".join(text[first.quantity.end : second.quantity.start].lower().split()))
