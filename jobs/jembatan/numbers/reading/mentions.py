"""A quantity as the comparison needs it: everything that it may rightly mean, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from jembatan.numbers.reading.line import Line
from jembatan.quantities import Quantity


class Meaning(NamedTuple):
    """One thing a quantity may mean. Two quantities with the same meaning say the same."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity in a text. ``meanings`` are all equally right (``20.08`` may be a number or a time), the first
    is the likeliest. ``free``: may be dropped or added (``satu``, "both"). ``foreign``: written by the other
    language's convention. ``scale``: the magnitude word's value. ``parts``: day, month and year of a date, the
    digits of a name; they are compared one by one where the whole finds no partner. ``implied``: the one of "an hour",
    which only answers a number of the same unit. ``described``: in words that name no number ("a quarter of a
    percent", "goalless"). ``per``: the unit of a rate (Rp5 juta per bulan). ``letters``: those of the name that these
    digits stand in."""

    quantity: Quantity
    meanings: tuple[Meaning, ...]
    free: bool = False
    foreign: bool = False
    scale: Decimal | None = None
    parts: tuple[Mention, ...] = ()
    implied: bool = False
    described: bool = False
    per: str | None = None
    letters: str = ""

    @property
    def unit(self) -> str | None:
        """What is counted, where that is part of the value."""
        return self.quantity.unit


class Found(NamedTuple):
    """A mention and the index of the token after it."""

    mention: Mention
    next: int


def mention(
    text: str,
    start: int,
    end: int,
    meanings: tuple[Meaning, ...],
    *,
    doubtful: tuple[str, ...] = (),
    free: bool = False,
    foreign: bool = False,
    scale: Decimal | None = None,
    parts: tuple[Mention, ...] = (),
) -> Mention:
    """A mention of ``text[start:end]``; its value and kind are those of the first meaning."""
    first = meanings[0]
    values = dict.fromkeys([*(m.value for m in meanings), *doubtful])
    readings = tuple(values) if len(values) > 1 else ()
    quantity = Quantity(start, end, text[start:end], first.value, first.kind, readings)
    return Mention(quantity, meanings, free, foreign, scale, parts)


def found_at(
    line: Line,
    start: int,
    index: int,
    *meanings: Meaning,
    doubtful: tuple[str, ...] = (),
    free: bool = False,
    foreign: bool = False,
    scale: Decimal | None = None,
) -> Found:
    """A mention of the tokens from ``start`` to before ``index``."""
    begin, end = line.token(start).start, line.token(index - 1).end
    made = mention(line.text, begin, end, meanings, doubtful=doubtful, free=free, foreign=foreign, scale=scale)
    return Found(made, index)
