"""What one number of a range or a list lends the others: "5 hingga 6 persen", "2-3 juta", "Rp5-6 miliar", "1975-90"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from jembatan.numbers.reading.line import Line
from jembatan.numbers.reading.mentions import Meaning, Mention
from jembatan.numbers.reading.numerals import plain
from jembatan.numbers.reading.units import agree

_JOINTS = {
    "id": {"-", "–", "—", "‑", "hingga", "sampai", "sampai dengan", "atau", "dan", "ke", "s/d", "s.d.", "sd", ",",
           ", dan", ", atau", "menjadi", "serta", "&", "x"},
    "en": {"-", "–", "—", "‑", "to", "or", "and", "through", ",", ", and", ", or", "until", "&", "by", "x"},
}  # fmt: skip
_SIGN = re.compile(
    r"(?:(?:\b(?:us|s|a|hk|nt|nz|u\.s\.))?[$€£¥₩₹]|\b(?:rp|idr|usd|rm|sgd|eur|gbp)\b\.?)\s*$", re.IGNORECASE
)
_COUNTED = frozenset({"number", "percent", "vague"})
_LARGEST_SHARED = 1000
_LONGEST = 30


def share(line: Line, mentions: list[Mention]) -> list[Mention]:
    """The mentions with what each may take over from its neighbour as a further meaning or as its unit."""
    scale: Decimal | None = None
    percent = False
    joined = False  # whether the number to the right is joined to the one after it by more than a comma
    for position in range(len(mentions) - 1, -1, -1):
        here = mentions[position]
        there = mentions[position + 1] if position + 1 < len(mentions) else None
        between = None if there is None else _joint(line, here, there)
        if there is None or between is None or (between == "," and not joined):
            scale, percent, joined = here.scale, here.quantity.kind == "percent", False
            continue
        joined = True
        if _abbreviated_year(line, here, there):
            century = here.quantity.value[:2]
            there = replace(there, meanings=(*there.meanings, Meaning("number", century + there.quantity.surface)))
            mentions[position + 1] = there
        if there.quantity.kind == "time" and (hour := _hour(here)) is not None:  # 8 to 10 a.m.
            halves = (Meaning("time", f"{half:02d}:00") for half in (hour, (hour + 12) % 24))
            mentions[position] = replace(here, meanings=(*here.meanings, *halves))
            continue
        scale = there.scale if there.scale is not None else scale
        percent = percent or there.quantity.kind == "percent"
        mentions[position], mentions[position + 1] = _with_unit(here, there, between in _RANGED)
        here = mentions[position]
        if here.quantity.kind != "number" or here.scale is not None or there.quantity.kind not in _COUNTED:
            scale, percent = here.scale, here.quantity.kind == "percent"
            continue
        value = Decimal(here.quantity.value)
        # "cut by 0.25 to 5.75%" is no range.
        if line.text[: here.quantity.start].rstrip().lower().endswith((" by", " sebesar")):
            percent = False
        extra = [Meaning("percent", here.quantity.value)] if percent else []
        if scale is not None and value < _LARGEST_SHARED and len(here.quantity.value) < _LONGEST:
            extra.append(Meaning("number", plain(value * scale)))
            if percent:
                extra.append(Meaning("percent", plain(value * scale)))
        if extra:
            mentions[position] = replace(here, meanings=(*here.meanings, *extra))
    return mentions


def joint(text: str, here: Mention, there: Mention) -> str:
    """What stands between two numbers, without a currency's sign and without white space: "to", "-", "dari"."""
    between = text[here.quantity.end : there.quantity.start]
    return " ".join(_SIGN.sub("", between).lower().split())


_RANGED = {"-", "–", "—", "‑", "hingga", "sampai", "sampai dengan", "s/d", "s.d.", "to", "through", "until"}


def ranged(text: str, here: Mention, there: Mention) -> bool:
    """Whether two numbers are the ends of a range, or a score."""
    return here.quantity.end <= there.quantity.start and joint(text, here, there) in _RANGED


def _joint(line: Line, here: Mention, there: Mention) -> str | None:
    """The word or sign that joins two numbers of a range or list, or None."""
    if here.quantity.end > there.quantity.start:
        return None
    between = joint(line.text, here, there)
    return between if between in _JOINTS[line.language] else None


def _with_unit(here: Mention, there: Mention, is_range: bool) -> tuple[Mention, Mention]:
    if here.quantity.kind not in _COUNTED or there.quantity.kind not in _COUNTED:
        return here, there
    if here.unit is None and there.unit is not None and here.quantity.kind != "percent":
        return replace(here, quantity=replace(here.quantity, unit=there.unit)), there
    if there.unit is None and here.unit is not None and there.quantity.kind != "percent" and is_range:
        return here, replace(there, quantity=replace(there.quantity, unit=here.unit))
    if here.unit == "$" and agree(here.unit, there.unit) and there.unit is not None:
        return replace(here, quantity=replace(here.quantity, unit=there.unit)), there
    return here, there


def _hour(here: Mention) -> int | None:
    if here.quantity.kind != "number" or not here.quantity.surface.isdigit() or len(here.quantity.surface) > 2:
        return None
    hour = int(here.quantity.surface)
    return hour if hour < 24 else None


def _abbreviated_year(line: Line, here: Mention, there: Mention) -> bool:
    first, second = here.quantity.surface, there.quantity.surface
    if not (first.isdigit() and len(first) == 4 and first[:2] in ("18", "19", "20") and second.isdigit()):
        return False
    return len(second) == 2 and line.text[here.quantity.end : there.quantity.start] in ("-", "–", "/")
