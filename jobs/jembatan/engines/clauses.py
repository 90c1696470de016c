"""Parting a sentence that is longer than a model takes, at clause borders, so that no text is ever cut off."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from functools import cache
from importlib.resources import files

_WHITE_SPACE = re.compile(r"\s+")
_DIGIT_BEFORE = re.compile(r"\d[\s,;:–—-]*\Z")
_DIGIT_AFTER = re.compile(r"[\s–—-]*\d")
_OPENING = "\"'“‘«([{"
_CLOSING = "\"'”’»)]}"
_DASHES = ("–", "—", "-", "--")


class _Border(IntEnum):
    """How good a place is to part a sentence, best first."""

    STOP = 1  # ; : or a dash
    COMMA = 2  # a comma, a bracket or a quotation mark
    CONJUNCTION = 3  # before a word that opens a clause
    LIST = 4  # a comma between two capitalised words: more likely a list of names than a clause border


def split(text: str, fits: Callable[[str], bool]) -> list[str] | None:
    """The fewest long pieces of ``text`` that each fit, or None where no clause border makes them fit.

    Good borders are tried first: weaker ones (``_Border``) only where the pieces between stronger ones do not fit.
    Pieces are parted at white space alone, so ``1,25``, ``10.000`` and ``Yong-hyun`` stay whole; so do two digits with
    only a space, comma or dash between them (``5 - 10``), and a conjunction inside a name (``Obat dan Makanan``).
    Joined by one space the pieces give the text back, apart from white space at the joints.
    """
    text = text.strip()
    if fits(text):
        return [text]
    joints = _joints(text)
    for weakest in _Border:
        ends = [start for start, border in joints if border <= weakest]
        pieces = _longest_pieces(text, ends, fits)
        if pieces is not None:
            return pieces
    return None


def _longest_pieces(text: str, joints: list[int], fits: Callable[[str], bool]) -> list[str] | None:
    pieces = []
    start = 0
    ends = [*joints, len(text)]
    while start < len(text):
        candidates = (end for end in reversed(ends) if end > start)
        end = next((end for end in candidates if fits(text[start:end].strip())), None)
        if end is None:
            return None
        pieces.append(text[start:end].strip())
        start = end
    return pieces


def _joints(text: str) -> list[tuple[int, _Border]]:
    """Where a piece may begin (character offsets, rising), and how good a border that is."""
    joints = []
    for gap in _WHITE_SPACE.finditer(text):
        before, after = text[: gap.start()].rsplit(None, 1)[-1], text[gap.end() :].split(None, 2)
        border = _border(before, after)
        if border is not None and not _between_digits(text[: gap.start()], text[gap.end() :]):
            joints.append((gap.end(), border))
    return joints


def _border(before: str, after: list[str]) -> _Border | None:
    following = after[0]
    if before[-1] in ";:" or before in _DASHES or following in _DASHES:
        return _Border.STOP
    if before[-1] == ",":
        capitals = before.lstrip(_OPENING)[:1].isupper() and following.lstrip(_OPENING)[:1].isupper()
        return _Border.LIST if capitals else _Border.COMMA
    if before[-1] in _CLOSING or following[0] in _OPENING:
        return _Border.COMMA
    opens = following.lower() in _conjunctions() or " ".join(after[:2]).lower() in _conjunctions()
    inside_name = before[:1].isupper() and len(after) > 1 and after[1][:1].isupper()
    return _Border.CONJUNCTION if opens and not inside_name else None


def _between_digits(left: str, right: str) -> bool:
    """Whether only a mark stands between two digits, as in ``5 - 10`` or ``10, 12``."""
    return _DIGIT_BEFORE.search(left) is not None and _DIGIT_AFTER.match(right) is not None


@cache
def _conjunctions() -> frozenset[str]:
    lines = files(__package__).joinpath("clause_conjunctions.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
