"""Single faults put into a right English sentence, such as translation systems make, each of which changes a number.

It reads English by regular expressions of its own. What it does not see it does not corrupt; it shares nothing with the
reader that it tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from random import Random

_NUMBER = re.compile(r"(?<![\w.,:/'’–-])(?<!\d )\d+(?:,\d{3})*(?:\.\d+)?(?![\w:/'’–-]|[.,]\d| \d)")
_GROUPED = re.compile(r"(?<![\w.,:/-])\d{1,3},\d{3}(?![\w.,:/-]*\d)")
_DECIMAL = re.compile(r"(?<![\w.,:/-])\d+\.\d+(?![\w:/-]|[.,]\d)")
_AMOUNT = re.compile(
    r"(?<![\w.,:/–-])(?:US|A|S|Rp)?[$€£]?(?<!\d )\d+(?:,\d{3})*(?:\.\d+)?"
    r"(?: (?:hundred|thousand|million|billion|trillion))?(?:%| percent| per cent)?(?![\w:/-]|[.,]\d| \d) "
)
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})\b|\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b(?!\d|:)")
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")
_END = re.compile(r"(?<=[\w)])(?=[.!?]?[\"”’']?$)")
_JOINERS = frozenset(["and", "or", "to", "through", "until", "by", "versus", "vs", "-", "–"])
_EXTRAS = (", 37 officials said", " in 14 provinces", " for the 6th time", ", up 43 percent", " within 26 hours")


@dataclass(frozen=True, slots=True)
class Corruption:
    """A sentence with one fault: ``was`` became ``now``. ``repeated``: what was corrupted stands elsewhere in the
    sentence too, so that a check may be content with that other place."""

    kind: str
    text: str
    was: str
    now: str
    repeated: bool


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    now: str


_Edits = Sequence[tuple[_Edit, ...]]
"""The places where a text has room for a fault; a fault may need two edits."""

_Maker = Callable[[str, Random], _Edits]


def corrupt(text: str, seed: str) -> Iterator[Corruption]:
    """One fault of each kind that the text has room for; the same for the same seed."""
    for kind, edits in _kinds().items():
        # A generator for each kind: a new kind leaves the choices of the others as they were.
        found = _choose(kind, text, edits, Random(f"{seed}:{kind}"))
        if found is not None:
            yield found


def _choose(kind: str, text: str, edits: _Maker, random: Random) -> Corruption | None:
    choices = edits(text, random)
    if not choices:
        return None
    chosen = sorted(random.choice(choices), key=lambda edit: edit.start)
    was = [text[edit.start : edit.end] for edit in chosen]
    changed = text
    for edit in reversed(chosen):
        changed = changed[: edit.start] + edit.now + changed[edit.end :]
    repeated = any(one.strip() and len(re.findall(rf"(?<!\w){re.escape(one.strip())}(?!\w)", text)) > 1 for one in was)
    # The fault is to be the number, not the blanks that it left behind.
    changed = re.sub(r"  +", " ", changed)
    return Corruption(kind, changed, " … ".join(was), " … ".join(edit.now for edit in chosen), repeated)


@cache
def _kinds() -> dict[str, _Maker]:
    kinds: dict[str, _Maker] = {
        "separator": _separators,
        "digit": _digits,
        "transposed": _transposed,
        "dropped": _dropped,
        "invented": _invented,
        "swapped": _swapped,
        "day and month": _flipped,
        "clock hour": _hours,
    }
    words: dict[str, list[tuple[re.Pattern[str], tuple[str, ...]]]] = {}
    table = files("jembatan_eval").joinpath("corruptions.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            kind, pattern, instead = line.split("\t")
            words.setdefault(kind, []).append((re.compile(pattern), tuple(instead.strip().split(" / "))))
    return kinds | {kind: _replacing(rows) for kind, rows in words.items()}


def _replacing(
    rows: list[tuple[re.Pattern[str], tuple[str, ...]]],
) -> _Maker:
    def edits(text: str, random: Random) -> _Edits:
        return [
            (_Edit(match.start(), match.end(), _instead(match[0], random.choice(instead))),)
            for pattern, instead in rows
            for match in pattern.finditer(text)
        ]

    return edits


def _instead(was: str, now: str) -> str:
    if now == "-":
        return ""
    if now == "[am/pm]":
        return was.translate(str.maketrans("apAP", "paPA"))
    return now[0].upper() + now[1:] if was[0].isupper() and was[1:2].islower() else now


def _separators(text: str, _: Random) -> _Edits:
    """1,250 as 1.250, 11,800 as 11, 800, and 2.5 as 25. Not 1,250,000 as 1.250.000: that has one reading only."""
    edits: list[tuple[_Edit, ...]] = []
    for match in _GROUPED.finditer(text):
        edits.append((_Edit(match.start(), match.end(), match[0].replace(",", ".")),))
        edits.append((_Edit(match.start(), match.end(), match[0].replace(",", ", ")),))
    for match in _DECIMAL.finditer(text):
        edits.append((_Edit(match.start(), match.end(), match[0].replace(".", "").lstrip("0") or "10"),))
    return edits


def _digits(text: str, random: Random) -> _Edits:
    edits: list[tuple[_Edit, ...]] = []
    for match in _NUMBER.finditer(text):
        places = [match.start() + at for at, sign in enumerate(match[0]) if sign.isdigit()]
        at = random.choice(places)
        others = [digit for digit in "123456789" if digit != text[at]]
        edits.append((_Edit(match.start(), match.end(), _with(match, at, random.choice(others))),))
    return edits


def _with(match: re.Match[str], at: int, digit: str) -> str:
    inside = at - match.start()
    return match[0][:inside] + digit + match[0][inside + 1 :]


def _transposed(text: str, _: Random) -> _Edits:
    edits: list[tuple[_Edit, ...]] = []
    for match in _NUMBER.finditer(text):
        for at, (left, right) in enumerate(pairwise(match[0])):
            if left.isdigit() and right.isdigit() and left != right and not (at == 0 and right == "0"):
                now = match[0][:at] + right + left + match[0][at + 2 :]
                edits.append((_Edit(match.start(), match.end(), now),))
    return edits


def _dropped(text: str, _: Random) -> _Edits:
    return [(_Edit(match.start(), match.end(), ""),) for match in _AMOUNT.finditer(text)]


def _invented(text: str, random: Random) -> _Edits:
    """A clause more, where the sentence holds a number already: the rest would say how much prose a set has."""
    numbers = set(_NUMBER.findall(text))
    extras = [extra for extra in _EXTRAS if not numbers & set(re.findall(r"\d+", extra))]
    end = _END.search(text)
    return [(_Edit(end.start(), end.start(), random.choice(extras)),)] if end and extras and numbers else []


def _swapped(text: str, _: Random) -> _Edits:
    """Two numbers in each other's place, where that says something else: not in ranges, lists and dates."""
    edits: list[tuple[_Edit, ...]] = []
    numbers = list(_NUMBER.finditer(text))
    for left, right in pairwise(numbers):
        between = re.findall(r"[^\s,;()]+", text[left.end() : right.start()])
        telling = [word for word in between if word not in _JOINERS and word not in _MONTHS]
        if left[0] != right[0] and telling and (len(between) >= 3 or _next(text, left) != _next(text, right)):
            edits.append((_Edit(left.start(), left.end(), right[0]), _Edit(right.start(), right.end(), left[0])))
    return edits


def _next(text: str, match: re.Match[str]) -> str:
    following = re.match(r"\W*(\w+)", text[match.end() :])
    return following[1] if following else ""


def _flipped(text: str, _: Random) -> _Edits:
    edits: list[tuple[_Edit, ...]] = []
    for match in _DAY_MONTH.finditer(text):
        day, month = int(match[1] or match[4]), _MONTHS.index(match[2] or match[3]) + 1
        if day <= 12 and day != month:
            now = f"{month} {_MONTHS[day - 1]}" if match[1] else f"{_MONTHS[day - 1]} {month}"
            edits.append((_Edit(match.start(), match.end(), now),))
    return edits


def _hours(text: str, _: Random) -> _Edits:
    edits: list[tuple[_Edit, ...]] = []
    for match in _CLOCK.finditer(text):
        # 8:30 in the evening may well be 20:30.
        if not re.match(r" ?[ap]\.?m|.*\b(?:morning|evening|afternoon|night)", text[match.end() :], re.IGNORECASE):
            edits.append((_Edit(match.start(), match.end(), f"{(int(match[1]) + 5) % 24:02}:{match[2]}"),))
    return edits
