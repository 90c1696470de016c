"""Every command of the README is run as it stands, in a copy of the project whose configs use the fake engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from nights import FAKE, ROOT, environment

README = (ROOT / "README.md").read_text(encoding="utf-8")
NEWS = "Bupati Sleman mengatakan pada Senin bahwa 1.250 warga mengungsi akibat hujan abu.\n"


def commands() -> list[str]:
    """The lines of the README's shell blocks, and the commands it names in running text, in order."""
    found = []
    for block, inline in re.findall(r"```sh\n(.*?)```|`(\.venv/bin/[^`]+)`", README, re.DOTALL):
        lines = block.splitlines() if block else [inline]
        found += [line.partition("#")[0].strip() for line in lines]
    return [line for line in found if line]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a newcomer has after the set-up, with fake models."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy2(ROOT / name, folder)
    for name in ("configs", "seeds", "eval/gates", "eval/baselines"):
        shutil.copytree(ROOT / name, folder / name)
    for path in (folder / "configs").glob("*.yaml"):
        job = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump(job | FAKE), encoding="utf-8")
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    (folder / ".venv" / ".installed").touch()
    news = folder / "home" / "news" / "today"
    news.mkdir(parents=True)
    (news / "abu.txt").write_text(NEWS, encoding="utf-8")
    return folder


def test_the_readme_runs_from_the_first_command_to_the_last(checkout: Path) -> None:
    listed = commands()
    assert listed[0].startswith(".venv/bin/jembatan models fetch")
    assert {"make nightly", "make test"} <= set(listed)
    # `make nightly` has to come before what scores its bundle; `make test` would run this test for ever.
    for line in ["make nightly", *listed]:
        date = next(iter(sorted((checkout / "outputs" / "bundles").glob("*"))), Path("none")).name
        line = line.replace("make test", "make -n test").replace("<date>", date)
        ended = subprocess.run(
            ["bash", "-c", line],
            cwd=checkout,
            env=environment(HOME=str(checkout / "home")),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        good = (0, 3) if "jembatan run" in line or "jembatan-eval gate" in line else (0,)
        assert ended.returncode in good, f"{line}\n{ended.stdout}\n{ended.stderr}"
    assert (checkout / "home" / "jembatan" / "bundles" / date / "abu.html").is_file()


def test_the_files_that_the_readme_links_to_are_there() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert targets
    missing = [target for target in targets if not (ROOT / target).exists()]
    assert missing == []


@pytest.mark.parametrize(
    ("python", "told"),
    [
        ("#!/bin/sh\nexit 1\n", "Python 3.11 or newer"),
        ('#!/bin/sh\ncase "$2" in *venv*) exit 1;; esac\nexit 0\n', "apt install python3-venv"),
    ],
    ids=["old", "without venv"],
)
def test_make_says_what_is_missing(tmp_path: Path, python: str, told: str) -> None:
    shutil.copy2(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).touch()
    found = tmp_path / "python"
    found.write_text(python, encoding="ascii")
    found.chmod(0o755)
    ended = subprocess.run(
        ["make", f"PYTHON={found}", "nightly"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode != 0
    assert told in ended.stderr
