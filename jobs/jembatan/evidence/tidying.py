"""Blanks where small models put them and nobody wants them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PARTED = re.compile(r"\b\d{1,3}(?:, \d{3})+\b")
_CLOSING = re.compile(r"([.,!?]) +([\"”])(?=\s|$)")


def tidied(answer: str, english: Sequence[str]) -> str:
    """An answer without the blanks that small models put into figures (``11, 800`` where the article has 11,800) and
    before a closing quotation mark. Nothing but blanks goes."""
    written = "\n".join(english)

    def closed(match: re.Match[str]) -> str:
        figure = match[0].replace(", ", ",")
        return figure if figure in written and match[0] not in written else match[0]

    return _CLOSING.sub(r"\1\2", _PARTED.sub(closed, answer))
