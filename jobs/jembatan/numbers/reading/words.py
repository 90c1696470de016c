"""The grammar of numbers in words, one for both languages: ``sebelas ribu delapan ratus``, "two hundred and five"."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from jembatan.numbers.reading.line import Line

EXACT = Context(prec=120)
"""No product of magnitudes below ``LARGEST`` is rounded."""
LARGEST = Decimal(10) ** 30
_WORD_ROLES = {"unit", "whole", "tens", "belas", "puluh", "ratus", "dozen", "whole_scale", "scale"}


class Words(NamedTuple):
    """A value spelled in words, the last magnitude word's value if there is one, and the index after it."""

    value: Decimal
    scale: Decimal | None
    next: int


def read_words(line: Line, start: int) -> Words | None:
    """A number in words from token ``start``: the longest run which makes one number, or None.

    ``group`` collects what stands below the next magnitude word, ``total`` what stands above it; ``floor`` is
    the lowest place already taken in the group, so that "dua tiga" stays two numbers.
    """
    total, group, pending = Decimal(0), Decimal(0), None
    floor, last_scale = Decimal(1000), None
    index, end = start, start
    if line.entry(start).role == "article":
        if line.entry(start + 1).role not in ("ratus", "scale", "dozen"):
            return None
        pending, index = Decimal(1), start + 1
    while True:
        role, text, _ = line.entry(index)
        if role == "and" and end > start and _joins(line, index):
            index += 1
            continue
        value = Decimal(text) if role in _WORD_ROLES else Decimal(0)
        if role == "unit" and pending is None and floor > 1:
            pending = value
        elif role in ("whole", "tens") and pending is None and value < floor:
            group, floor = (
                group + value,
                Decimal(100) if value >= 100 else Decimal(1) if role == "whole" else Decimal(10),
            )
        elif role == "belas" and pending is not None and floor > 10:
            group, pending, floor = group + pending + 10, None, Decimal(1)
        elif role in ("puluh", "ratus") and floor > value and (pending is not None or (group and role == "ratus")):
            group = group + pending * value if pending is not None else group * value
            pending, floor = None, value
        elif role == "dozen" and (pending is not None or group) and not total:
            group, pending, floor = (group + (pending or 0)) * value, None, Decimal(1)
        elif role == "whole_scale" and pending is None and not group and (last_scale is None or value < last_scale):
            total, last_scale, floor = total + value, value, Decimal(1000)
        elif role == "scale" and (pending is not None or group):
            if last_scale is not None and value >= last_scale:
                break
            total += EXACT.multiply(group + (pending or 0), value)
            group, pending, floor, last_scale = Decimal(0), None, Decimal(1000), value
        elif role == "scale" and last_scale is not None and value >= last_scale and total < LARGEST:
            total = EXACT.multiply(total, value)  # seribu triliun
            last_scale = value
        else:
            break
        index += 1
        end = index
        if line.is_sign(index, "-") and line.token(index).glued and line.token(index + 1).glued:
            following = line.entry(index + 1).role
            if (role == "tens" and following == "unit") or following in ("puluh", "belas", "ratus", "scale", "dozen"):
                index += 1
    if end == start:
        return None
    return Words(total + group + (pending or 0), last_scale, end)


def _joins(line: Line, index: int) -> bool:
    """ "two hundred and five" is one number, "two hundred and three hundred" and "twenty and five" are not."""
    above = line.entry(index - 1).role
    if above not in ("ratus", "scale") or line.entry(index + 1).role not in ("unit", "whole", "tens"):
        return False
    return line.entry(index + 2).role not in ("ratus", "dozen", *(("scale",) if above == "scale" else ()))
