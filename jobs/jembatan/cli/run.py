"""``jembatan run``: the night itself."""

from __future__ import annotations

import contextlib
import time
from typing import Annotated

import typer
from rich.console import Console

from jembatan import show, streams
from jembatan.cli.options import (
    BAD,
    INTERRUPTED,
    MACHINE,
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
from jembatan.config import Config
from jembatan.errors import CanaryChanged, ConfigError, JembatanError, LockHeld, StoreError

app = typer.Typer()


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

    Exit codes: 0 all good, 3 published but a person should look, 2 something must be mended first (also where the
    canary comes out otherwise than recorded: see jembatan canary --help), 1 a crash.
    What was computed before is not computed again; an interrupted run goes on where it stopped.
    """
    from jembatan import metrics, pipeline
    from jembatan.watch import Watch

    settings = config_of(config, input, output, set_)
    selection = selection_of(shard, limit, only)
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
            show.print_json(
                {
                    **night.counts(),
                    "canary": night.canary,
                    "gate": night.gate.as_dict() if night.gate else None,
                    "bundle": str(bundle) if bundle else None,
                    "run": str(night.folder),
                }
            )
        else:
            show.show_night(night, show.console_of_stdout())
    raise typer.Exit(night.exit_code)


def _say_bad_night(settings: Config, error: BaseException) -> None:
    """Whoever watches the metrics must not go on seeing the last good night."""
    from jembatan import metrics

    mendable = isinstance(error, JembatanError) or (isinstance(error, OSError) and error.errno in MACHINE)
    code = BAD if mendable else INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    counts = {"exit_code": code, **({"canary_changed": 1} if isinstance(error, CanaryChanged) else {})}
    # Where not even this can be written, the error itself is what to tell.
    with contextlib.suppress(StoreError):
        metrics.write(settings.output / "metrics.prom", settings.name, counts, time.time())
