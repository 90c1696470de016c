"""Standard output and error that may be closed, full, or of a locale that lacks letters."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO


def open_all() -> None:
    """Streams that can be written: a job may be started without them, or in a locale that lacks letters of its text."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (open to the end)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """One line of Jembatan's on standard error, if anybody can hear it."""
    with contextlib.suppress(OSError):
        print(f"jembatan: {text}", file=sys.stderr, flush=True)
    let_go(sys.stderr)


@contextlib.contextmanager
def nobody_need_read() -> Iterator[None]:
    """A night that was published keeps its exit code where its table cannot be written."""
    try:
        yield
    except SystemExit:
        pass  # rich makes it of a closed pipe
    except OSError as error:
        if error.errno != errno.EPIPE:
            say(f"standard output cannot be written ({error.strerror})")
    let_go(sys.stdout)


def let_go(stream: TextIO) -> None:
    """What cannot be written must not be tried again when the interpreter ends: that changes the exit code."""
    try:
        stream.flush()
    except OSError:
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
