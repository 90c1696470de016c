"""Whether a text bears out the numbers of a claim about it: a summary's sentence against its article."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

from jembatan.numbers.comparing import explain
from jembatan.numbers.comparing.likeness import meanings
from jembatan.numbers.reading.mentions import Mention
from jembatan.numbers.reading.reader import scan
from jembatan.numbers.reading.units import agree
from jembatan.records import NumberMatch, NumberReport


def unsupported(article: str, text: str, summary_sentence: str, published: date | None = None) -> NumberReport:
    """Each number of an English summary sentence: kept where it stands in the English ``text``, else invented."""
    here = _Evidence(scan(text, "en", published))
    matches: list[NumberMatch] = []
    for claim in scan(summary_sentence, "en", published):
        if claim.implied:
            continue
        evidence = here.of(claim)
        if evidence is not None:
            matches.append(NumberMatch("kept", evidence.quantity, claim.quantity, explain.kept(evidence, claim)))
        elif not claim.free:
            told = explain.invented(claim.quantity, translated=False)
            matches.append(NumberMatch("invented", None, claim.quantity, told))
    matches.sort(key=lambda match: match.status == "invented")
    return NumberReport(article, tuple(matches))


class _Evidence:
    """The quantities of a text, found by what they may mean: the first that says the same, then the first that may,
    then the first that has all parts of the claim."""

    def __init__(self, text: Sequence[Mention]) -> None:
        self._text = text
        self._same: dict[Hashable, list[int]] = {}
        self._alike: dict[Hashable, list[int]] = {}
        self._parts: dict[Hashable, set[int]] = {}
        for position, found in enumerate(text):
            self._same.setdefault(found.meanings[0], []).append(position)
            for key in meanings(found):
                self._alike.setdefault(key, []).append(position)
            for part in found.parts or (found,):
                for key in meanings(part):
                    self._parts.setdefault(key, set()).add(position)

    def of(self, claim: Mention) -> Mention | None:
        """The quantity that bears the claim out, or None."""
        for known, keys in ((self._same, [claim.meanings[0]]), (self._alike, meanings(claim))):
            positions = [
                position
                for key in keys
                for position in known.get(key, ())
                if agree(self._text[position].unit, claim.unit)
            ]
            if positions:
                return self._text[min(positions)]
        wanted = claim.parts or (claim,)
        holders = [set[int]().union(*(self._parts.get(key, ()) for key in meanings(want))) for want in wanted]
        positions = [p for p in set.intersection(*holders) if agree(self._text[p].unit, claim.unit)]
        return self._text[min(positions)] if positions else None
