"""Cleans one article into paragraphs. Nothing vanishes: what is taken out is a Cut, what is changed a Repair.

Order: characters are mended line by line, soft-wrapped lines joined, boilerplate and repetitions taken out, the title
and the headings told, headings in capitals re-cased.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from jembatan.articles import rules
from jembatan.articles.capitals import recased, shouts
from jembatan.articles.characters import mended
from jembatan.articles.layout import is_heading, is_stopped, is_title
from jembatan.articles.unwrap import Line, split_lines, unwrapped
from jembatan.records import Article, LeftOut, Repair

_OPENING = 3
_REPEATED = 40
"""Characters. A shorter paragraph may be meant to come twice, unless it follows itself at once."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Kept text, its white space single blanks."""

    text: str
    kind: Literal["title", "heading", "sentence"] = "sentence"


@dataclass(frozen=True, slots=True)
class Cut:
    """Text taken out; ``reason`` is the rule's name."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article's paragraphs and cuts in the order of the text, and what was mended."""

    parts: tuple[Paragraph | Cut, ...]
    repairs: tuple[Repair, ...]


def clean(article: Article) -> Cleaned:
    """The paragraphs of an article; its title field, where it has one, comes first; what was left out are cuts."""
    repairs: list[Repair] = []
    parts: list[Paragraph | Cut] = []
    lines = _lines(article.text, repairs)
    if article.title is not None:
        title = " ".join(line.text for line in _lines(article.title, repairs))
        if title:
            parts.append(Paragraph(title, "title"))
    parts += _with_left_out(unwrapped(lines, repairs), article.left_out)
    parts = _without_boilerplate(parts)
    parts = _without_repetitions(parts)
    parts = _without_tail(parts)
    parts = _with_kinds(parts)
    return Cleaned(tuple(_with_case(parts, repairs)), tuple(repairs))


def _lines(text: str, repairs: list[Repair]) -> list[Line]:
    lines: list[Line] = []
    gap = False
    for number, raw in enumerate(split_lines(text)):
        bare = raw.strip()
        for piece in mended(bare, repairs).splitlines() if bare else [""]:
            line = " ".join(piece.split())
            if line:
                lines.append(Line(line, gap, number))
            gap = not line
    return lines


def _with_left_out(lines: Sequence[Line], left_out: Sequence[LeftOut]) -> list[Paragraph | Cut]:
    """The lines as paragraphs, each after what was left out before it."""
    parts: list[Paragraph | Cut] = []
    waiting = deque(left_out)
    for line in lines:
        while waiting and waiting[0].line <= line.number:
            parts.append(_cut_of(waiting.popleft()))
        parts.append(Paragraph(line.text))
    return parts + [_cut_of(one) for one in waiting]


def _cut_of(one: LeftOut) -> Cut:
    return Cut(one.text, one.reason)


def _without_boilerplate(parts: Sequence[Paragraph | Cut]) -> list[Paragraph | Cut]:
    left: list[Paragraph | Cut] = []
    kept = 0
    teased = None
    for part in parts:
        if isinstance(part, Cut) or part.kind == "title":
            left.append(part)
            continue
        text = part.text
        rule = (
            rules.whole(text, "next") or rules.whole(text, "line") or (rules.whole(text, "lead") if not kept else None)
        )
        if rule is not None:
            left.append(Cut(text, rule.name))
            teased = rule.name if rule.scope == "next" else None
        elif teased is not None and not is_stopped(text) and len(text.split()) <= 30:
            left.append(Cut(text, teased))
            teased = None
        else:
            teased = None
            pieces = _cut(text, opening=kept < _OPENING)
            left += pieces
            kept += any(isinstance(piece, Paragraph) for piece in pieces)
    return left


def _cut(text: str, *, opening: bool) -> list[Paragraph | Cut]:
    pieces: list[Paragraph | Cut] = []
    before: list[Paragraph | Cut] = []
    after: list[Paragraph | Cut] = []
    kept = ""
    position = 0
    for part in rules.parts(text, opening=opening):
        kept += text[position : part.start]
        cut = Cut(text[part.start : part.end].strip(), part.name)
        (after if kept.strip() else before).append(cut)
        if kept.endswith(" ") and text[part.end : part.end + 1] == " ":
            kept = kept[:-1]
        position = part.end
    kept = (kept + text[position:]).strip()
    pieces += before
    rule = rules.whole(kept, "line") if kept and (before or after) else None
    if rule is not None:
        pieces.append(Cut(kept, rule.name))
    elif kept:
        pieces.append(Paragraph(kept))
    return pieces + after


def _without_repetitions(parts: Sequence[Paragraph | Cut]) -> list[Paragraph | Cut]:
    left: list[Paragraph | Cut] = []
    seen: set[str] = set()
    title = last = None
    for part in parts:
        if isinstance(part, Paragraph):
            key = _key(part.text)
            if key and (key in (title, last) or (key in seen and _is_telling(part.text))):
                left.append(Cut(part.text, "repetition"))
                continue
            seen.add(key)
            last = key
            title = key if part.kind == "title" else title
        left.append(part)
    return left


def _is_telling(text: str) -> bool:
    """Said twice it is a slip of the page: long, and no item of a list."""
    return len(text) >= _REPEATED and text[0].isalnum() | (text[0] in "\"“‘'(")


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _without_tail(parts: Sequence[Paragraph | Cut]) -> list[Paragraph | Cut]:
    left = list(parts)
    for position in range(len(left) - 1, -1, -1):
        part = left[position]
        if isinstance(part, Cut):
            continue
        rule = rules.whole(part.text, "tail") if part.kind != "title" else None
        if rule is None:
            break
        left[position] = Cut(part.text, rule.name)
    return left


def _with_kinds(parts: Sequence[Paragraph | Cut]) -> list[Paragraph | Cut]:
    texts = [part.text for part in parts if isinstance(part, Paragraph)]
    left: list[Paragraph | Cut] = []
    number = 0
    for part in parts:
        if isinstance(part, Paragraph):
            number += 1
            if part.kind == "sentence" and number == 1 and is_title(part.text, texts[1:]):
                part = replace(part, kind="title")
            elif part.kind == "sentence" and is_heading(part.text, texts[number] if number < len(texts) else None):
                part = replace(part, kind="heading")
        left.append(part)
    return left


def _with_case(parts: Sequence[Paragraph | Cut], repairs: list[Repair]) -> list[Paragraph | Cut]:
    left = list(parts)
    shouting = [place for place, part in enumerate(left) if isinstance(part, Paragraph) and shouts(part.text)]
    if not shouting:
        return left
    quiet = " ".join(part.text for part in left if isinstance(part, Paragraph) and not shouts(part.text))
    spellings = frozenset(re.findall(r"[^\W\d_]+", quiet))
    for place in shouting:
        part = left[place]
        if isinstance(part, Paragraph):
            text = recased(part.text, spellings)
            if text != part.text:
                repairs.append(Repair(before=part.text, after=text, reason="capitals"))
                left[place] = replace(part, text=text)
    return left
