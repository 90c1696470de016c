"""Sentence ends in Indonesian news text: yasbd's Indonesian profile, and our judgement where it is known to err.

yasbd finds the ends; every place where a stop may end a sentence is then judged by ``data/abbreviations.tsv`` and by
what stands around it. A missed end is worse than one too many: translation models drop the second of two sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from yasbd import BoundaryDetector

from jembatan.articles.tables import rows, words

_STOP = re.compile(
    r"""
    (?P<stop>[.!?…]+)
    (?P<close>["'][)\]]?|(?:\ ?[”’»)\]])*)
    (?P<gap>\s*)
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[^\s\"“”‘(\[/,;:]+$")
_ITEM = re.compile(r"(?<![\w.,/-])(\d{1,2}|[a-z])\.(?=\s+\S)")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")
_WORDY = re.compile(r"\w")
_LEADER = re.compile(r"[.\s]{200}")
"""yasbd's time grows with the square of a run of dots."""

_SOLID = re.compile(r"\S{500}")
_LONGEST = 20_000
"""Characters. yasbd's time grows with the square of long runs without a blank, and of long paragraphs."""

_NEAR, _FAR = 80, 4000
"""Characters to look around a stop, and back for an open quotation: time must not grow with the text's square."""

_OPENERS = "\"'“‘«([-–—*•"
_INITIAL = re.compile(r"(?:[A-Z]\.?-?)*[A-Z]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}")
_DOMAIN = re.compile(r"(?i)(?:com|co|net|id|org|tv|go|ac|news|info|my|uk)\b")


def boundaries(text: str) -> list[int]:
    """The ends of the sentences of one paragraph, as offsets; the last is ``len(text)``.

    White space after a sentence belongs to it: slicing at these offsets loses nothing, and every slice but an only one
    holds a letter or a digit.
    """
    if not text.strip():
        return [len(text)]
    odd = len(text) > _LONGEST or _SOLID.search(text) or _LEADER.search(text)
    found = [] if odd else _detector().detect(text)
    ends = {_after_space(text, end) for end in found if _after_stop(text, end)}
    for end, verdict in _judged(text):
        if verdict is True:
            ends.add(end)
        elif verdict is False:
            ends.discard(end)
    kept: list[int] = []
    for end in sorted(end for end in ends if 0 < end < len(text)):
        if _WORDY.search(text, kept[-1] if kept else 0, end) and _WORDY.search(text, end):
            kept.append(end)
    return [*kept, len(text)]


@cache
def _detector() -> BoundaryDetector:
    return BoundaryDetector("id", preserve_quote_and_paren=False)


def _after_space(text: str, end: int) -> int:
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _after_stop(text: str, end: int) -> bool:
    before = text[max(0, end - _NEAR) : end].rstrip()
    return bool(before) and (before[-1] in ".!?…。！？" or before[-1] in "\"'”’»)]")


def _judged(text: str) -> Iterator[tuple[int, bool | None]]:
    """Every place behind a stop, and whether a sentence ends there; None leaves it to yasbd."""
    items = _items(text)
    for match in _STOP.finditer(text):
        end = match.end()
        if end >= len(text):
            continue
        before = _WORD_BEFORE.search(text, max(0, match.start() - _NEAR), match.start())
        word = before[0] if before else ""
        start = before.start() if before else match.start()
        close, gap = match["close"], match["gap"]
        if start in items and gap and not close:
            yield end, False
            yield start, True
            continue
        if close in ('"', "'") and not _closes(text, match.start("close"), gap):
            yield end, False
            end, close, gap = match.start("close"), "", ""
        if re.fullmatch(r"[A-Z]", word) and _word_before(text, start) in words("lettered"):
            yield end, text[end].isupper()
            continue
        yield end, _ends(text, word, match["stop"], close, gap, end)


def _closes(text: str, place: int, gap: str) -> bool:
    """The straight quotation mark at ``place`` closes a quotation: white space follows it, or one is open."""
    if gap:
        return True
    if text[place] == "'":
        return place + 1 >= len(text) or not text[place + 1].isalnum()
    start = max(0, place - _FAR)
    opened = text.count('"', start, place) + text.count("“", start, place) - text.count("”", start, place)
    return opened % 2 == 1


def _items(text: str) -> set[int]:
    """Where the numbers of list items begin (``1. ... 2. ...``, ``a. ...``).

    A number counts where nothing, a colon or a stop stands before it, or where it is one more than such a number.
    """
    items: set[int] = set()
    last = 0
    for match in _ITEM.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()].rstrip()[-1:]
        number = int(match[1]) if match[1].isdigit() else 0
        anchored = not before or before in ":;" or (before in ".!?" and number)
        if anchored or (last and number == last + 1):
            items.add(match.start())
            last = number
    return items


def _word_before(text: str, place: int) -> str:
    match = _LAST_WORD.search(text, max(0, place - _NEAR), place)
    return match[1].lower() if match else ""


def _ends(text: str, word: str, stop: str, close: str, gap: str, end: int) -> bool | None:
    following = text[end : end + _NEAR]
    first = following[0]
    if first in ",;:.!?…%)]”’»":
        return False
    opener = first in _OPENERS
    bare = following.lstrip(_OPENERS + " ")
    letter = bare[:1]
    if not gap and not close and not opener:
        return _ends_glued(word, stop, following)
    if letter.islower():
        if close or opener or stop[0] != "." or len(stop) > 1:
            return False
        return _ends_before_lower(word)
    if stop != "." or close:
        return True if letter else None
    return _ends_at_full_stop(word, bare, first)


def _ends_at_full_stop(word: str, following: str, first: str) -> bool | None:
    """A single full stop, then white space, then no lower case."""
    kind = _abbreviations().get(word)
    if kind == "never":
        return word.isupper() and len(word) > 1 and starts_sentence(following)
    if kind == "number":
        return not (following[:1].isdigit() or re.match(r"[IVXLC]+\b", following))
    if kind == "maybe":
        return first not in "(-–—" and starts_sentence(following)
    if kind == "often":
        return first not in "(-–—"
    if re.fullmatch(r"[A-Z]", word) or (_INITIAL.fullmatch(word) and "." in word) or _DOTTED.fullmatch(word):
        return starts_sentence(following)
    if len(word) >= 2 or word.isdigit():
        return True
    return None


def _ends_glued(word: str, stop: str, following: str) -> bool:
    """No white space after the stop: a sentence ends where a word of lower case or a year meets a capitalised word."""
    if not re.match(r"[A-Z][a-z]{1,}[ ,a-z]|[A-Z] [a-z]", following) or _DOMAIN.match(following):
        return False
    if word in _abbreviations() or re.search(r"[a-z]\.[a-z]", word):
        return False
    return (
        bool(re.search(r"[a-zà-ÿ]{3}$|\d{4}$|\d\.\d{2,3}$|[%)\]”]$|[A-Z]{3}$", word))
        and "www" not in word
        and "://" not in word
    )


def _ends_before_lower(word: str) -> bool:
    """A sentence that begins in lower case, by a slip: only after a plain word that is no abbreviation."""
    return re.fullmatch(r"[a-z]{4,}", word) is not None and word not in _abbreviations()


def starts_sentence(following: str) -> bool:
    """``following`` begins with a word that usually begins a sentence (``words.tsv``, kind ``starter``)."""
    match = re.match(r"[^\W\d_]+", following)
    return match is not None and match[0] in words("starter")


@cache
def _abbreviations() -> dict[str, str]:
    """Abbreviation without its last stop to its kind (see the table), as written there and with a capital."""
    table: dict[str, str] = {}
    for row in rows("abbreviations"):
        for word in row["words"].split():
            bare = word.rstrip(".")
            table[bare] = row["kind"]
            table.setdefault(bare[:1].upper() + bare[1:], row["kind"])
    return table
