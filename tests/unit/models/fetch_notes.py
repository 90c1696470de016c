"""A reporter for tests whose lines can be read."""

from __future__ import annotations

import io

from rich.console import Console

from jembatan.models.progress import Reporter


class Notes(Reporter):
    """Keeps what was told as plain text."""

    def __init__(self) -> None:
        self._buffer = io.StringIO()
        super().__init__(Console(file=self._buffer, width=1000))

    @property
    def text(self) -> str:
        return self._buffer.getvalue()
