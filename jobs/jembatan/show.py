"""What a command prints of its result."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, get_args

from rich.console import Console
from rich.table import Column, Table

from jembatan.quantities import QuantityStatus

if TYPE_CHECKING:
    from jembatan.night import Night

_STATUSES = get_args(QuantityStatus)
# A terminal shows the worst; the overview page has them all.
_ROWS = 20
_PIPE_WIDTH = 140


def show_night(night: Night, console: Console) -> None:
    """The table of what happened, the failures and duplicates, and where the bundle is."""
    table = Table(
        Column("article", overflow="fold"),
        "status",
        "sentences",
        "look at",
        "repaired",
        *_STATUSES,
        title="Numbers and flags",
    )
    order = {"failed": 0, "review": 1, "ok": 2}
    worst_first = sorted(night.bundles, key=lambda bundle: (order[bundle.status], -bundle.flagged))
    for bundle in worst_first[:_ROWS]:
        counts = [sum(report.count(status) for report in bundle.numbers) for status in _STATUSES]
        repaired = sum(translation.mend is not None for translation in bundle.translations)
        flagged = sum(bool(translation.flags) for translation in bundle.translations)
        cells = [len(bundle.translations), flagged, repaired, *counts]
        table.add_row(bundle.segmented.article.id, bundle.status, *(str(cell) for cell in cells))
    console.print(table)
    if len(night.bundles) > _ROWS:
        console.print(f"... and {len(night.bundles) - _ROWS} more articles")
    for failure in night.inputs.failures[:_ROWS]:
        place = ", ".join(filter(None, (failure.path, f"line {failure.record}" if failure.record else "")))
        console.print(f"failed: {': '.join(filter(None, (place, failure.reason)))}", markup=False, soft_wrap=True)
    for duplicate in night.inputs.duplicates[:_ROWS]:
        console.print(
            f"duplicate: {duplicate.path} is the same article as {duplicate.of}", markup=False, soft_wrap=True
        )
    totals = night.counts()
    console.print(
        f"{totals['segments']} sentences, {night.computed} results computed in {night.seconds:.1f} s", highlight=False
    )
    if night.published is not None:
        unchanged = "" if night.published.changed else " (unchanged)"
        console.print(f"bundle: {night.published.folder / 'index.html'}{unchanged}", highlight=False, soft_wrap=True)
        if night.gate is not None:
            console.print("\n".join(night.gate.told()), markup=False, highlight=False, soft_wrap=True)
        if night.published.kept is not None:
            console.print(f"the former bundle was kept: {night.published.kept}", highlight=False, soft_wrap=True)


def console_of_stdout() -> Console:
    """Standard output; a log or a pipe gets lines wide enough for the tables."""
    return Console() if sys.stdout.isatty() else Console(width=_PIPE_WIDTH)


def duration(seconds: float | None) -> str:
    """Seconds for people; None where they are not known."""
    if seconds is None:
        return "unknown before the first batch"
    minutes = seconds / 60
    return f"{seconds:.0f} s" if minutes < 2 else f"{minutes:.0f} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def print_json(value: object) -> None:
    """A result on standard output, for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str), flush=True)
