"""The options that commands have in common, what they mean together, and the exit codes."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jembatan import config as configs
from jembatan.config import Config
from jembatan.errors import ConfigError

if TYPE_CHECKING:
    from jembatan.inputs import Selection

BAD = 2
INTERRUPTED = 130

MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EPIPE)
"""Errors whose fault is the machine's, not the program's: no traceback."""


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


def config_of(path: Path, inputs: list[Path] | None, output: Path | None, overrides: list[str] | None) -> Config:
    """The config of a command: its file, with what the options put in place of it. Raises ConfigError."""
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


def selection_of(shard: str, limit: int | None, only: list[str] | None) -> Selection:
    """The part of the input that the options name. Raises ConfigError."""
    from jembatan.inputs import Selection
    from jembatan.runs import Shard

    return Selection(Shard.parse(shard), limit, tuple(only or ()))
