"""Values that come through other units, time zones, currencies and shares, or rounded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from jembatan.numbers.comparing.cues import cue
from jembatan.numbers.comparing.looks import HEDGE_WINDOW, amount, hedged, in_brackets, is_year
from jembatan.numbers.comparing.pairing import Pair, Side
from jembatan.numbers.reading.mentions import Mention
from jembatan.numbers.reading.units import agree, currencies, in_unit, named_units

_CLOSE = Decimal("0.05")
_ROUNDED = Decimal("0.1")
_DOZEN = 12
# Hours ahead of UTC.
_ZONES = {
    "wib": 7, "wita": 8, "wit": 9, "gmt": 0, "utc": 0, "bst": 1, "cet": 1, "est": -5, "edt": -4, "pst": -8, "pdt": -7,
    "jst": 9, "kst": 9,
}  # fmt: skip
_ZONE = re.compile(
    r"\s*\)?\s*\(?\s*(?:waktu\s+)?(?:(" + "|".join(_ZONES) + r")\b|(western|central|eastern) indonesian? )",
    re.IGNORECASE,
)
_INDONESIAN_ZONES = {"western": 7, "central": 8, "eastern": 9}
_TIMES_AS_RISE = {"100": "2", "200": "3", "300": "4"}


def converted(here: Side, there: Side, pair: Pair) -> str | None:
    """The sentence that says how the target's number comes from the source's, or None where it does not."""
    source, target = pair.source, pair.target
    told = (
        _by_unit(source, target, hedged(there.text, target))
        or _by_clock(here, there, pair)
        or _by_share(source, target)
    )
    if told is not None:
        return told
    if _over_ten(there, pair):
        return f"{_told(source)}, from ten to nineteen, is given as {_told(target)} and more."
    if _rounded(here, there, pair):
        return f"{_told(source)} is rounded to {_told(target)}."
    if _by_currency(there, pair):
        return f"{_told(source)} is given as {_told(target)}; check the exchange rate."
    return None


def added(here: Side, there: Side, target: Mention, answered: Sequence[Pair]) -> str | None:
    """The sentence for a number which the target adds as a conversion of one that it keeps: "240 km/h (149 mph)"."""
    if target.unit is None and target.quantity.kind != "time":
        return None
    for pair in answered:
        if abs(pair.target.quantity.end - target.quantity.start) > 60:
            continue
        again = Pair(pair.source, target)
        bracketed = in_brackets(there.text, target)
        told = _by_unit(pair.source, target, bracketed) or _by_clock(here, there, again)
        if told is not None:
            return told
        money = pair.source.unit in currencies() and target.unit in currencies()
        beside = bracketed or hedged(there.text, target)
        if money and not agree(pair.source.unit, target.unit) and beside:
            return f"{_told(pair.source)} is also given as {_told(target)}; check the exchange rate."
        beside = bracketed or in_brackets(there.text, pair.target)
        if pair.source.quantity.kind == target.quantity.kind == "time" and beside:
            return f"{_told(pair.source)} is also given as {_told(target)}; check the time zone."
    return None


def dropped(here: Side, there: Side, source: Mention, answered: Sequence[Pair]) -> str | None:
    """The sentence for a number of the source which only said another one, kept, in another unit."""
    if source.quantity.kind == "time" and in_brackets(here.text, source):
        times = [pair.target for pair in answered if pair.source.quantity.kind == "time"]
        return f"{_told(source)} is left out; {_told(times[0])} says the same in another time zone." if times else None
    if source.unit is None or _named_alone(there, source.unit):
        return None
    if in_brackets(here.text, source):
        for other in here.mentions:
            if other is not source and _by_unit(other, source) is not None:  # per ons (28,35 gram)
                return f"{_told(source)} is left out; the source gives it beside {_told(other)}."
    for pair in answered:
        if _by_unit(source, pair.target) is not None:
            return f"{_told(source)} is left out; {_told(pair.target)} says the same."
    return None


def _named_alone(there: Side, unit: str) -> bool:
    """Whether the target names the unit where no number of it stands: "about miles (1,040 km)"."""
    if cue("empty unit").search(there.text):
        return True
    ends = [found.quantity.end for found in there.mentions if found.unit == unit]
    return any(not any(0 <= start - end <= 2 for end in ends) for start in named_units(there.text, unit))


def _told(found: Mention) -> str:
    unit = None if found.implied else found.unit
    return f"{found.quantity.surface} {unit}" if unit and not unit.isupper() and unit != "$" else found.quantity.surface


def _by_unit(source: Mention, target: Mention, rounded: bool = False) -> str | None:
    one, other = source.unit, target.unit
    if one is None or (other is None and target.quantity.kind != "decade"):
        return None
    value = amount(source)
    if value is None:
        return None
    if target.quantity.kind == "decade":  # 32-38 degrees, in the 90s
        heat = in_unit(value, "C", "F") if one in ("C", "degree") else None
        low = Decimal(target.quantity.value) if target.quantity.value.isdigit() else None
        if heat is None or low is None or not low - 2 <= heat <= low + 11:
            return None
        return f"{_told(source)} is about {heat:.0f} degrees Fahrenheit, in the {target.quantity.surface}."
    if other is None or one == other or (agree(one, other) and "degree" not in (one, other)):
        return None
    there_value = amount(target)
    for read in (value, *_other_values(source)):
        there = in_unit(read, one, other)
        if there is None or there_value is None or not there:
            return None
        share = _ROUNDED if rounded else _CLOSE
        if abs(there_value - there) <= max(share * abs(there), Decimal("0.5") if abs(there) >= 5 else Decimal(0)):
            exact = abs(there_value - there) * 1000 <= abs(there)
            return f"{_told(source)} is {'' if exact else 'about '}{there:.4g} {other}, given as {_told(target)}."
    return None


def _other_values(found: Mention) -> list[Decimal]:
    """What else a number may be: 4,000 in an Indonesian text is four, or four thousand."""
    if found.quantity.kind != "number":
        return []
    return [Decimal(value) for value in found.quantity.readings if value != found.quantity.value]


def other_zone(here: Side, there: Side, pair: Pair) -> bool:
    """Whether the same clock time is given in two time zones."""
    if pair.source.quantity.kind != "time":
        return False
    one, other = _zone(here, pair.source), _zone(there, pair.target)
    return one is not None and other is not None and one != other


_PARTS = {"percent": 100, "percent_point": 100, "permille": 10}


def _hundredths(found: Mention) -> Decimal | None:
    """A share in hundredths of a percent, for percent, per mille and basis points."""
    kind = found.quantity.kind
    if kind == "number" and found.unit == "point":
        return Decimal(found.quantity.value)
    return Decimal(found.quantity.value) * _PARTS[kind] if kind in _PARTS else None


def _zone(side: Side, found: Mention) -> int | None:
    match = _ZONE.match(side.text[found.quantity.end :])
    if match is not None and match[2]:
        return _INDONESIAN_ZONES[match[2].lower()]
    if match is None:
        inside = re.search(r"(" + "|".join(_ZONES) + r")\W*$", found.quantity.surface, re.IGNORECASE)
        return _ZONES[inside[1].lower()] if inside else None
    return _ZONES[match[1].lower()]


def _by_clock(here: Side, there: Side, pair: Pair) -> str | None:
    source, target = pair
    if source.quantity.kind != "time" or target.quantity.kind != "time":
        return None
    one, other = _zone(here, source), _zone(there, target)
    if one is None or other is None or one == other:
        return None
    for said in (value for kind, value in source.meanings if kind == "time"):
        hour, minute = (int(part) for part in said.split(":"))
        there_hour = (hour - one + other) % 24
        if ("time", f"{there_hour:02d}:{minute:02d}") in target.meanings:
            return f"{source.quantity.surface} is {target.quantity.surface} in the other time zone."
    return None


def _by_share(source: Mention, target: Mention) -> str | None:
    """50 persen as half, a quarter as 25 per cent, 100 persen more as doubled."""
    kinds = {source.quantity.kind, target.quantity.kind}
    parts = _hundredths(source), _hundredths(target)
    if len(kinds) == 2 and kinds != {"percent", "percent_point"} and None not in parts and parts[0] == parts[1]:
        return f"{source.quantity.surface} is given as {target.quantity.surface}."
    if kinds == {"ordinal", "decade"} and source.quantity.kind == "ordinal":  # abad ke-9: the 800s
        century = int(source.quantity.value) - 1
        if target.quantity.value.isdigit() and int(target.quantity.value) == century * 100:
            return f"{source.quantity.surface} is given as the {target.quantity.surface}."
    if kinds == {"percent", "fraction"}:
        one, other = amount(source), amount(target)
        if one is None or other is None:
            return None
        share, percent = (one, other) if source.quantity.kind == "fraction" else (other, one)
        if abs(share * 100 - percent) <= Decimal("0.5"):
            return f"{source.quantity.surface} is given as {target.quantity.surface}."
    if kinds == {"percent", "number"}:
        percent_side, other_side = (source, target) if source.quantity.kind == "percent" else (target, source)
        if _TIMES_AS_RISE.get(percent_side.quantity.value) == other_side.quantity.value and not any(
            sign.isdigit() for sign in other_side.quantity.surface
        ):
            return f"{source.quantity.surface} is given as {target.quantity.surface}."
    return None


def _rounded(here: Side, there: Side, pair: Pair) -> bool:
    """A hedged number of fewer digits which lies close to the source's: about 4,000 for 3.987."""
    source, target = pair
    one, other = amount(source), amount(target)
    if one is None or other is None or source.quantity.kind != target.quantity.kind or not one or not other:
        return False
    if not agree(source.unit, target.unit) or is_year(source):
        return False
    if not hedged(there.text, target):
        return False
    if source.quantity.kind == "vague":
        return False
    if "dozen" in target.quantity.surface.lower():  # a rough measure: four dozen for sekitar 40
        return hedged(here.text, source) and one / 10 == other / _DOZEN
    fewer = _significant(other) < _significant(one)
    return fewer and abs(one - other) <= min(_ROUNDED * abs(one), _last_place(other))


