"""What became of every quantity of a source in its target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from jembatan.numbers.explain import changed, invented, kept, lost, swapped
from jembatan.numbers.lexicon import Language
from jembatan.numbers.mentions import Meaning, Mention
from jembatan.numbers.reader import scan
from jembatan.records import NumberMatch, NumberReport, Quantity

_SAME_FAMILY = frozenset({("number", "ordinal"), ("ordinal", "number"), ("decade", "vague"), ("vague", "decade")})
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

    def take(self, found: Mention) -> None:
        self.open = [other for other in self.open if other is not found]


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
    pairs = _pair(here, there, _equal) + _pair(here, there, _may_be_equal)
    pairs += _pair_parts(here, there)
    doubtful = _pair(here, there, _other_reading) + _pair(here, there, _same_digits)
    changes = doubtful + _pair(here, there, _same_kind) + _pair(here, there, _both_amounts)
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
    here = scan(text, "en", published)
    matches: list[NumberMatch] = []
    for claim in scan(summary_sentence, "en", published):
        evidence = _evidence(here, claim)
        if evidence is not None:
            explanation = kept(evidence, claim)
            matches.append(NumberMatch("kept", evidence.quantity, claim.quantity, explanation))
        elif not claim.free:
            matches.append(NumberMatch("invented", None, claim.quantity, invented(claim.quantity, translated=False)))
    matches.sort(key=lambda match: match.status == "invented")
    return NumberReport(article, tuple(matches))


def _evidence(text: Sequence[Mention], claim: Mention) -> Mention | None:
    for test in (_equal, _may_be_equal):
        for found in text:
            if test(found, claim):
                return found
    for found in text:
        parts = found.parts or (found,)
        wanted = claim.parts or (claim,)
        if all(any(_may_be_equal(part, want) for part in parts) for want in wanted):
            return found
    return None


def _judge(pair: _Pair, translated: bool) -> NumberMatch:
    """Two quantities of the same value: kept, unless the target wrote its one the other language's way."""
    if translated and pair.target.foreign:
        return _change(pair.source, pair.target, translated)
    return NumberMatch("kept", pair.source.quantity, pair.target.quantity, kept(pair.source, pair.target))


def _change(source: Mention, target: Mention, translated: bool) -> NumberMatch:
    explanation = changed(source, target, translated=translated)
    return NumberMatch("changed", source.quantity, target.quantity, explanation)


def _alike(one: Meaning, other: Meaning) -> bool:
    return one.value == other.value and (one.kind == other.kind or (one.kind, other.kind) in _SAME_FAMILY)


def _equal(source: Mention, target: Mention) -> bool:
    return source.meanings[0] == target.meanings[0]


def _may_be_equal(source: Mention, target: Mention) -> bool:
    return any(_alike(one, other) for one in source.meanings for other in target.meanings)


def _other_reading(source: Mention, target: Mention) -> bool:
    if source.quantity.kind != target.quantity.kind:
        return False
    here = set(source.quantity.readings) | {source.quantity.value}
    return not here.isdisjoint((*target.quantity.readings, target.quantity.value))


def _same_digits(source: Mention, target: Mention) -> bool:
    if not (_both_amounts(source, target)):
        return False
    here, there = (_significant(side.quantity.value) for side in (source, target))
    return here == there and here != ""


def _significant(value: str) -> str:
    return "".join(sign for sign in value if sign.isdigit()).strip("0")


def _same_kind(source: Mention, target: Mention) -> bool:
    return source.quantity.kind == target.quantity.kind and not (source.free or target.free)


def _both_amounts(source: Mention, target: Mention) -> bool:
    if source.free or target.free:
        return False
    return source.quantity.kind in _AMOUNTS and target.quantity.kind in _AMOUNTS


def _pair(here: _Side, there: _Side, test: Callable[[Mention, Mention], bool]) -> list[_Pair]:
    """Pair what is still open, each source quantity with the first target quantity that passes the test."""
    pairs: list[_Pair] = []
    if not there.open:
        return pairs
    for found in sorted(here.open, key=lambda mention: mention.free):
        partner = next((other for other in there.open if test(found, other)), None)
        if partner is not None:
            pairs.append(_Pair(found, partner))
            here.take(found)
            there.take(partner)
    return pairs


def _pair_parts(here: _Side, there: _Side) -> list[_Pair]:
    """Take apart the dates and names that found no partner, and pair their parts; a whole stays whole where
    none of its parts found a partner."""
    wholes = [(side, whole) for side in (here, there) for whole in side.open if whole.parts]
    if not wholes:
        return []
    for side, whole in wholes:
        side.take(whole)
        side.open.extend(whole.parts)
    for side in (here, there):
        side.open.sort(key=lambda mention: mention.quantity.start)
    pairs = _pair(here, there, _equal) + _pair(here, there, _may_be_equal)
    for side, whole in wholes:
        still_open = [part for part in whole.parts if any(part is other for other in side.open)]
        if len(still_open) == len(whole.parts):
            for part in still_open:
                side.take(part)
            side.open.append(whole)
    for side in (here, there):
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
        if _equal(first.source, second.source):
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
