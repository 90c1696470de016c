"""What is looked at: an output and what it was made from."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Texts(Protocol):
    """An output with its source or its reference, or with both."""

    @property
    def hypothesis(self) -> str: ...

    @property
    def reference(self) -> str | None: ...

    @property
    def source(self) -> str | None: ...


class Translated(NamedTuple):
    """A source and its output, which no reference is known of."""

    hypothesis: str
    source: str
    reference: None = None
