"""Numbers by value: read them in Indonesian and English, compare them, explain the difference. Pure functions."""

from __future__ import annotations

from datetime import date

from jembatan.numbers.comparing.compare import compare
from jembatan.numbers.comparing.support import unsupported
from jembatan.numbers.reading.lexicon import Language
from jembatan.numbers.reading.reader import scan
from jembatan.records import Quantity

__all__ = ["compare", "read", "unsupported"]


def read(text: str, language: Language, published: date | None = None) -> tuple[Quantity, ...]:
    """Every quantity of ``text`` in order of appearance. ``published`` settles dates such as 5/11.

    What may be dropped or added freely (``satu``, ``kedua negara``, "both") is not listed.
    """
    return tuple(found.quantity for found in scan(text, language, published) if not found.free)
