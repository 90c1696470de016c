"""Mends characters: mojibake, entities, invisible marks, leftovers of Markdown. Every change is recorded."""

from __future__ import annotations

import html
import re
from functools import cache
from unicodedata import normalize

from ftfy import TextFixerConfig, fix_text

from jembatan.articles.tables import rows
from jembatan.records import Repair

_FTFY = TextFixerConfig(
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    normalization=None,
    explain=False,
)
"""Quotation marks, ligatures and widths are the author's."""

_CLEAN_ASCII = re.compile(r"[\t\n\x0b\x0c\r\x20-\x25\x27-\x7e]*")
"""Plain ASCII without ``&``: ftfy has nothing to mend in it."""

_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Of no width: soft hyphens, marks, and what turns the direction of writing."""

_COMBINING = re.compile("[\u0300-\u036f]")
_MARKS = re.compile(r"[\\*_#>\[]")
_NUMBER = re.compile(r"\d+")


def mended(line: str, repairs: list[Repair]) -> str:
    """``line`` with its characters mended; what changed is added to ``repairs``.

    No repair changes a number: one that would is not made.
    """
    if not _CLEAN_ASCII.fullmatch(line):
        fixed = fix_text(line, _FTFY)
        if _numbers(html.unescape(line)) == _numbers(html.unescape(fixed)):
            line = _recorded(line, fixed, "mojibake", repairs)
        if _COMBINING.search(line):
            line = _recorded(line, normalize("NFC", line), "decomposed letters", repairs)
        line = _recorded(line, _INVISIBLE.sub("", line), "invisible characters", repairs)
    if _MARKS.search(line):
        for name, pattern, replacement in _markup():
            undone = pattern.sub(replacement, line)
            # The digits of a link's address go with it; those that stay must not run into each other.
            if _numbers(undone) == _numbers(pattern.sub(f" {replacement} ", line)):
                line = _recorded(line, undone, name, repairs)
    return line


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)


def _recorded(before: str, after: str, reason: str, repairs: list[Repair]) -> str:
    if before != after:
        repairs.append(Repair(before=before, after=after, reason=reason))
    return after


@cache
def _markup() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple((row["name"], re.compile(row["pattern"]), row["replacement"]) for row in rows("markup"))
