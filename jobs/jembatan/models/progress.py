"""How a fetch shows what it does: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

Advance = Callable[[int], None]
"""Told how many more bytes are done; a negative number takes some back."""

_LINES_PER_FILE = 10


class Reporter:
    """Tells a person what happens. Give it a console; by default standard error is used."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)

    def say(self, text: str) -> None:
        """One plain line."""
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def shout(self, text: str) -> None:
        """One line that must not be overlooked."""
        self._console.print(text, style="bold yellow", markup=False, highlight=False, soft_wrap=True)

    @contextmanager
    def bar(self, label: str, total: int, done: int = 0) -> Iterator[Advance]:
        """Show the progress of ``total`` bytes, ``done`` of which are there already."""
        if self._console.is_terminal:
            columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
            with Progress(*columns, console=self._console) as progress:
                task = progress.add_task(label, total=total, completed=done)
                yield lambda count: progress.advance(task, count)
        else:
            yield self._lines(label, total, done)

    @contextmanager
    def parts(self, count: int) -> Iterator[Callable[[int, str], None]]:
        """Show which of ``count`` parts is at work; tell it the number (from 1) and the name of each as it begins."""
        if self._console.is_terminal:
            with Progress(TextColumn("{task.description}"), BarColumn(), console=self._console) as progress:
                task = progress.add_task("", total=count)
                yield lambda part, name: progress.update(
                    task, completed=part - 1, description=f"part {part} of {count}: {name}"
                )
                progress.update(task, completed=count)
        else:
            yield lambda part, name: self.say(f"part {part} of {count}: {name}")

    def _lines(self, label: str, total: int, done: int) -> Advance:
        shown = done * _LINES_PER_FILE // total if total else 0

        def advance(count: int) -> None:
            nonlocal done, shown
            done += count
            tenths = done * _LINES_PER_FILE // total if total else 0
            if tenths > shown:
                shown = tenths
                self.say(f"{label}: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB")

        return advance


def size_text(size: int | None) -> str:
    """A number of bytes for people, in decimal units; ``unknown`` for None."""
    if size is None:
        return "unknown"
    if size < 1_000_000:
        return f"{size / 1e3:.0f} kB"
    return f"{size / 1e9:.1f} GB" if size >= 1_000_000_000 else f"{size / 1e6:.0f} MB"
