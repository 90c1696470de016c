"""What of a page's text is not in the article that was taken from it: the two are compared word by word.

A patience diff: runs of words that each side holds once are anchors; anchors in the same order on both sides are kept
and grown; what lies between two of them is compared in full where it is short. Near enough linear in the page's size.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from unicodedata import normalize

from jembatan.articles.unwrap import split_lines
from jembatan.articles.visible import Block
from jembatan.records import LeftOut

OUTSIDE, HIDDEN = "html-outside-article", "html-hidden"

_WORD = re.compile("[\\w\u0300-\u036f]+")
"""Accents that are written apart from their letters are part of the word."""
_ANCHOR = 4
"""Words. Shorter runs are found twice on a page by chance."""

_COMPARED = 100_000
"""Pairs of words between two anchors that are compared in full; only a page that says all things twice has more."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is compared, the block or line it stands in, and where it begins there."""

    key: str
    place: int
    start: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of one block that was left out."""

    text: str
    group: int
    reason: str
    line: int


def left_out(blocks: Sequence[Block], title: str | None, text: str) -> tuple[LeftOut, ...]:
    """All words of ``blocks`` that neither the title nor the lines of ``text`` hold, in the order of the page.

    Blocks that stand together and belong to one group make one LeftOut, a block a line. The title may stand anywhere
    before the text. A block that the extraction moved elsewhere is not left out.
    """
    lines = split_lines(text)
    seen = _words(block.text for block in blocks)
    kept = _words([title or "", *lines])
    partner = _partners(seen, kept)
    moved = _moved(seen, kept, partner)
    found: list[_Piece] = []
    line = len(lines)
    # From the end, so that each piece knows the line of the next word that was kept in its place.
    for is_kept, members in groupby(
        range(len(seen) - 1, -1, -1), key=lambda position: position in partner or position in moved
    ):
        run = list(members)[::-1]
        if not is_kept:
            found += list(_pieces(run, seen, blocks, line))[::-1]
        elif in_place := [position for position in run if position in partner]:
            # The title is place 0 of the kept side, the first line place 1.
            line = max(0, kept[partner[in_place[0]]].place - 1)
    return tuple(_grouped(found[::-1]))


def _words(texts: Iterable[str]) -> list[_Word]:
    return [
        _Word(normalize("NFC", match[0]).casefold(), place, match.start())
        for place, text in enumerate(texts)
        for match in _WORD.finditer(text)
    ]


def _partners(seen: Sequence[_Word], kept: Sequence[_Word]) -> dict[int, int]:
    """Positions of ``seen`` with the positions of ``kept`` that they were taken to; both rise."""
    left, right = [word.key for word in seen], [word.key for word in kept]
    partner: dict[int, int] = {}
    end_left = end_right = 0
    for start_left, start_right in [*_anchors(left, right), (len(left), len(right))]:
        if start_left < end_left or start_right < end_right:
            continue
        # An anchor grows towards the one before it; what is between them is compared.
        low_left, low_right = start_left, start_right
        if start_left < len(left):
            while low_left > end_left and low_right > end_right and left[low_left - 1] == right[low_right - 1]:
                low_left, low_right = low_left - 1, low_right - 1
        _compare(seen, kept, (end_left, low_left), (end_right, low_right), partner)
        end_left, end_right = low_left, low_right
        while end_left < len(left) and end_right < len(right) and left[end_left] == right[end_right]:
            partner[end_left] = end_right
            end_left, end_right = end_left + 1, end_right + 1
    return partner


def _anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Where runs of ``_ANCHOR`` words begin that each side holds once: the longest row of them that rises on both."""
    ours, theirs = _single(left), _single(right)
    pairs = [(start, theirs[run]) for run, start in ours.items() if run in theirs]
    # The longest rising row, by patience sorting; ``pairs`` rise on the left already.
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for number, (_, position) in enumerate(pairs):
        pile = bisect_left(tops, position)
        before.append(piles[pile - 1] if pile else None)
        tops[pile : pile + 1] = [position]
        piles[pile : pile + 1] = [number]
    row: list[tuple[int, int]] = []
    number_or_none = piles[-1] if piles else None
    while number_or_none is not None:
        row.append(pairs[number_or_none])
        number_or_none = before[number_or_none]
    return row[::-1]


def _single(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = list(zip(*(words[start:] for start in range(_ANCHOR)), strict=False))
    counts = Counter(runs)
    return {run: start for start, run in enumerate(runs) if counts[run] == 1}


def _compare(
    seen: Sequence[_Word],
    kept: Sequence[_Word],
    ours: tuple[int, int],
    theirs: tuple[int, int],
    partner: dict[int, int],
) -> None:
    """Pair what lies between two anchors: runs of two words and more, and whole blocks and lines."""
    if not 0 < (ours[1] - ours[0]) * (theirs[1] - theirs[0]) <= _COMPARED:
        return
    left, right = [word.key for word in seen[slice(*ours)]], [word.key for word in kept[slice(*theirs)]]
    for match in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        start, other, size = ours[0] + match.a, theirs[0] + match.b, match.size
        if size > 1 or (size and (_is_whole(seen, start) or _is_whole(kept, other))):
            partner.update({start + step: other + step for step in range(size)})


def _is_whole(words: Sequence[_Word], position: int) -> bool:
    """The word at ``position`` is all of its block or line."""
    near = words[max(0, position - 1) : position + 2]
    return sum(word.place == words[position].place for word in near) == 1


def _moved(seen: Sequence[_Word], kept: Sequence[_Word], partner: Mapping[int, int]) -> set[int]:
    """The words of whole blocks that equal a line which stands elsewhere; each line answers for one block."""
    taken = set(partner.values())
    lines = Counter(tuple(kept[position].key for position in run) for run in _by_place(kept) if taken.isdisjoint(run))
    moved: set[int] = set()
    for run in _by_place(seen):
        key = tuple(seen[position].key for position in run)
        if lines[key] and partner.keys().isdisjoint(run):
            lines[key] -= 1
            moved.update(run)
    return moved


def _by_place(words: Sequence[_Word]) -> Iterator[list[int]]:
    for _, members in groupby(range(len(words)), key=lambda position: words[position].place):
        yield list(members)


def _pieces(run: Sequence[int], seen: Sequence[_Word], blocks: Sequence[Block], line: int) -> Iterator[_Piece]:
    """Each block's part of a run of words that were not kept."""
    for place, members in groupby(run, key=lambda position: seen[position].place):
        positions = list(members)
        block, first, last = blocks[place], positions[0], positions[-1]
        opens = first == 0 or seen[first - 1].place != place
        closes = last + 1 == len(seen) or seen[last + 1].place != place
        start = 0 if opens else seen[first].start
        end = len(block.text) if closes else seen[last + 1].start
        yield _Piece(block.text[start:end].strip(), block.group, HIDDEN if block.hidden else OUTSIDE, line)


def _grouped(pieces: Sequence[_Piece]) -> Iterator[LeftOut]:
    for (_, reason, line), members in groupby(pieces, key=lambda piece: (piece.group, piece.reason, piece.line)):
        yield LeftOut("\n".join(piece.text for piece in members), reason, line)
