"""Two texts held side by side, word by word: what each has that the other has not."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

# White space belongs to the word before it, so that all pieces joined give the text back.
_WORD = re.compile(r"\s*\w+(?:[.,'’:/-]\w+)*\s*|\s*[^\w\s]\s*|\s+")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


class Piece(NamedTuple):
    """A stretch of one text; ``own`` where the other text has it not."""

    text: str
    own: bool


class Diff(NamedTuple):
    """Both texts in pieces; each, joined, is the text as it was."""

    one: tuple[Piece, ...]
    other: tuple[Piece, ...]


def diff(one: str, other: str) -> Diff:
    """By the longest runs of words that both have (difflib, after Ratcliff and Obershelp). A mark of punctuation is a
    word, a number with its separators is one; case counts, white space and the shape of quotation marks do not."""
    words, others = _WORD.findall(one), _WORD.findall(other)
    # No word is junk to it, however frequent: sentences are short.
    matcher = SequenceMatcher(None, [_key(word) for word in words], [_key(word) for word in others], autojunk=False)
    own, others_own = [True] * len(words), [True] * len(others)
    for block in matcher.get_matching_blocks():
        own[block.a : block.a + block.size] = [False] * block.size
        others_own[block.b : block.b + block.size] = [False] * block.size
    return Diff(_pieces(words, own), _pieces(others, others_own))


def whole(text: str) -> tuple[Piece, ...]:
    """A text with nothing marked."""
    return (Piece(text, False),) if text else ()


def _key(word: str) -> str:
    return word.strip().translate(_STRAIGHT)


def _pieces(words: list[str], own: list[bool]) -> tuple[Piece, ...]:
    """White space at the borders of what is marked stays outside of the mark."""
    pieces: list[Piece] = []
    for is_own, run in groupby(zip(words, own, strict=True), lambda pair: pair[1]):
        text = "".join(word for word, _ in run)
        inner = text.strip() if is_own else text
        before, inner, after = text.partition(inner) if inner else (text, "", "")
        pieces += [Piece(before, False), Piece(inner, is_own), Piece(after, False)]
    joined = groupby((piece for piece in pieces if piece.text), lambda piece: piece.own)
    return tuple(Piece("".join(piece.text for piece in run), is_own) for is_own, run in joined)
