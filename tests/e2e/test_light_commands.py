"""What a newcomer tries first takes seconds and loads no model library: a test looks at what was imported."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nights import ROOT, SEEDS, environment, jembatan, records, write_articles, write_config

HEAVY = ("torch", "transformers", "ctranslate2", "accelerate", "datasets", "pandas")
LOOK = f"""
import sys
from jembatan.cli import main
try:
    main()
except SystemExit as end:
    code = end.code
print("imported:", sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


def imported(*arguments: str | Path) -> str:
    """The heavy libraries that a command imported, as its last line says."""
    ended = subprocess.run(
        [sys.executable, "-c", LOOK, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
        timeout=120,
    )
    assert ended.returncode in (0, 3), ended.stderr
    return ended.stderr.splitlines()[-1]


def test_the_smoke_night_takes_seconds_and_loads_no_model_library(tmp_path: Path) -> None:
    started = time.monotonic()
    assert imported("run", "configs/smoke.yaml", "--output", tmp_path) == "imported: []"
    assert time.monotonic() - started < 30
    (bundle,) = (tmp_path / "bundles").iterdir()
    assert [record["id"] for record in records(bundle)] == sorted(path.stem for path in SEEDS.glob("*.txt"))
    assert {path.name for path in bundle.glob("*.html")} == {
        "index.html",
        *(f"{path.stem}.html" for path in SEEDS.glob("*.txt")),
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("run", "--help"),
        ("models", "list"),
        ("plan", "configs/smoke.yaml"),
        ("plan", "configs/smoke.yaml", "--json"),
        ("check", "configs/smoke.yaml"),
        ("canary", "--help"),
        ("canary", "configs/smoke.yaml"),
    ],
    ids=" ".join,
)
def test_looking_loads_no_model_library(arguments: tuple[str, ...], tmp_path: Path) -> None:
    output = ("--output", str(tmp_path)) if "configs/smoke.yaml" in arguments else ()
    assert imported(*arguments, *output) == "imported: []"


def test_json_goes_to_standard_output_alone(tmp_path: Path) -> None:
    write_articles(tmp_path, {"satu": "Harga beras naik lagi hari ini.", "kosong": ""})
    job = write_config(tmp_path)
    for command, key in (("run", "exit_code"), ("plan", "stages")):
        ended = jembatan(command, job, "--json")
        assert key in json.loads(ended.out)
    assert isinstance(json.loads(jembatan("check", job, "--json").out), list)


def test_every_line_of_a_log_is_json_and_tells_the_end(tmp_path: Path) -> None:
    write_articles(tmp_path, {"satu": "Harga beras naik lagi hari ini."})
    ended = jembatan("run", write_config(tmp_path), "--json")
    run = Path(json.loads(ended.out)["run"])
    lines = [json.loads(line) for line in (run / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["event"] for line in lines] == [
        "started",
        "progress",
        "notice",
        *["progress"] * 5,
        "finished",
    ]
    assert lines[-1]["exit_code"] == ended.code == 3
    assert json.loads((run / "finished.json").read_text(encoding="utf-8"))["articles"] == 1


def test_faults_have_no_traceback_in_a_process_of_their_own(tmp_path: Path) -> None:
    write_articles(tmp_path, {"satu": "Harga beras naik lagi hari ini."})
    job = write_config(tmp_path)
    (tmp_path / "bad.yaml").write_text("name: [", encoding="utf-8")
    faults: list[tuple[list[str | Path], str]] = [
        (["run", tmp_path / "gone.yaml"], "cannot be read"),
        (["run", tmp_path / "bad.yaml"], "not valid YAML"),
        (["run", job, "--input", tmp_path / "gone"], "does not exist"),
        (["run", job, "--only", "gone"], "no article has this id"),
        (["run", job, "--set", "translate.candidates=[opus-mt-id-en]"], "run: jembatan models fetch"),
    ]
    for arguments, expected in faults:
        ended = jembatan(*arguments)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("jembatan: ")
        assert expected in ended.err
        assert "Traceback" not in ended.err


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """Root may read anything, and so the folder is closed to the walk itself."""
    write_articles(tmp_path, {"satu": "Harga beras naik lagi hari ini."})
    closed = (
        "import os, sys; from jembatan.cli import main; listing = os.scandir\n"
        "def scandir(path):\n"
        "    if str(path).endswith('closed'):\n"
        "        raise PermissionError(13, 'Permission denied', str(path))\n"
        "    return listing(path)\n"
        "os.scandir = scandir\n"
        "main()\n"
    )
    (tmp_path / "news" / "closed").mkdir()
    ended = subprocess.run(
        [sys.executable, "-c", closed, "run", str(write_config(tmp_path, {"canary": "off"}))],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert ended.returncode == 3
    assert f"failed: {tmp_path / 'news' / 'closed'}: cannot be listed" in ended.stdout
    assert ended.stderr == ""
