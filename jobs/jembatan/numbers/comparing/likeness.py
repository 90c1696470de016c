"""How alike two quantities are: the keys they share, and what it costs to pair them."""

from __future__ import annotations

from collections.abc import Hashable

from jembatan.numbers.comparing.pairing import Side
from jembatan.numbers.reading.mentions import Mention
from jembatan.numbers.reading.units import agree, units

_FAMILY = {"ordinal": "number", "decade": "vague"}
_AMOUNTS = frozenset(
    {"number", "percent", "percent_point", "permille", "vague", "fraction", "ordinal", "time", "decade", "name"}
)
_LETTERS_WINDOW = 12


# What two quantities must share to be paired, from the surest sign to the faintest. As keys and not as tests of two
# quantities, so that a text of thousands of numbers takes no longer than its length.


def meanings(found: Mention) -> list[Hashable]:
    """All that a quantity may mean, as keys: ordinals count as numbers, decades as vague amounts."""
    return [(_FAMILY.get(kind, kind), value) for kind, value in found.meanings]


def readings(found: Mention) -> list[Hashable]:
    """Every value that the form allows, by either convention."""
    return [(found.quantity.kind, value) for value in (found.quantity.value, *found.quantity.readings)]


def date_readings(found: Mention) -> list[Hashable]:
    """Either order of a numeric date that nothing settles."""
    return readings(found) if found.quantity.kind == "date" else []


def digits(found: Mention) -> list[Hashable]:
    """The digits of an amount without the zeros at its ends: 11.800 and 1,180 have the same."""
    digits = "".join(sign for sign in found.quantity.value if sign.isdigit()).strip("0")
    return [digits] if digits and found.quantity.kind in _AMOUNTS else []


class Costs:
    """The costs of pairing quantities of two texts; lower is likelier, None impossible. All lie below ``UNPAIRED``."""

    def __init__(self, here: Side, there: Side) -> None:
        self._here, self._there = here, there

    def same(self, source: Mention, target: Mention) -> float | None:
        """What it costs to say that one number is the other."""
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

    def changed(self, source: Mention, target: Mention) -> float | None:
        """What it costs to say that one number became the other."""
        if _one_of_other_unit(source, target) or self._only_spans(source, target):
            return 0
        if source.implied or target.implied or (source.free and target.free):
            return None
        alike = _both_ordinal(source, target) or set(digits(source)) & set(digits(target))
        # Nobody turns a stray "one" or "both" into a figure.
        if (source.free or target.free) and not alike:
            return None
        here, there = source.quantity, target.quantity
        if here.kind != there.kind and not {here.kind, there.kind} <= _AMOUNTS:
            return None
        cost = 2 * abs(self._here.place(source) - self._there.place(target))
        cost += 0 if here.kind == there.kind else 2
        cost += 0 if set(digits(source)) & set(digits(target)) else 2
        if not agree(source.unit, target.unit):
            cost += 2
        elif source.unit is not None and source.unit == target.unit:
            cost -= 1
        return cost

    def changed_in_unit(self, source: Mention, target: Mention) -> float | None:
        """The same, of numbers that count one unit."""
        same = source.unit is not None and source.unit == target.unit
        if not same or source.implied or target.implied or source.quantity.kind != target.quantity.kind:
            return None
        return self.changed(source, target)


def _digits_of_one_name(part: Mention, other: Mention, there: Side) -> bool:
    """Whether the digits of a name, where they are such, stand with its letters on the other side too: Kh-59, Kh 59,
    U-20 as under-20."""
    if not part.letters:
        return True
    if other.letters:  # A1 GP and A1GP
        return part.letters.startswith(other.letters) or other.letters.startswith(part.letters)
    start, end = other.quantity.start, other.quantity.end
    beside = there.text[max(0, start - _LETTERS_WINDOW) : end + len(part.letters)].lower()
    return part.letters in beside or (part.letters == "u" and "under" in beside)


def _one_of_other_unit(source: Mention, target: Mention) -> bool:
    """ "satu dekade" as "a century"."""
    one, other = units().get(source.unit or ""), units().get(target.unit or "")
    if one is None or other is None or source.unit == target.unit or source.implied or not source.free:
        return False
    return one.dimension == other.dimension and target.implied and source.quantity.value == target.quantity.value == "1"


def _both_ordinal(source: Mention, target: Mention) -> bool:
    return source.quantity.kind == target.quantity.kind == "ordinal" and source.meanings[0] != target.meanings[0]
