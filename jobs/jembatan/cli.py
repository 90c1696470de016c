"""The command line: thin, and a contract. Every command has help with examples; ``--json`` prints its result."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from jembatan import config as configs
from jembatan import show, streams
from jembatan.config import Config
from jembatan.errors import ConfigError, JembatanError, LockHeld, StoreError

if TYPE_CHECKING:
    from jembatan.inputs import Selection

_BAD = 2
_INTERRUPTED = 130
# The fault is the machine's, not the program's: no traceback.
_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EPIPE)

app = typer.Typer(
    name="jembatan",
    help="Translate, summarise and check a night's Indonesian news; publish a bilingual bundle.",
    epilog="A first night:  jembatan models fetch configs/nightly.yaml  &&  jembatan run configs/nightly.yaml",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
models_app = typer.Typer(
    help="Models: what there is, fetch what a config needs, verify what was fetched.",
    epilog="Examples:  jembatan models list   |   jembatan models fetch configs/nightly.yaml",
    no_args_is_help=True,
)
app.add_typer(models_app, name="models")


def _given_path(text: str) -> Path:
    if not text:
        raise ConfigError("a path on the command line is empty; is a variable not set? Write . for this folder")
    return Path(text)


ConfigPath = Annotated[
    Path, typer.Argument(metavar="CONFIG", help="The job's YAML file, such as configs/nightly.yaml.")
]
Inputs = Annotated[
    list[Path] | None,
    typer.Option(
        "--input",
        parser=_given_path,
        metavar="PATH",
        help="Read this file, folder or glob instead of the config's input; may be repeated.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", parser=_given_path, metavar="PATH", help="Write store, runs and bundles here."),
]
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
        # Whoever holds the lock writes the metrics of this night.
        if not selection.partial and not isinstance(error, LockHeld):
            _say_bad_night(settings, error)
        raise
    finished = time.time()
    metrics.write(night.folder / "metrics.prom", settings.name, night.counts(), finished)
    if not selection.partial:
        metrics.write(settings.output / "metrics.prom", settings.name, night.counts(), finished)
    bundle = night.published.folder if night.published else None
    with streams.nobody_need_read():
        if as_json:
            show.print_json({**night.counts(), "bundle": str(bundle) if bundle else None, "run": str(night.folder)})
        else:
            show.show_night(night, show.console_of_stdout())
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

    findings = checks.check(_config(config, input, output, set_), _selection(shard, limit, only))
    if as_json:
        show.print_json([dataclasses.asdict(finding) for finding in findings])
    else:
        console = show.console_of_stdout()
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
        show.console_of_stdout().print(finding, markup=False, soft_wrap=True)
    if findings:
        raise typer.Exit(_BAD)
    show.console_of_stdout().print("all fetched files are as recorded")


def main() -> None:
    """Entry point of the ``jembatan`` command."""
    streams.open_all()
    try:
        app(prog_name="jembatan")
    except JembatanError as error:
        streams.say(str(error))
        sys.exit(_BAD)
    except OSError as error:
        if error.errno not in _MACHINE:
            raise
        streams.say(f"{error}; look at the free space and where the output goes")
        sys.exit(_BAD)
    except KeyboardInterrupt:
        _interrupted()
    except SystemExit as end:
        # Typer makes a bare exit code of a KeyboardInterrupt.
        if end.code == _INTERRUPTED:
            _interrupted()
        raise
    finally:
        streams.let_go(sys.stdout)


def _interrupted() -> NoReturn:
    streams.say("interrupted; the same command goes on where this one stopped")
    sys.exit(_INTERRUPTED)


def _config(path: Path, inputs: list[Path] | None, output: Path | None, overrides: list[str] | None) -> Config:
    config = configs.load(path, tuple(overrides or ()))
    changed: dict[str, object] = {}
    if inputs:
        changed["input"] = tuple(_from_here(given) for given in inputs)
    if output is not None:
        changed["output"] = _from_here(output)
    return config.model_copy(update=changed)


def _from_here(path: Path) -> Path:
    try:
        return configs.absolute(Path("/") if path.is_absolute() else Path.cwd(), path)
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: the working folder is gone; change into another, or give the whole path") from error


def _selection(shard: str, limit: int | None, only: list[str] | None) -> Selection:
    from jembatan.inputs import Selection
    from jembatan.runs import Shard

    return Selection(Shard.parse(shard), limit, tuple(only or ()))


def _say_bad_night(settings: Config, error: BaseException) -> None:
    """Whoever watches the metrics must not go on seeing the last good night."""
    from jembatan import metrics

    mendable = isinstance(error, JembatanError) or (isinstance(error, OSError) and error.errno in _MACHINE)
    code = _BAD if mendable else _INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    # Where not even this can be written, the error itself is what to tell.
    with contextlib.suppress(StoreError):
        metrics.write(settings.output / "metrics.prom", settings.name, {"exit_code": code}, time.time())
