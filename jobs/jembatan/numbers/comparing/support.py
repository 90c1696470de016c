"""Whether a text bears out the numbers of a claim about it: a summary's sentence against its article."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jembatan.numbers.comparing import explain
from jembatan.numbers.comparing.likeness import meanings
from jembatan.numbers.reading.lexicon import Language
from jembatan.numbers.reading.line import DateOrder
from jembatan.numbers.reading.mentions import Mention
from jembatan.numbers.reading.reader import scan
from jembatan.numbers.reading.units import agree
from jembatan.quantities import NumberMatch, NumberReport, Quantity


@dataclass(frozen=True, slots=True)
class Borne:
    """A number of a claim, and every quantity of the text that says the same, in order; empty where none does."""

    claim: Quantity
    by: tuple[Quantity, ...]


class Figures:
    """The numbers of a text, read once for all claims about it. A claim is always English."""

    def __init__(
        self, text: str, published: date | None = None, language: Language = "en", order: DateOrder | None = None
    ) -> None:
        self._published = published
        self._here = _Evidence(scan(text, language, published, order))

    def report(self, article: str, sentence: str) -> NumberReport:
        """Each number of an English sentence: kept where it stands in the text, else invented."""
        matches: list[NumberMatch] = []
        for claim, evidence in self._traced(sentence):
            if evidence:
                told = explain.kept(evidence[0], claim)
                matches.append(NumberMatch("kept", evidence[0].quantity, claim.quantity, told))
            elif not claim.free:
                told = explain.invented(claim.quantity, translated=False)
                matches.append(NumberMatch("invented", None, claim.quantity, told))
        matches.sort(key=lambda match: match.status == "invented")
        return NumberReport(article, tuple(matches))

    def borne(self, sentence: str) -> tuple[Borne, ...]:
        """The numbers of an English sentence that count, each with all that bears it out."""
        return tuple(
            Borne(claim.quantity, tuple(mention.quantity for mention in evidence))
            for claim, evidence in self._traced(sentence)
            if not claim.free
        )

    def _traced(self, sentence: str) -> Iterator[tuple[Mention, list[Mention]]]:
        for claim in scan(sentence, "en", self._published):
            if not claim.implied:
                yield claim, self._here.of(claim)


def unsupported(article: str, text: str, summary_sentence: str, published: date | None = None) -> NumberReport:
    """Each number of an English summary sentence: kept where it stands in the English ``text``, else invented."""
    return Figures(text, published).report(article, summary_sentence)


class _Evidence:
    """The quantities of a text, found by what they may mean: those that say the same, else those that may, else those
    that have all parts of the claim."""

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

    def of(self, claim: Mention) -> list[Mention]:
        """The quantities that bear the claim out, in order."""
        for known, keys in ((self._same, [claim.meanings[0]]), (self._alike, meanings(claim))):
            found = {position for key in keys for position in known.get(key, ())}
            if agreeing := self._agreeing(found, claim):
                return agreeing
        wanted = claim.parts or (claim,)
        holders = [set[int]().union(*(self._parts.get(key, ()) for key in meanings(want))) for want in wanted]
        return self._agreeing(set.intersection(*holders), claim)

    def _agreeing(self, positions: set[int], claim: Mention) -> list[Mention]:
        return [self._text[at] for at in sorted(positions) if agree(self._text[at].unit, claim.unit)]
