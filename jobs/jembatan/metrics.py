"""A night as a Prometheus text file, for node_exporter's textfile collector."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from jembatan.errors import StoreError

_HELP = {
    "exit_code": "Exit code of the last run: 0 good, 3 needs a person, 2 something must be mended first, 1 a crash.",
    "articles": "Articles of the last run.",
    "segments": "Sentences, headings and titles of the last run.",
    "segments_flagged": "Segments that a person should look at.",
    "segments_repaired": "Segments for which another output of an engine took the place of the first.",
    "segments_machine_repaired": "Segments in which a rule wrote the form of a number anew.",
    "failures": "What could not be done.",
    "canary_same": "1: the fixed sentences came out as recorded. Without any canary_ at 1 nothing was translated.",
    "canary_recorded": "1: the fixed sentences were recorded, for later nights to be compared with.",
    "canary_changed": "1: the fixed sentences came out otherwise than recorded.",
    "canary_gibberish": "1: most of the fixed sentences came out as no translation at all, and were not recorded.",
    "canary_failed": "1: the fixed sentences could not be translated or compared.",
    "gate_passed": "1: the gate let the bundle pass; 0: it did not, or it could not be judged.",
    "seconds": "Wall time of the last run.",
    "finished_timestamp_seconds": "When the last run ended, in seconds since the epoch.",
}


def text(job: str, counts: Mapping[str, int | float], finished: float) -> str:
    """The metrics of a run, each named ``jembatan_<count>`` with the label ``job``."""
    lines = []
    for name, value in {**counts, "finished_timestamp_seconds": round(finished, 3)}.items():
        metric = f"jembatan_{name}"
        if name in _HELP:
            lines.append(f"# HELP {metric} {_HELP[name]}")
        lines.append(f"# TYPE {metric} gauge")
        lines.append(f'{metric}{{job="{job}"}} {value}')
    return "\n".join(lines) + "\n"


def write(path: Path, job: str, counts: Mapping[str, int | float], finished: float) -> None:
    """Replace the file at once: a collector never sees half of it. Raises StoreError."""
    # Shards that end together write the same file.
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text(job, counts, finished), encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        # On a full disk: better no metrics than those of an earlier night.
        for stale in (partial, path):
            with contextlib.suppress(OSError):
                stale.unlink()
        raise StoreError(f"{path}: the metrics cannot be written ({error.strerror})") from error
