"""Which paragraph is the title, which are headings, and which headings were run into the sentence before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jembatan.articles.sentences import boundaries, starts_sentence

_FINAL = re.compile(r"[.!?…:;,][\"'”’»)\]]*$|[\"”’»]$")
"""A stop, or the end of a quotation: a heading ends in neither."""

_BULLET = re.compile(r"[-*•–>|]|\(?\w{1,3}[.)]\s|\d+[.,\d]*\s*$")
_NO_RUN_IN = re.compile(r"[\"“”#@/|]|^\(|www\.|[^\w\s,.'’:;()&-]")
_TITLE_WORDS, _HEADING_WORDS, _TAIL_WORDS = 30, 14, 12


def is_stopped(text: str) -> bool:
    """``text`` ends as a sentence does: in a stop or a closing quotation mark."""
    return _FINAL.search(text) is not None


def is_title(text: str, following: Sequence[str]) -> bool:
    """``text``, the first paragraph, is the article's title: short, not ended by a stop, with sentences after it."""
    short = 2 <= len(text.split()) <= _TITLE_WORDS and len(text) <= 250
    ended = is_stopped(text) and not text.endswith(("?", "!", '"', "”", "’"))
    if not short or ended or text[0].islower() or _BULLET.match(text) or not any(map(is_stopped, following)):
        return False
    return not any(text[:end].rstrip().endswith(".") for end in boundaries(text)[:-1])


def is_heading(text: str, following: str | None) -> bool:
    """``text`` heads the paragraph after it: short, no stop, no list item, and what follows is no such line itself."""
    if following is None or not _heads(text, _HEADING_WORDS) or _heads(following, _HEADING_WORDS):
        return False
    return len(boundaries(text)) == 1


def is_run_in_heading(text: str) -> bool:
    """``text``, after the last full stop of a paragraph that another one follows, is the heading of that one."""
    return _heads(text, _TAIL_WORDS) and not starts_sentence(text) and not _NO_RUN_IN.search(text)


def _heads(text: str, words: int) -> bool:
    count = len(text.split())
    return (
        0 < count <= words
        and len(text) <= 110
        and not is_stopped(text)
        and not text[0].islower()
        and any(character.isalpha() for character in text)
        and not _BULLET.match(text)
    )
