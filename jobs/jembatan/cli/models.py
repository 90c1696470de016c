"""``jembatan models``: what there is, fetch what a config needs, verify what was fetched."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from jembatan import config as configs
from jembatan import show
from jembatan.cli.options import BAD, AsJson, ConfigPath, Settings, config_of

app = typer.Typer(
    help="Models: what there is, fetch what a config needs, verify what was fetched.",
    epilog="Examples:  jembatan models list   |   jembatan models fetch configs/nightly.yaml",
    no_args_is_help=True,
)


@app.command("list", epilog="Example:  jembatan models list")
def list_models(
    config: Annotated[Path | None, typer.Argument(metavar="[CONFIG]", help="Whose models folder to look into.")] = None,
    as_json: AsJson = False,
) -> None:
    """The catalogue: what each model does, its licence, its size, and whether it was fetched."""
    from jembatan.models.listing import listing

    folder = configs.load(config).models if config else Path("outputs/models")
    rows = listing(folder)
    if as_json:
        show.print_json([dataclasses.asdict(row) for row in rows])
        return
    table = Table("model", "does", "licence", "size", "grade", "fetched")
    for row in rows:
        fetched = "yes" if row.present else "no"
        table.add_row(row.name, ", ".join(row.roles), row.licence, row.size_text, row.grade, fetched)
    console = show.console_of_stdout()
    console.print(table)
    for row in rows:
        if row.licence_note:
            console.print(
                f"{row.name}: {row.licence_note}", style="yellow", markup=False, highlight=False, soft_wrap=True
            )


@app.command(epilog="Example:  jembatan models fetch configs/nightly.yaml")
def fetch(
    config: ConfigPath,
    set_: Settings = None,
    again: Annotated[bool, typer.Option("--again", help="Decide anew which candidate is taken.")] = False,
) -> None:
    """Fetch, verify and prepare the models of a config; decide once which of its candidates is taken.

    Resumes where it was interrupted. A later fetch or run never switches to another model by itself.
    """
    from jembatan.models.fetch import fetch as fetch_models

    fetch_models(config_of(config, None, None, set_), again=again)


@app.command(epilog="Example:  jembatan models verify configs/nightly.yaml")
def verify(config: ConfigPath, set_: Settings = None) -> None:
    """Read every fetched file again and compare it with its recorded digest. Exit 2 if one differs."""
    from jembatan.models.verify import verify as verify_models

    findings = verify_models(config_of(config, None, None, set_).models)
    for finding in findings:
        show.console_of_stdout().print(finding, markup=False, soft_wrap=True)
    if findings:
        raise typer.Exit(BAD)
    show.console_of_stdout().print("all fetched files are as recorded")
