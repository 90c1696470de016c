"""The gate, a night's last step: does the published bundle come up to what is asked of it? Another program judges.

``jembatan`` imports no evaluation; the evaluation's command is run in a process of its own.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

COMMAND = (sys.executable, "-P", "-m", "jembatan_eval", "gate")
"""What is run with a bundle and ``--gate FILE --json``; of the working folder, unlike of PYTHONPATH, nothing is
imported."""

LIMIT_S = 600.0
"""Seconds after which it is stopped."""

_PACKAGE = "jembatan_eval"
_PASSED, _FAILED = 0, 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """``unjudged``: there is no telling, and ``reasons`` say why; else they are the gate's own."""

    state: Literal["passed", "failed", "unjudged"]
    reasons: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return self.state == "passed"

    def as_dict(self) -> dict[str, object]:
        """Plain data, for ``--json``."""
        return {"passed": self.passed, "state": self.state, "reasons": list(self.reasons)}

    def told(self) -> list[str]:
        """A line for the outcome and one for each reason."""
        outcome = "the bundle could not be judged" if self.state == "unjudged" else self.state
        return [f"gate: {outcome}", *(f"  {reason}" for reason in self.reasons)]


@dataclass(frozen=True, slots=True)
class _Answer:
    passed: bool
    reasons: tuple[str, ...] = ()


_ANSWER = TypeAdapter(_Answer)


def judge(bundle: Path, gate: Path, command: Sequence[str] | None = None, limit: float = LIMIT_S) -> Judgement:
    """Ask ``command``, or else ``COMMAND``, whether ``bundle`` passes.

    It exits 0 for passed, 3 for failed and with anything else where it cannot tell; on standard output it writes an
    object of ``passed`` and ``reasons``.
    """
    command = command or COMMAND
    arguments = [*command, str(bundle), "--gate", str(gate), "--json"]
    try:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            start_new_session=True,  # so that all that it starts can be stopped with it
        )
    except OSError as error:
        return _unjudged(f"{command[0]} cannot be run ({error.strerror})")
    with process:
        try:
            out, err = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            _stop(process)
            return _unjudged(f"it took longer than {limit:.0f} s and was stopped")
        except BaseException:
            _stop(process)
            raise
    return _read(process.returncode, out, err)


def fault(gate: Path) -> str | None:
    """What would keep a night from being judged, for ``jembatan check``; None where nothing is plainly wrong."""
    if not os.path.lexists(gate):
        return "does not exist; correct gate: in the config, or take it out"
    if not (gate.is_file() and os.access(gate, os.R_OK)):
        return "is no file that this user can read; correct gate: in the config, or take it out"
    if importlib.util.find_spec(_PACKAGE) is None:
        return f"the package {_PACKAGE}, which judges, is not installed here; install it, or take gate: out"
    return None


def _read(code: int, out: bytes, err: bytes) -> Judgement:
    try:
        answer = _ANSWER.validate_json(out)
    except ValidationError:
        answer = None
    if answer is not None and (code, answer.passed) == (_PASSED, True):
        return Judgement("passed", answer.reasons)
    if answer is not None and (code, answer.passed) == (_FAILED, False):
        return Judgement("failed", answer.reasons or ("it gave no reason",))
    if answer is not None and answer.reasons and code not in (_PASSED, _FAILED):
        return Judgement("unjudged", answer.reasons)
    said = [line for line in err.decode("utf-8", "replace").splitlines() if line.strip()]
    return _unjudged(f"exit code {code}: {said[-1].strip()}" if said else f"exit code {code} without a clear answer")


def _unjudged(reason: str) -> Judgement:
    return Judgement("unjudged", (f"{reason}; look with: jembatan-eval gate BUNDLE --gate FILE",))


def _stop(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
