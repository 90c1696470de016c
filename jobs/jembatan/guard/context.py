"""What a check is, and what it may know beside the two texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jembatan.glossary.glossary import Glossary
from jembatan.numbers import DateOrder
from jembatan.records import Finding


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the two texts. The article's date of publication, and the order of day and month in
    its other numeric dates, settle dates like 5/11; ``glossary`` says how terms must come through."""

    published: date | None = None
    order: DateOrder | None = None
    glossary: Glossary | None = None


Check = Callable[[str, str, Context], Finding]
"""Judges a hypothesis by its source: ``check(source, hypothesis, context)``. Pure, and never raises for any text."""
