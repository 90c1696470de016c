"""What became of every quantity of a source in its target."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

from jembatan.numbers import explain
from jembatan.numbers.binding import exchanged
from jembatan.numbers.conversions import (
    absolute_year,
    added,
    converted,
    dropped,
    goalless,
    in_words,
    other_zone,
    relative_year,
    summed,
)
from jembatan.numbers.excuses import is_named, may_be_added, may_be_lost
from jembatan.numbers.lexicon import Language
from jembatan.numbers.mentions import Mention
from jembatan.numbers.pairing import Cost, Pair, Side, pair, pair_any
from jembatan.numbers.reader import scan
from jembatan.numbers.units import agree, measures, units
from jembatan.records import NumberMatch, NumberReport, QuantityStatus

_FAMILY = {"ordinal": "number", "decade": "vague"}
_AMOUNTS = frozenset(
    {"number", "percent", "percent_point", "permille", "vague", "fraction", "ordinal", "time", "decade", "name"}
)
# How sure a match is, by how it was found.
_SURE, _LIKELY, _DOUBTFUL, _GUESS = 1.0, 0.9, 0.7, 0.5


def compare(
    article: str,
    source: str,
    target: str,
    published: date | None = None,
    source_language: Language = "id",
    target_language: Language = "en",
) -> NumberReport:
    """Compare the numbers of a source with those of its target, by value, kind and unit, all at once.

    Matches stand in the order of the source, inventions last. Free quantities (``satu``, "both") are listed
    only where they answer one that counts. What may be left out (a weekday) is listed as lost and excused.
    """
    here = Side(source, scan(source, source_language, published))
    there = Side(target, scan(target, target_language, published))
    if not here.mentions and not there.mentions:
        return NumberReport(article, ())
    comparison = _Comparison(here, there, source_language, target_language, published)
    return NumberReport(article, comparison.matches())


class _Comparison:
    """One source and one target; each step takes what it can tell and leaves the rest open."""

    def __init__(
        self, here: Side, there: Side, language: Language, target_language: Language, published: date | None
    ) -> None:
        self._here, self._there = here, there
        self._translated = language != target_language
        self._published = published
        self._matches: list[NumberMatch] = []

    def matches(self) -> tuple[NumberMatch, ...]:
        here, there = self._here, self._there
        answered = pair(here, there, meanings, self._cost) + _pair_parts(here, there, self._cost)
        self._judge(answered)
        self._convert(answered)
        for keys in (_reading, _digits):
            for found in pair(here, there, keys, self._change_cost):
                self._change(found, _LIKELY)
        self._drop_names()
        for found in pair_any(here, there, self._change_cost):
            self._change(found, _GUESS)
        self._leave(answered)
        ends = len(here.text)
        invented = [match for match in self._matches if match.source is None]
        listed = [match for match in self._matches if match.source is not None]
        listed.sort(key=lambda match: match.source.start if match.source is not None else ends)
        return (*listed, *invented)

    def _judge(self, answered: Sequence[Pair]) -> None:
        swapped = exchanged(self._here, self._there, answered, self._translated)
        torn = _torn(answered, self._here, self._there)
        for position, found in enumerate(answered):
            if found.source.free and found.target.free:
                continue
            if position in swapped:
                instead = Pair(found.source, answered[swapped[position]].target)
                told = explain.swapped(instead.source.quantity, instead.target.quantity, translated=self._translated)
                self._add("changed", instead, told, _DOUBTFUL)
            elif self._translated and found.target.foreign and not found.source.foreign:
                self._change(found, _LIKELY)
            elif _loosely_converted(found):
                told = explain.other_unit(found.source, found.target)
                self._add("converted", found, told, _GUESS)
            elif not agree(found.source.unit, found.target.unit):
                self._add("changed", found, explain.other_unit(found.source, found.target), _LIKELY)
            elif _other_rate(found):
                self._add("changed", found, explain.other_rate(found.source, found.target), _LIKELY)
            elif other_zone(self._here, self._there, found):
                self._add("changed", found, explain.other_zone(found.source, found.target), _LIKELY)
            elif position in torn:
                told = explain.changed(found.source, found.target, translated=self._translated)
                self._add("changed", found, told, _DOUBTFUL)
            elif self._unit_is_gone(found):
                self._add("changed", found, explain.other_unit(found.source, found.target), _DOUBTFUL)
            elif self._translated and _turned_date(found):
                self._add("converted", found, explain.turned_date(found.source, found.target), _DOUBTFUL)
            elif found.source.described != found.target.described:
                self._add("converted", found, explain.described(found.source, found.target), _LIKELY)
            else:
                same = _form(found.source) == _form(found.target)
                confidence = _SURE if found.source.meanings[0] == found.target.meanings[0] else _LIKELY
                self._add("kept" if same else "reworded", found, explain.kept(found.source, found.target), confidence)

    def _convert(self, answered: list[Pair]) -> None:
        here, there = self._here, self._there
        while (whole := summed(here, there)) is not None:
            sources, target, told = whole
            for source in sources:
                self._add("converted", Pair(source, target), told, _DOUBTFUL)
            here.take(sources)
            there.take([target])
        while (whole := summed(there, here)) is not None:
            targets, source, told = whole
            for target in targets:
                self._add("converted", Pair(source, target), told, _DOUBTFUL)
            there.take(targets)
            here.take([source])
        found = pair_any(here, there, lambda source, target: self._conversion_cost(Pair(source, target)))
        for one in found:
            told = converted(here, there, one)
            if told is not None:
                self._add("converted", one, told, _DOUBTFUL)
        answered += found
        # What counts the same unit was changed; it is no conversion of a number beside it.
        for one in pair_any(here, there, self._same_unit_cost):
            self._change(one, _LIKELY)
        for target in [found for found in there.open if not found.implied]:
            told = added(here, there, target, answered) or absolute_year(here, target, answered)
            if told is not None:
                there.take([target])
                self._matches.append(NumberMatch("converted", None, target.quantity, told, _DOUBTFUL))
        for source in [found for found in here.open if not found.implied]:
            told = dropped(here, there, source, answered) or relative_year(here, there, source, answered)
            if told is None:
                told = explain.goalless(source) if goalless(there, source) else in_words(there, source)
            if told is not None:
                here.take([source])
                self._matches.append(NumberMatch("converted", source.quantity, None, told, _DOUBTFUL))
        for target in list(there.open):
            told = explain.goalless(target) if goalless(here, target) else in_words(here, target)
            if told is not None:
                there.take([target])
                self._matches.append(NumberMatch("converted", None, target.quantity, told, _DOUBTFUL))

    def _unit_is_gone(self, found: Pair) -> bool:
        """155mm as 155: the unit stands nowhere in the target."""
        unit = found.source.unit
        if not measures(unit) or found.target.unit is not None or not self._translated:
            return False
        if found.source.quantity.kind != "number":  # a half-miler
            return False
        return not any(agree(unit, other.unit) for other in self._there.mentions if other.unit is not None)

    def _conversion_cost(self, found: Pair) -> float | None:
        if converted(self._here, self._there, found) is None:
            return None
        return abs(self._here.place(found.source) - self._there.place(found.target))

    def _same_unit_cost(self, source: Mention, target: Mention) -> float | None:
        same = source.unit is not None and source.unit == target.unit
        if not same or source.implied or target.implied or source.quantity.kind != target.quantity.kind:
            return None
        return self._change_cost(source, target)

    def _drop_names(self) -> None:
        here, there = self._here, self._there
        here.open = [found for found in here.open if not is_named(found, there)]
        there.open = [found for found in there.open if not is_named(found, here)]

    def _leave(self, answered: Sequence[Pair]) -> None:
        """What is still open was lost or invented, if it may not come and go."""
        here, there = self._here, self._there
        for source in here.open:
            if source.free or source.implied:
                continue
            excuse = may_be_lost(source, here, there, answered, self._published)
            told = excuse or explain.lost(source.quantity, translated=self._translated)
            self._matches.append(NumberMatch("lost", source.quantity, None, told, _LIKELY, excuse is not None))
        for target in there.open:
            if target.free or target.implied or may_be_added(target, here, there, answered):
                continue
            told = explain.invented(target.quantity, translated=self._translated)
            self._matches.append(NumberMatch("invented", None, target.quantity, told, _LIKELY))

    def _add(self, status: QuantityStatus, found: Pair, told: str, confidence: float) -> None:
        self._matches.append(NumberMatch(status, found.source.quantity, found.target.quantity, told, confidence))

    def _change(self, found: Pair, confidence: float) -> None:
        if self._translated and _other_convention(found):
            told = explain.other_convention(found.source, found.target)
            self._add("kept", found, told, _GUESS)
            return
        told = explain.changed(found.source, found.target, translated=self._translated)
        self._add("changed", found, told, confidence)

    def _cost(self, source: Mention, target: Mention) -> float | None:
        if (source.implied or target.implied) and (source.unit is None or source.unit != target.unit):
            return None
        if not (
            _digits_of_one_name(source, target, there=self._there) and _digits_of_one_name(target, source, self._here)
        ):
            return None
        cost = abs(self._here.place(source) - self._there.place(target))
        if not agree(source.unit, target.unit):
            cost += 3
        elif source.unit != target.unit:
            cost += 1.2
        if source.meanings[0] != target.meanings[0]:
            cost += 0.4
        if source.free != target.free:
            cost += 0.3
        return cost

    def _only_spans(self, source: Mention, target: Mention) -> bool:
        """ "dalam sebulan" as "in a week", where neither text names another span of time."""
        one, other = units().get(source.unit or ""), units().get(target.unit or "")
        if not (source.implied and target.implied) or one is None or other is None or source.unit == target.unit:
            return False
        if one.dimension != "time" or other.dimension != "time":
            return False
        return all(
            sum(found.unit in units() and units()[found.unit].dimension == "time" for found in side.mentions) == 1
            for side in (self._here, self._there)
        )

    def _change_cost(self, source: Mention, target: Mention) -> float | None:
        """What it costs to say that one number became the other."""
        if _one_of_other_unit(source, target) or self._only_spans(source, target):
            return 0
        if source.implied or target.implied or (source.free and target.free):
            return None
        if source.free or target.free:
            # Nobody turns a stray "one" or "both" into a figure.
            if not _both_ordinal(source, target) and not set(_digits(source)) & set(_digits(target)):
                return None
        here, there = source.quantity, target.quantity
        if here.kind != there.kind and not {here.kind, there.kind} <= _AMOUNTS:
            return None
        cost = 2 * abs(self._here.place(source) - self._there.place(target))
        cost += 0 if here.kind == there.kind else 2
        cost += 0 if set(_digits(source)) & set(_digits(target)) else 2
        if not agree(source.unit, target.unit):
            cost += 2
        elif source.unit is not None and source.unit == target.unit:
            cost -= 1
        return cost


# What two quantities must share to be paired, from the surest sign to the faintest. As keys and not as tests of two
# quantities, so that a text of thousands of numbers takes no longer than its length.


def meanings(found: Mention) -> list[Hashable]:
    """All that a quantity may mean, as keys: ordinals count as numbers, decades as vague amounts."""
    return [(_FAMILY.get(kind, kind), value) for kind, value in found.meanings]


def _reading(found: Mention) -> list[Hashable]:
    return [(found.quantity.kind, value) for value in (found.quantity.value, *found.quantity.readings)]


def _digits(found: Mention) -> list[Hashable]:
    digits = "".join(sign for sign in found.quantity.value if sign.isdigit()).strip("0")
    return [digits] if digits and found.quantity.kind in _AMOUNTS else []


_LETTERS_WINDOW = 12


def _digits_of_one_name(digits: Mention, other: Mention, there: Side) -> bool:
    """Whether the digits of a name, where they are such, stand with its letters on the other side too: Kh-59, Kh 59,
    U-20 as under-20."""
    if not digits.letters:
        return True
    if other.letters:  # A1 GP and A1GP
        return digits.letters.startswith(other.letters) or other.letters.startswith(digits.letters)
    start, end = other.quantity.start, other.quantity.end
    beside = there.text[max(0, start - _LETTERS_WINDOW) : end + len(digits.letters)].lower()
    return digits.letters in beside or (digits.letters == "u" and "under" in beside)


def _one_of_other_unit(source: Mention, target: Mention) -> bool:
    """ "satu dekade" as "a century"."""
    one, other = units().get(source.unit or ""), units().get(target.unit or "")
    if one is None or other is None or source.unit == target.unit or source.implied or not source.free:
        return False
    return one.dimension == other.dimension and target.implied and source.quantity.value == target.quantity.value == "1"


def _loosely_converted(found: Pair) -> bool:
    """Triliunan kilometer as trillions of miles: as vague in either unit."""
    one, other = units().get(found.source.unit or ""), units().get(found.target.unit or "")
    vague = found.source.quantity.kind == found.target.quantity.kind == "vague"
    if not vague or one is None or other is None or one == other or one.dimension != other.dimension:
        return False
    return one.dimension != "time" and max(one.factor, other.factor) < 10 * min(one.factor, other.factor)


def _other_rate(found: Pair) -> bool:
    """A rate per month that became one per year."""
    one, other = found.source.per, found.target.per
    if one is None or other is None or one == other:
        return False
    here, there = units().get(one), units().get(other)
    return here is not None and there is not None and here.dimension == there.dimension


_DAY_APART = 14
"""The most characters between the day and the month of a date, also in "May 2-5" and "between May 5 and 7"."""
_YEAR_APART = 30


def _torn(answered: Sequence[Pair], here: Side, there: Side) -> set[int]:
    """Positions of days and years that left their date: 1 Januari and 31 Oktober as 31 January and 1 October."""
    home = {id(part): whole for whole in here.mentions for part in whole.parts if whole.quantity.kind == "date"}
    dates: dict[int, list[int]] = {}
    for position, pair in enumerate(answered):
        if id(pair.source) in home:
            dates.setdefault(id(home[id(pair.source)]), []).append(position)
    torn: set[int] = set()
    for positions in dates.values():
        months = {answered[p].target.quantity.value for p in positions if answered[p].source.quantity.kind == "month"}
        if len(months) != 1 or len(positions) < 2:
            continue
        for position in positions:
            source, target = answered[position].source.quantity, answered[position].target.quantity
            gap = min(
                max(month.start - target.end, target.start - month.end)
                for month in (part.quantity for whole in there.mentions for part in (whole, *whole.parts))
                if month.kind == "month" and month.value in months
            )
            if source.kind == "number" and gap > (_YEAR_APART if len(source.value) == 4 else _DAY_APART):
                torn.add(position)
    return torn


def _both_ordinal(source: Mention, target: Mention) -> bool:
    return source.quantity.kind == target.quantity.kind == "ordinal" and source.meanings[0] != target.meanings[0]


def _form(found: Mention) -> tuple[bool, bool]:
    """In figures or in words, and with a magnitude word or without: two numbers of one form were merely kept."""
    quantity = found.quantity
    return any(sign.isdigit() for sign in quantity.surface), found.scale is not None


def _turned_date(found: Pair) -> bool:
    """A numeric date whose day and month changed places, where either reading is a date."""
    here, there = found.source.quantity, found.target.quantity
    if here.kind != "date" or there.kind != "date" or len(there.readings) < 2:
        return False
    digits = [[part for part in quantity.surface.replace("-", "/").split("/") if part] for quantity in (here, there)]
    if len(digits[0]) < 2 or len(digits[1]) < 2 or not all(part.isdigit() for part in (*digits[0], *digits[1])):
        return False
    return [int(part) for part in digits[0][:2]] == [int(part) for part in reversed(digits[1][:2])] and (
        digits[0][0] != digits[0][1]
    )


def _other_convention(found: Pair) -> bool:
    """7,000 in an Indonesian text, where it reads as seven, beside an English 7,000: the source took English commas."""
    here, there = found.source.quantity, found.target.quantity
    plain_number = here.kind == there.kind == "number" and found.source.scale is None and found.target.scale is None
    if not plain_number or not here.surface.endswith(there.surface.lstrip("0")) or "," not in here.surface:
        return False
    return there.value in here.readings and len(here.surface.rsplit(",", 1)[1]) == 3 and agree(here.unit, there.unit)


def _pair_parts(here: Side, there: Side, cost: Cost) -> list[Pair]:
    """Take apart the dates and names that found no partner, and pair their parts; a whole stays whole where
    none of its parts found a partner."""
    wholes = [(side, whole) for side in (here, there) for whole in side.open if whole.parts]
    if not wholes:
        return []
    for side in (here, there):
        taken_apart = [whole for owner, whole in wholes if owner is side]
        side.take(taken_apart)
        side.put(part for whole in taken_apart for part in whole.parts)
    pairs = pair(here, there, meanings, cost)
    for side in (here, there):
        still_open = {id(part) for part in side.open}
        restored = [
            whole for owner, whole in wholes if owner is side and all(id(part) in still_open for part in whole.parts)
        ]
        side.take(part for whole in restored for part in whole.parts)
        side.put(restored)
    return pairs
