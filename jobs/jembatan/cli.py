"""The command line: thin, and a contract. Every command has help with examples; ``--json`` prints its result."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from jembatan import config as configs
from jembatan.config import Config
from jembatan.errors import ConfigError, JembatanError, StoreError

if TYPE_CHECKING:
    from jembatan.inputs import Selection
    from jembatan.pipeline import Night

_BAD = 2
_INTERRUPTED = 130
# A terminal shows the worst; the overview page has them all.
_ROWS = 20
_PIPE_WIDTH = 120

app = typer.Typer(
    name="jembatan",
    help="Translate, summarise and check a night's Indonesian news; publish a bilingual bundle.",
    epilog="A first night:  jembatan models fetch configs/nightly.yaml  &&  jembatan run configs/nightly.yaml",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
models_app = typer.Typer(
    help="Models: what there is, fetch what a config needs, verify what was fetched.", no_args_is_help=True
)
app.add_typer(models_app, name="models")

ConfigPath = Annotated[
    Path, typer.Argument(metavar="CONFIG", help="The job's YAML file, such as configs/nightly.yaml.")
]
Inputs = Annotated[
    list[Path] | None,
    typer.Option("--input", help="Read this file, folder or glob instead of the config's input; may be repeated."),
]
Output = Annotated[Path | None, typer.Option("--output", help="Write store, runs and bundles here.")]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help="Override a setting, as in translate.beam_size=2; may be repeated."
    ),
]
ShardText = Annotated[
    str,
    typer.Option("--shard", metavar="I/N", help="Work on the i-th of n parts of the articles, over a shared store."),
]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, help="Only the first N articles; the bundle goes to <date>-partial.")
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="ID", help="Only this article; may be repeated. The bundle goes to <date>-partial."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]


@app.command(
    epilog="Examples:  jembatan run configs/nightly.yaml --input ~/news   |   jembatan run configs/gpu.yaml --shard 1/4"
)
def run(
    config: ConfigPath,
    input: Inputs = None,
    output: Output = None,
    set_: Settings = None,
    shard: ShardText = "1/1",
    limit: Limit = None,
    only: Only = None,
    merge: Annotated[bool, typer.Option("--merge", help="Publish what all shards of tonight have computed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Translate and summarise what is new, check every number, and publish the night's bundle.

    Exit codes: 0 all good, 3 published but a person should look, 2 something must be mended first, 1 a crash.
    What was computed before is not computed again; an interrupted run goes on where it stopped.
    """
    from jembatan import metrics, pipeline
    from jembatan.watch import Watch

    settings = _config(config, input, output, set_)
    selection = _selection(shard, limit, only)
    if merge and selection.shard.count > 1:
        raise ConfigError("--merge publishes all shards; leave --shard away")
    console = Console(stderr=True)
    try:
        with Watch(console) as watch:
            night = pipeline.run(settings, selection, watch, merge)
            watch.finished(night.counts())
    except BaseException as error:
        if not selection.partial:
            _say_bad_night(settings, error)
        raise
    finished = time.time()
    metrics.write(night.folder / "metrics.prom", settings.name, night.counts(), finished)
    if not selection.partial:
        metrics.write(settings.output / "metrics.prom", settings.name, night.counts(), finished)
    bundle = night.published.folder if night.published else None
    if as_json:
        _print_json({**night.counts(), "bundle": str(bundle) if bundle else None, "run": str(night.folder)})
    else:
        _show_night(night, _console())
    raise typer.Exit(night.exit_code)


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

    found = planning.plan(_config(config, input, output, set_), _selection(shard, limit, only))
    if as_json:
        _print_json(dataclasses.asdict(found))
        return
    table = Table("stage", "engine", "items", "to do", "batches", "about")
    for stage in found.stages:
        table.add_row(
            stage.stage,
            stage.engine,
            str(stage.items),
            str(stage.missing),
            str(stage.batches),
            _duration(stage.seconds) if stage.missing else "-",
        )
    console = _console()
    console.print(
        f"{found.articles} article(s), {found.duplicates} duplicate(s), bundle: {found.bundle}", soft_wrap=True
    )
    for reason in found.failures:
        console.print(f"cannot be read: {reason}", style="yellow", markup=False, soft_wrap=True)
    console.print(table)


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

    findings = checks.check(_config(config, input, output, set_), _selection(shard, limit, only))
    if as_json:
        _print_json([dataclasses.asdict(finding) for finding in findings])
    else:
        console = _console()
        for finding in findings:
            mark = "[red]fault[/red]" if finding.fault else "[green]good [/green]"
            console.print(f"{mark}  {finding.subject}: ", end="", soft_wrap=True)
            console.print(" - ".join(filter(None, (finding.detail, finding.fault))), markup=False, soft_wrap=True)
    if any(finding.fault for finding in findings):
        raise typer.Exit(_BAD)


