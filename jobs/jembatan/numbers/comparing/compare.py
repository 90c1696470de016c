"""What became of every quantity of a source in its target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jembatan.numbers.comparing import explain
from jembatan.numbers.comparing.conversions import added, converted, dropped
from jembatan.numbers.comparing.excuses import is_named, may_be_added, may_be_lost
from jembatan.numbers.comparing.judging import DOUBTFUL, GUESS, LIKELY, change, judge, match
from jembatan.numbers.comparing.likeness import Costs, date_readings, digits, meanings, readings
from jembatan.numbers.comparing.pairing import Pair, Side, pair, pair_any
from jembatan.numbers.comparing.retold import absolute_year, goalless, in_words, relative_year, summed
from jembatan.numbers.reading.lexicon import Language
from jembatan.numbers.reading.line import DateOrder
from jembatan.numbers.reading.mentions import Mention
from jembatan.numbers.reading.reader import scan
from jembatan.quantities import NumberMatch, NumberReport


def compare(
    article: str,
    source: str,
    target: str,
    published: date | None = None,
    source_language: Language = "id",
    target_language: Language = "en",
    order: DateOrder | None = None,
) -> NumberReport:
    """Compare the numbers of a source with those of its target, by value, kind and unit, all at once.

    Matches stand in the order of the source, inventions last. Free quantities (``satu``, "both") are listed
    only where they answer one that counts. What may be left out (a weekday) is listed as lost and excused.
    ``published`` and ``order`` (``date_order``) settle the numeric dates of the source.
    """
    here = Side(source, scan(source, source_language, published, order))
    there = Side(target, scan(target, target_language, published))
    if not here.mentions and not there.mentions:
        return NumberReport(article, ())
    found = _Comparison(here, there, source_language != target_language, published).matches()
    listed = sorted((m for m in found if m.source is not None), key=lambda m: m.source.start if m.source else 0)
    return NumberReport(article, (*listed, *(m for m in found if m.source is None)))


class _Comparison:
    """One source and one target; each step takes what it can tell and leaves the rest open."""

    def __init__(self, here: Side, there: Side, translated: bool, published: date | None) -> None:
        self._here, self._there = here, there
        self._translated = translated
        self._published = published
        self._costs = Costs(here, there)
        self._matches: list[NumberMatch] = []

    def matches(self) -> list[NumberMatch]:
        """All that became of the quantities, in no order."""
        here, there, costs = self._here, self._there, self._costs
        answered = pair(here, there, meanings, costs.same)
        self._change(pair(here, there, date_readings, costs.same), GUESS)
        answered += self._pair_parts()
        self._matches += judge(here, there, answered, self._translated)
        answered += self._convert()
        # What counts the same unit was changed; it is no conversion of a number beside it.
        self._change(pair_any(here, there, costs.changed_in_unit), LIKELY)
        self._retell(answered)
        for keys in (readings, digits):
            self._change(pair(here, there, keys, costs.changed), LIKELY)
        here.open = [found for found in here.open if not is_named(found, there)]
        there.open = [found for found in there.open if not is_named(found, here)]
        self._change(pair_any(here, there, costs.changed), GUESS)
        self._leave(answered)
        return self._matches

    def _pair_parts(self) -> list[Pair]:
        """Take apart the dates and names that found no partner, and pair their parts; a whole stays whole where
        none of its parts found a partner."""
        sides = (self._here, self._there)
        wholes = [(side, whole) for side in sides for whole in side.open if whole.parts]
        if not wholes:
            return []
        for side in sides:
            taken_apart = [whole for owner, whole in wholes if owner is side]
            side.take(taken_apart)
            side.put(part for whole in taken_apart for part in whole.parts)
        pairs = pair(*sides, meanings, self._costs.same)
        for side in sides:
            still_open = {id(part) for part in side.open}
            restored = [
                whole
                for owner, whole in wholes
                if owner is side and all(id(part) in still_open for part in whole.parts)
            ]
            side.take(part for whole in restored for part in whole.parts)
            side.put(restored)
        return pairs

    def _convert(self) -> list[Pair]:
        """Pair numbers of which one comes from the other, and several that one sums up."""
        here, there = self._here, self._there
        for many, few in ((here, there), (there, here)):
            while (whole := summed(many, few)) is not None:
                for part in whole.parts:
                    couple = Pair(part, whole.total) if many is here else Pair(whole.total, part)
                    self._matches.append(match(whole.status, couple, whole.told, DOUBTFUL))
                many.take(whole.parts)
                few.take([whole.total])
        pairs = pair_any(here, there, self._conversion_cost)
        for found in pairs:
            told = converted(here, there, found)
            if told is not None:
                self._matches.append(match("converted", found, told, DOUBTFUL))
        return pairs

    def _conversion_cost(self, source: Mention, target: Mention) -> float | None:
        if converted(self._here, self._there, Pair(source, target)) is None:
            return None
        return abs(self._here.place(source) - self._there.place(target))

    def _retell(self, answered: Sequence[Pair]) -> None:
        """Numbers that only say another one again, or that words without a number say."""
        here, there = self._here, self._there
        for source in [found for found in here.open if not found.implied]:
            told = (
                dropped(here, there, source, answered)
                or relative_year(here, there, source, answered)
                or goalless(there, source)
                or in_words(there, source)
            )
            if told is not None:
                here.take([source])
                self._matches.append(NumberMatch("converted", source.quantity, None, told, DOUBTFUL))
        for target in [found for found in there.open if not found.implied]:
            told = (
                added(here, there, target, answered)
                or absolute_year(here, target, answered)
                or goalless(here, target)
                or in_words(here, target)
            )
            if told is not None:
                there.take([target])
                self._matches.append(NumberMatch("converted", None, target.quantity, told, DOUBTFUL))

    def _change(self, pairs: Sequence[Pair], confidence: float) -> None:
        self._matches += [change(found, confidence, self._translated) for found in pairs]

    def _leave(self, answered: Sequence[Pair]) -> None:
        """What is still open was lost or invented, if it may not come and go."""
        here, there = self._here, self._there
        for source in here.open:
            if source.free or source.implied:
                continue
            excuse = may_be_lost(source, here, there, answered, self._published)
            told = excuse or explain.lost(source.quantity, translated=self._translated)
            self._matches.append(NumberMatch("lost", source.quantity, None, told, LIKELY, excuse is not None))
        for target in there.open:
            if target.free or target.implied or may_be_added(target, here, there, answered):
                continue
            told = explain.invented(target.quantity, translated=self._translated)
            self._matches.append(NumberMatch("invented", None, target.quantity, told, LIKELY))
