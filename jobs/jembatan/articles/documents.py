"""Readers of formats that hold one article per file: plain text and HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jembatan.articles.decode import Decoded, UndecodableError, decode
from jembatan.articles.left_out import left_out
from jembatan.articles.record import Record, Unreadable
from jembatan.articles.visible import blocks


def read_text(path: Path) -> Iterator[Record | Unreadable]:
    """The whole file is the article's text. Whether its first line is a title is for cleaning to decide."""
    try:
        decoded = decode(path.read_bytes())
    except (OSError, UndecodableError) as error:
        yield Unreadable(_why(error))
        return
    if not decoded.text.strip():
        yield Unreadable("the file is empty")
        return
    yield Record(text=decoded.text, encoding=decoded.encoding, faults=_faults(decoded))


def read_html(path: Path) -> Iterator[Record | Unreadable]:
    """The article in a page, with title, date, address and site from its metadata.

    What is no article (menus, teasers, comments) is trafilatura's to tell, in its mode that rather keeps too much. The
    rest of the page's text is the record's ``left_out``: only code and marks without a letter or digit are not.
    """
    import trafilatura

    try:
        decoded = decode(path.read_bytes(), declared=True)
    except (OSError, UndecodableError) as error:
        yield Unreadable(_why(error))
        return
    tree = trafilatura.load_html(decoded.text)
    page = trafilatura.bare_extraction(
        tree,
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    found = page if isinstance(page, dict) else page.as_dict() if page is not None else {}
    text, title = found.get("text") or "", found.get("title") or None
    if tree is None or not text.strip():
        yield Unreadable("no article found in the page")
        return
    yield Record(
        text=text,
        title=title,
        source=found.get("sitename") or None,
        url=found.get("url") or None,
        published=found.get("date") or None,
        encoding=decoded.encoding,
        faults=_faults(decoded),
        left_out=left_out(blocks(tree), title, text),
    )


def _faults(decoded: Decoded) -> tuple[str, ...]:
    return (f"the file {decoded.fault}",) if decoded.fault is not None else ()


def _why(error: OSError | UndecodableError) -> str:
    return f"cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error)
