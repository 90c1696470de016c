"""``jembatan plan`` and ``jembatan check``: what a night would do, and whether it can."""

from __future__ import annotations

import dataclasses

import typer
from rich.table import Table

from jembatan import show
from jembatan.cli.options import (
    BAD,
    AsJson,
    ConfigPath,
    Inputs,
    Limit,
    Only,
    Output,
    Settings,
    ShardText,
    config_of,
    selection_of,
)

app = typer.Typer()


@app.command(epilog="Example:  jembatan plan configs/nightly.yaml --input ~/news/today")
def plan(
    config: ConfigPath,
    input: Inputs = None,
    output: Output = None,
    set_: Settings = None,
    shard: ShardText = "1/1",
    limit: Limit = None,
    only: Only = None,
    as_json: AsJson = False,
) -> None:
    """Say what a run would compute and how long that takes, without loading a model."""
    from jembatan import planning

    found = planning.plan(config_of(config, input, output, set_), selection_of(shard, limit, only))
    if as_json:
        show.print_json(dataclasses.asdict(found))
        return
    table = Table("stage", "engine", "items", "to do", "batches", "about")
    for stage in found.stages:
        table.add_row(
            stage.stage,
            stage.engine,
            str(stage.items),
            str(stage.missing),
            str(stage.batches),
            show.duration(stage.seconds) if stage.missing else "-",
        )
    console = show.console_of_stdout()
    console.print(
        f"{found.articles} article(s), {found.duplicates} duplicate(s), bundle: {found.bundle}", soft_wrap=True
    )
    for reason in found.failures:
        console.print(f"cannot be read: {reason}", style="yellow", markup=False, soft_wrap=True)
    console.print(table)
    for note in found.notes:
        console.print(note, markup=False, soft_wrap=True)


@app.command(epilog="Example:  jembatan check configs/nightly.yaml")
def check(
    config: ConfigPath,
    input: Inputs = None,
    output: Output = None,
    set_: Settings = None,
    shard: ShardText = "1/1",
    limit: Limit = None,
    only: Only = None,
    as_json: AsJson = False,
) -> None:
    """Look at config, input, output, models, device and memory; tell all faults at once. Exit 2 if there is one."""
    from jembatan import check as checks

    findings = checks.check(config_of(config, input, output, set_), selection_of(shard, limit, only))
    if as_json:
        show.print_json([dataclasses.asdict(finding) for finding in findings])
    else:
        console = show.console_of_stdout()
        for finding in findings:
            mark = "[red]fault[/red]" if finding.fault else "[green]good [/green]"
            console.print(f"{mark}  {finding.subject}: ", end="", soft_wrap=True)
            console.print(" - ".join(filter(None, (finding.detail, finding.fault))), markup=False, soft_wrap=True)
    if any(finding.fault for finding in findings):
        raise typer.Exit(BAD)
