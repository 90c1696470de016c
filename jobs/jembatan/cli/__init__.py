"""The command line: thin, and a contract. Every command has help with examples; ``--json`` prints its result.

A module for each noun; this one puts them together and turns errors into messages and exit codes.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer

from jembatan import streams
from jembatan.cli import canary, look, models, numbers, run
from jembatan.cli.options import BAD, INTERRUPTED, MACHINE
from jembatan.errors import JembatanError

app = typer.Typer(
    name="jembatan",
    help="Translate, summarise and check a night's Indonesian news; publish a bilingual bundle.",
    epilog="A first night:  jembatan models fetch configs/nightly.yaml  &&  jembatan run configs/nightly.yaml",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(run.app)
app.add_typer(look.app)
app.add_typer(canary.app)
app.add_typer(models.app, name="models")
app.add_typer(numbers.app, name="numbers")


def _say_version(asked: bool) -> None:
    if asked:
        print(f"jembatan {version('jembatan')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Translate, summarise and check a night's Indonesian news; publish a bilingual bundle."""


def main() -> None:
    """Entry point of the ``jembatan`` command."""
    streams.open_all()
    try:
        app(prog_name="jembatan")
    except JembatanError as error:
        streams.say(str(error))
        sys.exit(BAD)
    except OSError as error:
        if error.errno not in MACHINE:
            raise
        streams.say(f"{error}; look at the free space and where the output goes")
        sys.exit(BAD)
    except KeyboardInterrupt:
        _interrupted()
    except SystemExit as end:
        # Typer makes a bare exit code of a KeyboardInterrupt.
        if end.code == INTERRUPTED:
            _interrupted()
        raise
    finally:
        streams.let_go(sys.stdout)


def _interrupted() -> NoReturn:
    streams.say("interrupted; the same command goes on where this one stopped")
    sys.exit(INTERRUPTED)
