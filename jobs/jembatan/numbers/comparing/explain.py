"""One sentence for an editor about each number."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from jembatan.numbers.reading.lexicon import english_names
from jembatan.numbers.reading.mentions import Mention
from jembatan.quantities import Quantity


def spoken(quantity: Quantity) -> str:
    """A quantity's value as an English reader writes it: 11,800; 5.6%; 12 October 2024."""
    return _spoken(quantity.kind, quantity.value)


def _spoken(kind: str, value: str) -> str:
    if kind == "date":
        return _date(value)
    if kind in ("month", "weekday"):
        return english_names(kind)[value]
    if kind == "vague":
        return _vague(value)
    if kind == "percent":
        return f"{_grouped(value)}%"
    if kind == "percent_point":
        return f"{_grouped(value)} percentage points"
    if kind == "permille":
        return f"{_grouped(value)}‰"
    if kind == "ordinal":
        return f"{value}{_suffix(value)}"
    if kind == "decade":
        return f"the {value}s"
    return _grouped(value) if kind == "number" else value


def _vague(value: str) -> str:
    """hundreds, tens of thousands; the tables hold powers of ten, a dozen and their products."""
    if value.strip("0") != "1":
        return f"about {_grouped(value)}"
    zeros = len(value) - 1
    lead = ("", "tens", "hundreds")[zeros % 3]
    scale = {0: "", 3: "thousands", 6: "millions", 9: "billions", 12: "trillions"}.get(zeros - zeros % 3)
    if scale is None:
        return f"about {_grouped(value)}"
    return " of ".join(word for word in (lead, scale) if word)


def _suffix(value: str) -> str:
    if value[-2:] in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(value[-1:], "th")


def _grouped(value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if number == number.to_integral_value() and 1000 <= abs(number) < 10000 and "." not in value:
        return value if 1500 <= number <= 2100 else f"{number:,f}"
    return f"{number:,f}"


def _date(value: str) -> str:
    pieces = value.lstrip("-").split("-")
    numbers = [int(piece) for piece in pieces]
    months = english_names("month")
    if value.startswith("--"):
        return f"{numbers[1]} {months[str(numbers[0])]}"
    if len(numbers) == 2:
        return f"{months[str(numbers[1])]} {numbers[0]}"
    return f"{numbers[2]} {months[str(numbers[1])]} {numbers[0]}"


def _quoted(quantity: Quantity) -> str:
    """The surface, with the value in brackets where the two differ."""
    value = spoken(quantity)
    return quantity.surface if value == quantity.surface else f"{quantity.surface} ({value})"


def kept(source: Mention, target: Mention) -> str:
    """For a number that came through."""
    told = f"{source.quantity.surface} is kept as {target.quantity.surface.removesuffix('.')}"
    others = [value for value in source.quantity.readings if value != source.quantity.value]
    if source.quantity.kind == "date" and others:
        return f"{told}; it may also be {_spoken('date', others[0])}."
    return f"{told}."


def lost(source: Quantity, *, translated: bool) -> str:
    """For a number that was left out. ``translated``: the target is a translation, else a summary."""
    return f"{_quoted(source)} is missing from the {_name(translated)}."


def invented(target: Quantity, *, translated: bool) -> str:
    """For a number that the source does not have."""
    return f"{_quoted(target)} is not in the {'source' if translated else 'article'}."


def changed(source: Mention, target: Mention, *, translated: bool) -> str:
    """For a number that became another one, or that reads as another one."""
    here, there = source.quantity, target.quantity
    if target.foreign and here.value == there.value:
        return f"{there.surface} is not written the English way; the source says {spoken(here)}."
    if here.kind == there.kind == "date" and there.value in here.readings:
        told = f"{here.surface} is read as {spoken(here)}, and the translation takes it as {spoken(there)}"
        return f"{told}; nothing in the article settles which."
    if here.kind == there.kind and translated:
        # Where the target says more, the source used the English separator: 11,800 in an Indonesian text.
        if there.value in here.readings and _more(there, here):
            told = spoken(there)
            return f"{here.surface} reads as {spoken(here)} in Indonesian; the {_name(translated)} says {told}."
        if here.value in there.readings:
            return f"{there.surface} reads as {spoken(there)} in English; the source says {spoken(here)}."
    return f"{_quoted(here)} became {_quoted(there)}."


def other_unit(source: Mention, target: Mention) -> str:
    """For a figure that came through with another unit or currency, or without its own."""
    bare = "a bare " if target.unit is None else ""
    return f"{_counted(source)} became {bare}{_counted(target)}."


def other_period(source: Mention, target: Mention, wanted: str, told: str) -> str:
    """For an ordinal that counts another period."""
    return f"{wanted} {source.quantity.surface} became {target.quantity.surface}, of another period ({told})."


def end_became_size(source: Mention, target: Mention) -> str:
    """For a figure that a change led to, and now is its size, or the other way round."""
    return f"{source.quantity.surface} and {target.quantity.surface}: one is what it came to, the other by how much."


def other_rate(source: Mention, target: Mention) -> str:
    """For a figure per month that became one per year."""
    return f"{source.quantity.surface} per {source.per} became {target.quantity.surface} per {target.per}."


def other_zone(source: Mention, target: Mention) -> str:
    """For a clock time that kept its figure in another time zone."""
    return f"{source.quantity.surface} became {target.quantity.surface} in another time zone."


def turned_date(source: Mention, target: Mention) -> str:
    """For a numeric date whose day and month stand in the other order."""
    here, there = source.quantity, target.quantity
    return f"{here.surface} ({spoken(here)}) is written {there.surface}: month and day turned."


def described(source: Mention, target: Mention) -> str:
    """For a number that one side puts in words that name no figure."""
    return f"{source.quantity.surface} is given as {target.quantity.surface}."


def other_convention(source: Mention, target: Mention) -> str:
    """For a number that the source already wrote the English way."""
    return f"{source.quantity.surface} is kept as {target.quantity.surface}; the source writes it the English way."


def _counted(found: Mention) -> str:
    return f"{found.quantity.surface} ({found.unit})" if found.unit else found.quantity.surface


def swapped(source: Quantity, target: Quantity, *, translated: bool) -> str:
    """For two numbers that changed places."""
    return f"{source.surface} and {target.surface} changed places in the {_name(translated)}."


def _name(translated: bool) -> str:
    return "translation" if translated else "summary"


def _more(one: Quantity, other: Quantity) -> bool:
    return one.kind in ("number", "percent") and Decimal(one.value) > Decimal(other.value)
