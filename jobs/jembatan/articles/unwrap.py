"""Joins soft-wrapped lines: lines that were broken to fit a width, not to end a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jembatan.records import Repair

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_WIDEST = 120
"""Columns. Nobody wraps wider by hand; a longer line says that lines are paragraphs here."""

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_GOES_ON = re.compile(r"[a-zà-ÿ]|[,.;)\]”’%]|:(?!:)")
_ITEM = re.compile(r"(?:[-*•–]|\(?\w{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without white space at its ends; ``gap``: a blank line stands before it; ``number``: its place among
    the lines of the raw text, from 0."""

    text: str
    gap: bool
    number: int = 0


def split_lines(text: str) -> list[str]:
    """The lines of a raw text, as all that counts its lines counts them."""
    return _BREAK.split(text)


def unwrapped(lines: Sequence[Line], repairs: list[Repair]) -> list[Line]:
    """The paragraphs of ``lines``; each join is added to ``repairs``.

    A line goes on in the next where the text is wrapped to a width and the next word would not have fitted, or where a
    line without a final stop is followed by one that begins in lower case or with a punctuation mark.
    """
    width = _wrap_width(lines)
    joined: list[Line] = []
    last = ""
    for line in lines:
        if joined and not line.gap and _continues(last, line.text, width):
            before = joined[-1].text
            tight = re.match(r"[,.;:)\]”’%]", line.text) is not None and not line.text.startswith("...")
            gap = "" if tight else " "
            end, start = before.split(" ")[-1], line.text.split(" ")[0]
            repairs.append(Repair(before=f"{end}\n{start}", after=f"{end}{gap}{start}", reason="soft-wrapped line"))
            joined[-1] = replace(joined[-1], text=f"{before}{gap}{line.text}")
        else:
            joined.append(line)
        last = line.text
    return joined


def _continues(line: str, following: str, width: int) -> bool:
    if _ITEM.match(following) or not (len(following) == 1 or re.search(r"\w", following)):
        return False
    if width and len(line) + 1 + len(following.split(" ")[0]) > width and len(line) > width // 2:
        return True
    if _ENDS.search(line) or not _GOES_ON.match(following):
        return False
    return not following[0].isalpha() or len(line) >= 40 or line.endswith(",")


def _wrap_width(lines: Sequence[Line]) -> int:
    """The width the text is wrapped to, 0 where it is not: lines as long as paragraphs, or breaks no width explains."""
    width = max((len(line.text) for line in lines), default=0)
    pairs = [(a.text, b.text) for a, b in pairwise(lines) if not b.gap]
    if not 40 <= width <= _WIDEST or len(pairs) < 3:
        return 0
    full = sum(len(a) + 1 + len(b.split(" ")[0]) > width for a, b in pairs)
    open_ended = sum(not _ENDS.search(a) for a, _ in pairs)
    lower = sum(b[:1].islower() for _, b in pairs)
    return width if full >= 0.7 * len(pairs) and open_ended >= 0.5 * len(pairs) and lower >= 0.3 * len(pairs) else 0
