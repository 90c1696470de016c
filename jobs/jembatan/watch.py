"""What a run says while it works: progress and notices on the terminal, JSON lines in the run's folder."""

from __future__ import annotations

import contextlib
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

import structlog
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from jembatan.errors import StoreError

_LABELS = {
    "canary": "fixed sentences",
    "translate": "translating sentences",
    "repair-again": "repair: decoding again",
    "repair-split": "repair: clauses alone",
    "repair-engine": "repair: another engine",
    "summarise": "summarising articles",
    "encode": "comparing by meaning",
}


class Watch:
    """Satisfies ``jembatan.work.Observer``. Without a terminal (cron, a pipe) there are no bars, only notices."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}
        self._file: TextIO | None = None
        self._log: structlog.typing.FilteringBoundLogger | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bars.stop()
        if error is not None:
            # The error itself is what to tell.
            with contextlib.suppress(StoreError):
                self._write("stopped", error=type(error).__name__, reason=str(error))
        self._close()

    def started(self, folder: Path) -> None:
        """Log into the run's folder from here on."""
        self._close()
        path = folder / "log.jsonl"
        try:
            self._file = path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
        except OSError as error:
            raise StoreError(f"{path}: the log cannot be made ({error.strerror})") from error
        self._log = structlog.wrap_logger(
            structlog.WriteLogger(self._file),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(sort_keys=True, ensure_ascii=False),
            ],
            wrapper_class=structlog.make_filtering_bound_logger(0),
        )
        self._write("started", run=folder.name)

    def notice(self, text: str) -> None:
        """Something that a person may want to know."""
        # Nobody may listen any more (rich makes SystemExit of a closed pipe), and the night goes on.
        with contextlib.suppress(OSError, SystemExit):
            self._console.print(text, markup=False, highlight=False)
        self._write("notice", text=text)

    def note(self, text: str) -> None:
        """Something that only the log need hold."""
        self._write("note", text=text)

    def progress(self, stage: str, done: int, total: int) -> None:
        """So many of a stage's items are done; ``total`` 0 where it is not known."""
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(_LABELS.get(stage, stage), total=total or None)
        self._bars.update(self._tasks[stage], completed=done)
        self._write("progress", stage=stage, done=done, total=total)

    def finished(self, counts: dict[str, int | float]) -> None:
        """The run came to its end."""
        self._write("finished", **counts)

    def _write(self, event: str, **values: object) -> None:
        if self._log is not None:
            try:
                self._log.info(event, **values)
            except OSError as error:
                raise StoreError(f"the run's log cannot be written ({error.strerror}); make room") from error

    def _close(self) -> None:
        if self._file is not None:
            # What could not be written was told when it was.
            with contextlib.suppress(OSError):
                self._file.close()
