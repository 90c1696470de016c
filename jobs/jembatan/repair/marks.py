"""The marks of a quotation that goes on in the next sentence: engines see one sentence, and close it, or drop them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jembatan.guard.quotes import MARK, OPENING, without_inches

_BEGINS = OPENING + '"'
_CLOSED = re.compile(r"[”»\"“](?=[.,!?]*\s*\Z)")


def going_on(sentences: Sequence[str]) -> frozenset[int]:
    """The positions of those that begin with a quotation which a later one ends, each paragraph of it with a mark of
    its own, or only the first."""
    found: set[int] = set()
    opened: list[int] = []
    for at, sentence in enumerate(sentences):
        text = without_inches(sentence, quoted=bool(opened)).strip()
        marks = len(MARK.findall(text))
        if marks == 1 and text[0] in _BEGINS:
            opened.append(at)
        elif marks:
            found.update(opened if marks == 1 else ())
            opened = []
    return frozenset(found)


def left_open(text: str) -> tuple[str, str] | None:
    """The English of a sentence that goes on, opened and not closed, and what was done in words; None where it is that
    already, or where its marks say more than this can tell."""
    marks = MARK.findall(text)
    if not marks and text.strip() and not text.lstrip().startswith(("'", "‘")):
        return f"“{text.lstrip()}", "quotation mark put before it: the quotation goes on in the next sentence"
    closed = _CLOSED.search(text)
    if len(marks) == 2 and text.lstrip()[0] in _BEGINS and closed is not None:
        rest = text[: closed.start()] + text[closed.end() :]
        return rest, "quotation mark taken off its end: the quotation goes on in the next sentence"
    return None
