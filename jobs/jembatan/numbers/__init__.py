"""Numbers by value: read them in Indonesian and English, compare them, explain the difference. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jembatan.numbers.comparing.compare import compare
from jembatan.numbers.comparing.support import Borne, Figures, unsupported
from jembatan.numbers.reading.lexicon import Language
from jembatan.numbers.reading.line import DateOrder, Line
from jembatan.numbers.reading.numeric_dates import shown_order
from jembatan.numbers.reading.reader import scan
from jembatan.quantities import Quantity

__all__ = ["Borne", "DateOrder", "Figures", "Language", "compare", "date_order", "read", "unsupported"]


def read(
    text: str, language: Language, published: date | None = None, order: DateOrder | None = None
) -> tuple[Quantity, ...]:
    """Every quantity of ``text`` in order of appearance. ``published`` and ``order`` settle dates such as 5/11.

    What may be dropped or added freely (``satu``, ``kedua negara``, "both") is not listed.
    """
    return tuple(found.quantity for found in scan(text, language, published, order) if not found.free)


def date_order(texts: Iterable[str], published: date | None = None) -> DateOrder | None:
    """What stands first in the numeric dates of an Indonesian article, where those that can have one order only agree
    (``31/12``, ``Sabtu (10/12/2024)``); None where there is none, or where they do not agree."""
    shown = {order for text in texts for order in shown_order(Line(text, "id", published))}
    return shown.pop() if len(shown) == 1 else None
