"""Small jobs for the tests of the night: a config on disk, a run in this process, the command in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from jembatan import cli, pipeline
from jembatan import config as configs
from jembatan.config import Config
from jembatan.inputs import WHOLE, Selection
from jembatan.runs import Shard

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
FAKE: Mapping[str, object] = {
    "translate": {"candidates": ["fake"]},
    "summarise": {"candidates": ["fake-summariser"]},
    "checks": ["numbers"],  # of the marked copies that the fake gives, all others would tell that they are no English
}


@dataclass
class Listener:
    """An Observer that remembers what it was told."""

    folders: list[Path] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    steps: list[tuple[str, int, int]] = field(default_factory=list)

    def started(self, folder: Path) -> None:
        self.folders.append(folder)

    def notice(self, text: str) -> None:
        self.notices.append(text)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def progress(self, stage: str, done: int, total: int) -> None:
        self.steps.append((stage, done, total))


def write_config(folder: Path, changes: Mapping[str, object] | None = None) -> Path:
    """A job of the fake engines over ``folder/news``, with ``changes`` to its top-level keys: ``folder/job.yaml``."""
    settings = {"name": "job", "input": ["news"], "output": "out", "models": "models", **FAKE, **(changes or {})}
    path = folder / "job.yaml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return path


def write_articles(folder: Path, articles: Mapping[str, str]) -> Path:
    """One text file per article in ``folder/news``."""
    news = folder / "news"
    news.mkdir(exist_ok=True)
    for name, text in articles.items():
        (news / f"{name}.txt").write_text(text, encoding="utf-8")
    return news


def load(path: Path, *overrides: str) -> Config:
    """The config with ``--set`` overrides."""
    return configs.load(path, overrides)


def run(config: Config, shard: Shard = WHOLE, merge: bool = False) -> pipeline.Night:
    """A night in this process."""
    return pipeline.run(config, Selection(shard), Listener(), merge)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


class InProcess:
    """The command in this process. ``first`` are the arguments that every call begins with."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *first: str) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self._first = first

    def __call__(self, *arguments: str | Path) -> Ended:
        self._monkeypatch.setattr(sys, "argv", ["jembatan", *self._first, *map(str, arguments)])
        self._monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # typer sets its own
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = self._capsys.readouterr()
        return Ended(int(ended.value.code or 0), out, err)


def environment(**changes: str) -> dict[str, str]:
    """The environment of a command that reaches no network."""
    return {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "2", **changes}


def command(*arguments: str | Path) -> list[str]:
    """The ``jembatan`` command, run by this interpreter."""
    return [sys.executable, "-c", "from jembatan.cli import main; main()", *map(str, arguments)]


def jembatan(*arguments: str | Path, cwd: Path = ROOT) -> Ended:
    """Run the command to its end in a process of its own."""
    ended = subprocess.run(
        command(*arguments), cwd=cwd, capture_output=True, text=True, check=False, env=environment(), timeout=300
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def records(bundle: Path) -> list[dict[str, object]]:
    """The lines of a bundle's ``bundle.jsonl``."""
    return [json.loads(line) for line in (bundle / "bundle.jsonl").read_text(encoding="utf-8").splitlines()]


def contents(bundle: Path, but: Sequence[str] = ("manifest.json",)) -> dict[str, bytes]:
    """The bytes of every file of a bundle; the manifest holds the time of the run."""
    return {path.name: path.read_bytes() for path in sorted(bundle.iterdir()) if path.name not in but}
