"""Text into tokens with their character spans: numerals, words, single signs."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

TokenKind = Literal["numeral", "word", "sign", "end"]

# A thin, hard or plain space may part thousands: 4 000, 1 250 000.
_TOKEN = re.compile(
    r"([1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f]000)+(?![0-9.,]*[0-9])|[0-9]+(?:[.,][0-9]+)*)"
    r"|([^\W\d_]+(?:['’][^\W\d_]+)*)|(\S)"
)


class Token(NamedTuple):
    """``text[start:end]`` of the line; ``lower`` is the form that tables are looked up with. ``glued``: no
    white space stands between this token and the one before it."""

    kind: TokenKind
    text: str
    lower: str
    start: int
    end: int
    glued: bool


def tokenize(text: str) -> list[Token]:
    """All tokens of ``text`` in order. Only ASCII digits make numerals."""
    tokens: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        surface = match.group()
        kind: TokenKind = "numeral" if match.lastindex == 1 else "word" if match.lastindex == 2 else "sign"
        tokens.append(Token(kind, surface, surface.lower() if kind == "word" else surface, start, end, start == last))
        last = end
    return tokens