def _over_ten(there: Side, pair: Pair) -> bool:
    """belasan juta as more than ten million."""
    source, target = pair.source.quantity, pair.target.quantity
    if source.kind != "vague" or target.kind != "number" or not source.value.startswith("12"):
        return False
    more = cue("more").search(there.text[max(0, target.start - HEDGE_WINDOW) : target.start])
    return more is not None and target.value == "10" + source.value[2:]


def _last_place(value: Decimal) -> Decimal:
    """One in the last place that is not zero: 100 of 4,700."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _significant(value: Decimal) -> int:
    digits = f"{abs(value):f}".replace(".", "").strip("0")
    return len(digits)


def _by_currency(there: Side, pair: Pair) -> bool:
    """Rupiah given in dollars, at any plausible rate; the reader is told to check it."""
    source, target = pair
    money = source.unit in currencies() and target.unit in currencies() and not agree(source.unit, target.unit)
    one, other = amount(source), amount(target)
    if not money or one is None or other is None or not one or not other or not hedged(there.text, target):
        return False
    if "IDR" in (source.unit, target.unit):
        rupiah, money_there = (one, other) if source.unit == "IDR" else (other, one)
        rate = rupiah / money_there
        return Decimal(50) <= rate <= Decimal(25000)
    return Decimal("0.01") <= one / other <= Decimal(200)
