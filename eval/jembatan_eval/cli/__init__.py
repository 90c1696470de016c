"""The command line of the evaluation side: thin; a module for each command, and ``--json`` for each."""

from __future__ import annotations

import errno
import sys

import typer

from jembatan import streams
from jembatan.errors import JembatanError
from jembatan_eval.cli import compare, contrast, gate, leaderboard, references, report, score

_BAD = 2
_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)

app = typer.Typer(
    name="jembatan-eval",
    help="Score translations and summaries, compare systems and nights, and keep a night to its thresholds.",
    epilog="A first look:  jembatan-eval score outputs/bundles/<date>",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(score.app)
app.add_typer(compare.app)
app.add_typer(gate.app)
app.add_typer(contrast.app)
app.add_typer(leaderboard.app)
app.add_typer(report.app)
app.add_typer(references.app, name="references")


def main() -> None:
    """Entry point of the ``jembatan-eval`` command."""
    streams.open_all()
    try:
        app(prog_name="jembatan-eval")
    except JembatanError as error:
        print(f"jembatan-eval: {error}", file=sys.stderr)
        sys.exit(_BAD)
    except OSError as error:
        if error.errno not in _MACHINE:
            raise
        print(f"jembatan-eval: {error}; look at the free space and where the output goes", file=sys.stderr)
        sys.exit(_BAD)
    finally:
        streams.let_go(sys.stdout)
