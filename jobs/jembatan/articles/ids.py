"""Ids of articles: stable, and safe as file names on Linux, macOS and Windows."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LONGEST = 80
_DIGITS = 10
# A bundle has a page called index of its own.
_RESERVED = {"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def digest(text: str) -> str:
    """A short digest of a text, with its white space normalised: what tells two contents apart."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def slug(name: str) -> str:
    """``name`` in lower-case ASCII letters, digits and hyphens; a digest of it is added where it had to be cut
    or where nothing but the digest tells it apart from other names (``Berita 1`` and ``berita-1``)."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    plain = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")
    cut = plain[:_LONGEST].rstrip("-")
    if cut and cut == name and cut not in _RESERVED:
        return cut
    return with_digest(cut, name)


def with_digest(stem: str, content: str) -> str:
    """``stem`` made distinct by the digest of ``content``."""
    return f"{stem or 'article'}-{digest(content)[:_DIGITS]}"
