"""Quotation marks that are opened and not closed, and quotations that a translation lost."""

from __future__ import annotations

import re

from jembatan.guard.context import Context
from jembatan.records import Finding

OPENING, CLOSING = "“„«", "”»"
_STRAIGHT = '"'
_INCHES = '"”'
_MARKS = OPENING + CLOSING + _STRAIGHT
MARK = re.compile(r"[“”„«»\"]")
"""A quotation mark. The single ones are left out: most are apostrophes."""
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]{3,}[”»\"“]")
_SINGLE_MARK = re.compile(r"(?<!\w)['‘]|['’](?!\w)")
_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)[^'‘’]*['’](?!\w)")


def quotes_check(source: str, hypothesis: str, context: Context) -> Finding:
    """Whether quotation marks come in pairs, and whether a quotation of the source is still one. Of a source whose own
    marks are not in pairs (a quotation that runs over several sentences) the English needs one, no more; a quotation
    may be told as reported speech only where the English keeps a mark. The score is 0.5 for a mark too few and 0 for
    none."""
    given, made = without_inches(source), without_inches(hypothesis)
    if not hypothesis.strip() or (_whole(given) and _half(made)):
        return Finding("quotes", True, 1.0)
    if not _paired(given):
        if MARK.search(made) or _SINGLE_MARK.search(made):
            return Finding("quotes", True, 1.0)
        what = "The Indonesian begins or ends a quotation here, and the English has no quotation mark."
        return Finding("quotes", False, 0.0, what)
    if not _paired(made):
        return Finding("quotes", False, 0.5, "A quotation mark in the English has no partner.")
    if _QUOTED.search(given) and not _QUOTED.search(made) and not _SINGLE.search(made):
        return Finding("quotes", False, 0.0, "The Indonesian quotes somebody, and the English has no quotation marks.")
    return Finding("quotes", True, 1.0)


def without_inches(text: str, *, quoted: bool = False) -> str:
    """The text without the marks that stand for inches: those behind a number where no quotation is open (TV 32").
    ``quoted``: one is open when the text begins."""
    kept, at = [], 0
    for match in MARK.finditer(text):
        mark = match[0]
        if mark in _INCHES and not quoted and text[match.start() - 1 : match.start()].isdigit():
            kept.append(text[at : match.start()])
            at = match.end()
        else:
            quoted = stays_open(mark, quoted)
    return "".join(kept) + text[at:]


def stays_open(text: str, quoted: bool) -> bool:
    """Whether a quotation is open after a text; ``quoted``: one is when it begins. A straight mark is either."""
    for mark in MARK.findall(text):
        quoted = True if mark in OPENING else False if mark in CLOSING else not quoted
    return quoted


def _whole(text: str) -> bool:
    """All of it is a quotation."""
    return text.strip().startswith(tuple(_MARKS)) and text.strip().rstrip(".,!?").endswith(tuple(_MARKS))


def _half(text: str) -> bool:
    """Its one mark opens or closes it: English leaves the other to the paragraph before or after."""
    marks = [place for place, character in enumerate(text.strip()) if character in _MARKS]
    return len(marks) == 1 and (marks[0] == 0 or not text.strip()[marks[0] :].strip(f".,!?{_MARKS}"))


def _paired(text: str) -> bool:
    opened, closed = (sum(map(text.count, marks)) for marks in (OPENING, CLOSING))
    # Mixed sets (“…") close each other: only the sum tells.
    return (opened + closed + text.count(_STRAIGHT)) % 2 == 0