@models_app.command("list", epilog="Example:  jembatan models list")
def list_models(
    config: Annotated[Path | None, typer.Argument(metavar="[CONFIG]", help="Whose models folder to look into.")] = None,
    as_json: AsJson = False,
) -> None:
    """The catalogue: what each model does, its licence, its size, and whether it was fetched."""
    from jembatan.models.listing import listing

    folder = configs.load(config).models if config else Path("outputs/models")
    rows = listing(folder)
    if as_json:
        _print_json([dataclasses.asdict(row) for row in rows])
        return
    table = Table("model", "does", "licence", "size", "grade", "fetched")
    for row in rows:
        fetched = "yes" if row.present else "no"
        table.add_row(row.name, ", ".join(row.roles), row.licence, row.size_text, row.grade, fetched)
    console = _console()
    console.print(table)
    for row in rows:
        if row.licence_note:
            console.print(
                f"{row.name}: {row.licence_note}", style="yellow", markup=False, highlight=False, soft_wrap=True
            )


@models_app.command(epilog="Example:  jembatan models fetch configs/nightly.yaml")
def fetch(
    config: ConfigPath,
    set_: Settings = None,
    again: Annotated[bool, typer.Option("--again", help="Decide anew which candidate is taken.")] = False,
) -> None:
    """Fetch, verify and prepare the models of a config; decide once which of its candidates is taken.

    Resumes where it was interrupted. A later fetch or run never switches to another model by itself.
    """
    from jembatan.models.fetch import fetch as fetch_models

    fetch_models(_config(config, None, None, set_), again=again)


@models_app.command(epilog="Example:  jembatan models verify configs/nightly.yaml")
def verify(config: ConfigPath, set_: Settings = None) -> None:
    """Read every fetched file again and compare it with its recorded digest. Exit 2 if one differs."""
    from jembatan.models.verify import verify as verify_models

    findings = verify_models(_config(config, None, None, set_).models)
    for finding in findings:
        _console().print(finding, markup=False, soft_wrap=True)
    if findings:
        raise typer.Exit(_BAD)
    _console().print("all fetched files are as recorded")


def main() -> None:
    """Entry point of the ``jembatan`` command."""
    try:
        app(prog_name="jembatan")
    except JembatanError as error:
        print(f"jembatan: {error}", file=sys.stderr)
        sys.exit(_BAD)
    except KeyboardInterrupt:
        _interrupted()
    except SystemExit as end:
        # Typer makes a bare exit code of a KeyboardInterrupt.
        if end.code == _INTERRUPTED:
            _interrupted()
        raise


def _interrupted() -> NoReturn:
    print("jembatan: interrupted; the same command goes on where this one stopped", file=sys.stderr)
    sys.exit(_INTERRUPTED)


def _config(path: Path, inputs: list[Path] | None, output: Path | None, overrides: list[str] | None) -> Config:
    config = configs.load(path, tuple(overrides or ()))
    changed: dict[str, object] = {}
    if inputs:
        changed["input"] = tuple(configs.absolute(Path.cwd(), given) for given in inputs)
    if output is not None:
        changed["output"] = configs.absolute(Path.cwd(), output)
    return config.model_copy(update=changed)


def _selection(shard: str, limit: int | None, only: list[str] | None) -> Selection:
    from jembatan.inputs import Selection
    from jembatan.runs import Shard

    return Selection(Shard.parse(shard), limit, tuple(only or ()))


def _say_bad_night(settings: Config, error: BaseException) -> None:
    """Whoever watches the metrics must not go on seeing the last good night."""
    from jembatan import metrics

    code = _BAD if isinstance(error, JembatanError) else _INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    # Where not even this can be written, the error itself is what to tell.
    with contextlib.suppress(StoreError):
        metrics.write(settings.output / "metrics.prom", settings.name, {"exit_code": code}, time.time())


def _show_night(night: Night, console: Console) -> None:
    table = Table(
        "article", "status", "sentences", "look at", "kept", "changed", "lost", "invented", title="Numbers and flags"
    )
    order = {"failed": 0, "review": 1, "ok": 2}
    worst_first = sorted(night.bundles, key=lambda bundle: (order[bundle.status], -bundle.flagged))
    for bundle in worst_first[:_ROWS]:
        counts = [
            sum(report.count(status) for report in bundle.numbers) for status in ("kept", "changed", "lost", "invented")
        ]
        cells = [len(bundle.translations), bundle.flagged, *counts]
        table.add_row(bundle.segmented.article.id, bundle.status, *(str(cell) for cell in cells))
    console.print(table)
    if len(night.bundles) > _ROWS:
        console.print(f"... and {len(night.bundles) - _ROWS} more articles")
    for failure in night.inputs.failures[:_ROWS]:
        console.print(f"failed: {failure.path or ''} {failure.reason}", markup=False, soft_wrap=True)
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


def _console() -> Console:
    """Standard output; a log or a pipe gets lines wide enough for the tables."""
    return Console() if sys.stdout.isatty() else Console(width=_PIPE_WIDTH)


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "unknown before the first batch"
    minutes = seconds / 60
    return f"{seconds:.0f} s" if minutes < 2 else f"{minutes:.0f} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
