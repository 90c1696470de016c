"""What small models write into a summary and nobody wants: stray blanks, and "The article says that"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PARTED = re.compile(r"\b\d{1,3}(?:, \d{3})+\b")
_CLOSING = re.compile(r"([.,!?]) +([\"”])(?=\s|$)")
_ANNOUNCED = re.compile(
    r"(?m)(^|(?<=[.!?] ))(?:The|This) (article|text|story|passage) (?:also |further )?"
    r"(?:says|states|reports|notes|mentions|adds|concludes|explains|claims|indicates|reveals|highlights) that (\w)"
)


def tidied(answer: str, english: Sequence[str]) -> str:
    """An answer without the blanks that small models put into figures (``11, 800`` where the article has 11,800) and
    before a closing quotation mark, and without "The article says that" before what it says, unless the article itself
    speaks of an article. Nothing else goes."""
    written = "\n".join(english)

    def closed(match: re.Match[str]) -> str:
        figure = match[0].replace(", ", ",")
        return figure if figure in written and match[0] not in written else match[0]

    def plain(match: re.Match[str]) -> str:
        return match[0] if match[2] in written.casefold() else match[1] + match[3].upper()

    return _CLOSING.sub(r"\1\2", _PARTED.sub(closed, _ANNOUNCED.sub(plain, answer)))
