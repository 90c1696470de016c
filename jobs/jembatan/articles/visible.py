"""The text of an HTML page as its reader sees it: block by block, in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jembatan.articles.tables import words

_UNSEEN = frozenset({"noscript", "template"})


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a line's end in it, its white space single blanks. ``group``: blocks of one menu, table or
    section share a number. ``hidden``: the page has the text but does not show it (until a script does)."""

    text: str
    group: int
    hidden: bool = False


def blocks(tree: Any) -> list[Block]:
    """The blocks of an lxml tree that hold a letter or a digit; linear in the size of the tree, however deep it is."""
    from lxml import etree

    # Code, metadata and what stands in for a picture; elements that end no line; menus, tables, sections.
    no_text, inline, grouping = words("tags-no-text"), words("tags-inline"), words("tags-group")
    found: list[Block] = []
    groups = [0]
    last_group = hidden = 0
    pieces: list[str] = []

    def end_block() -> None:
        # What has no width or cannot be printed is no part of a word; trafilatura leaves it out as well.
        text = "".join(character for character in "".join(pieces) if character.isprintable() or character.isspace())
        pieces.clear()
        if any(map(str.isalnum, text)):
            found.append(Block(" ".join(text.split()), groups[-1], hidden > 0))

    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag not in inline:
                end_block()
            if element.tag in no_text:
                walk.skip_subtree()
                continue
            if element.tag in grouping:
                last_group += 1
                groups.append(last_group)
            hidden += _is_hidden(element)
            pieces.append(element.text or "")
            continue
        if event == "end":
            if element.tag not in inline:
                end_block()
            if element.tag not in no_text:
                hidden -= _is_hidden(element)
                if element.tag in grouping:
                    groups.pop()
        pieces.append(element.tail or "")
    end_block()
    return found


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or "display:none" in style
        or "visibility:hidden" in style
    )
