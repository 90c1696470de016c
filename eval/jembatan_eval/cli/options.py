"""The options that the commands have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

References = Annotated[
    Path | None,
    typer.Option(
        "--references",
        metavar="FILE",
        help="References of a bundle's articles (JSONL); without it, ours of the seeds, as far as they answer.",
    ),
]
Ref = Annotated[Path | None, typer.Option("--ref", metavar="FILE", help="References, aligned by line.")]
Src = Annotated[
    Path | None, typer.Option("--src", metavar="FILE", help="Sources, aligned by line: for numbers and coverage.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the unrounded result as JSON.")]
