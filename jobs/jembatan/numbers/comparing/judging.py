"""What became of a number that has its partner: kept, reworded, converted, or changed all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jembatan.numbers.comparing import explain
from jembatan.numbers.comparing.binding import end_became_size, exchanged
from jembatan.numbers.comparing.conversions import other_zone
from jembatan.numbers.comparing.pairing import Pair, Side
from jembatan.numbers.comparing.periods import other_period
from jembatan.numbers.reading.mentions import Mention
from jembatan.numbers.reading.units import agree, currencies, measures, named_units, narrower, units
from jembatan.quantities import NumberMatch, QuantityStatus

# How sure a match is, by how it was found.
SURE, LIKELY, DOUBTFUL, GUESS = 1.0, 0.9, 0.7, 0.5
_DAY_APART = 14
"""The most characters between the day and the month of a date, also in "May 2-5" and "between May 5 and 7"."""
_YEAR_APART = 30


def match(status: QuantityStatus, found: Pair, told: str, confidence: float) -> NumberMatch:
    """A match of a pair."""
    return NumberMatch(status, found.source.quantity, found.target.quantity, told, confidence)


def change(found: Pair, confidence: float, translated: bool) -> NumberMatch:
    """A match of two numbers that differ; kept all the same where only the source wrote its one the English way."""
    if translated and _other_convention(found):
        return match("kept", found, explain.other_convention(found.source, found.target), GUESS)
    return match("changed", found, explain.changed(found.source, found.target, translated=translated), confidence)


def judge(here: Side, there: Side, answered: Sequence[Pair], translated: bool) -> Iterator[NumberMatch]:
    """A match for each pair of equal value, in their order. Two free quantities are not worth one."""
    swapped = exchanged(here, there, answered, translated)
    torn = _torn(answered, here, there)
    for position, found in enumerate(answered):
        source, target = found
        if source.free and target.free:
            continue
        if position in swapped:
            instead = Pair(source, answered[swapped[position]].target)
            told = explain.swapped(instead.source.quantity, instead.target.quantity, translated=translated)
            yield match("changed", instead, told, DOUBTFUL)
        elif translated and target.foreign and not source.foreign:
            yield change(found, LIKELY, translated)
        elif _loosely_converted(found):
            yield match("converted", found, explain.other_unit(source, target), GUESS)
        elif not agree(source.unit, target.unit):
            yield match("changed", found, explain.other_unit(source, target), LIKELY)
        elif _other_rate(found):
            yield match("changed", found, explain.other_rate(source, target), LIKELY)
        elif other_zone(here, there, found):
            yield match("changed", found, explain.other_zone(source, target), LIKELY)
        elif translated and _rank_became_count(here, there, found):
            yield change(found, DOUBTFUL, translated)
        elif translated and (periods := other_period(here, there, found)):
            yield match("changed", found, explain.other_period(source, target, *periods), LIKELY)
        elif translated and end_became_size(here, there, found):
            yield match("changed", found, explain.end_became_size(source, target), DOUBTFUL)
        elif position in torn:
            yield match("changed", found, explain.changed(source, target, translated=translated), DOUBTFUL)
        elif translated and _unit_is_gone(there, found):
            yield match("changed", found, explain.other_unit(source, target), DOUBTFUL)
        elif translated and _turned_date(found):
            yield match("converted", found, explain.turned_date(source, target), DOUBTFUL)
        elif source.described != target.described:
            yield match("converted", found, explain.described(source, target), LIKELY)
        else:
            confidence = SURE if source.meanings[0] == target.meanings[0] else LIKELY
            status: QuantityStatus = "kept" if _form(source) == _form(target) else "reworded"
            yield match(status, found, explain.kept(source, target), confidence)


def _rank_became_count(here: Side, there: Side, found: Pair) -> bool:
    """abad kedua puluh as "twenty", 400 orang as "the 400th"; "ketiga orang itu" is three, "menit ke-87" 87 minutes."""
    source, target = found.source.quantity, found.target.quantity
    if source.kind == "ordinal" and target.kind == "number":
        return " " in source.surface or here.text[: source.start].rstrip().lower().endswith("abad")
    if source.kind == "number" and target.kind == "ordinal" and target.readings == ():  # "a third" may be one in three
        return here.text[source.end :].lstrip().lower().startswith("orang")
    return False


def _unit_is_gone(there: Side, found: Pair) -> bool:
    """155mm as 155, 27 juta euro as 27 million, S$5 as $5: the unit stands nowhere in the target. Rupiah may be
    understood, and "a half-miler" is let pass."""
    unit = found.source.unit
    if narrower(unit, found.target.unit):
        return not any(other.unit == unit for other in there.mentions)
    if unit is None or found.target.unit is not None or found.source.quantity.kind != "number":
        return False
    if any(agree(unit, other.unit) for other in there.mentions if other.unit is not None):
        return False
    return unit != "IDR" and not named_units(there.text, unit) if unit in currencies() else measures(unit)


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


def _torn(answered: Sequence[Pair], here: Side, there: Side) -> set[int]:
    """Positions of days and years that left their date: 1 Januari and 31 Oktober as 31 January and 1 October."""
    home = {id(part): whole for whole in here.mentions for part in whole.parts if whole.quantity.kind == "date"}
    dates: dict[int, list[int]] = {}
    for position, found in enumerate(answered):
        if id(found.source) in home:
            dates.setdefault(id(home[id(found.source)]), []).append(position)
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
    # Seconds have thousandths: 3,219 detik.
    decimal = here.unit is not None and here.unit in units() and units()[here.unit].dimension == "time"
    grouped = len(here.surface.rsplit(",", 1)[1]) == 3 and not decimal
    return there.value in here.readings and grouped and agree(here.unit, there.unit)
