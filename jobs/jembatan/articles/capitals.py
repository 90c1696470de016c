"""Re-cases headings that shout: engines translate ALL CAPS badly, and names and acronyms get lost in them."""

from __future__ import annotations

import re
from collections.abc import Collection

from jembatan.articles.tables import words

_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
_VOWEL = re.compile(r"[AEIOUaeiou]")


def shouts(text: str) -> bool:
    """All letters of ``text`` are capitals, and it is more than one word and an acronym."""
    if not text.isupper():
        return False
    found = [word for word in _WORD.findall(text) if len(word) > 1]
    return len(found) >= 2 and any(len(word) >= 4 and word not in words("acronym") for word in found)


def recased(text: str, spellings: Collection[str]) -> str:
    """``text`` in the case of an Indonesian headline: each word capitalised but for the small ones.

    Kept as they are: known acronyms, words that the article itself writes in capitals (``spellings``: its words
    elsewhere), and words without a vowel.
    """

    def recase(match: re.Match[str]) -> str:
        word = match[0]
        if word in words("acronym") or word in spellings or not _VOWEL.search(word):
            return word
        if match.start() and word.lower() in words("small"):
            return word.lower()
        return word.capitalize()

    return _WORD.sub(recase, text)
