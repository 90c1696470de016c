"""What an article quotes, and quotation marks in a summary around words that nobody in it is quoted with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jembatan.evidence.wording import spelt
from jembatan.guard.quotes import MARK, stays_open, without_inches

_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]+)[”»\"“]")


def quotable(english: Sequence[str], source: Sequence[str]) -> tuple[bool, ...]:
    """Which segments quote somebody: those with quotation marks in either language, and those between a segment that
    opens a quotation and the one that closes it."""
    found, open_ = [], False
    for one, other in zip(english, source, strict=True):
        found.append(open_ or bool(MARK.search(one) or MARK.search(other)))
        open_ = stays_open(without_inches(other or one, quoted=open_), open_)
    return tuple(found)


def spoken(english: Sequence[str], source: Sequence[str]) -> tuple[bool, ...]:
    """Which segments are somebody's words from their beginning to their end."""
    found, open_ = [], False
    for one, other in zip(english, source, strict=True):
        text = without_inches(other or one, quoted=open_).strip(" .,!?")
        begins = open_ or bool(MARK.match(text))
        open_ = stays_open(text, open_)
        found.append(begins and (open_ or bool(MARK.match(text[-1:]))))
    return tuple(found)


def unquoted(sentence: str, english: Sequence[str], quoting: Sequence[bool]) -> tuple[str, ...]:
    """The quotations of a sentence whose words no segment that quotes somebody has, in this order."""
    if not _QUOTED.search(sentence):
        return ()
    runs, parted = [""], True
    for text, quotes in zip(english, quoting, strict=True):
        if quotes:
            # A quotation may run over several segments.
            runs[-1] += " " + text
            parted = False
        elif not parted:
            runs.append("")
            parted = True
    told = [f" {' '.join(spelt(run))} " for run in runs]
    quotations = [match[1] for match in _QUOTED.finditer(sentence)]
    return tuple(
        one for one in quotations if spelt(one) and not any(f" {' '.join(spelt(one))} " in run for run in told)
    )
