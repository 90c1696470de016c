"""A night that is killed and resumed is, byte for byte, the night that was not: with CTranslate2 int8 and near-ties.

The Marian is of random weights, so that its search is all close calls; every command is a process of its own.
"""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

import random_marian
from nights import ROOT, command, contents, environment, jembatan, write_articles, write_config

WHO = ("Menteri pertanian", "Kepala polisi daerah", "Juru bicara partai itu", "Seorang pedagang pasar")
WHAT = ("menolak", "mengumumkan", "membahas", "menyambut")
WHICH = ("rencana kenaikan harga beras", "laporan tentang banjir di kota itu", "hasil pemilihan di tiga provinsi")
WHEN = ("pada Senin pagi.", "dalam rapat tertutup kemarin.", "kepada wartawan di Surabaya.")
SENTENCES = [" ".join(parts) for parts in product(WHO, WHAT, WHICH, WHEN)]


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory, random_marian_folder: Path) -> Path:
    folder = tmp_path_factory.mktemp("interrupted")
    write_articles(
        folder,
        {f"artikel-{number:02}": "\n\n".join(SENTENCES[number::12]) + "\n" for number in range(12)},
    )
    own = {"name": "random", "kind": "marian", "licence": "CC0-1.0", "folder": str(random_marian_folder)}
    path = write_config(
        folder,
        {
            "translate": {"candidates": [own], "precision": "int8", **random_marian.SETTINGS},
            # Interrupted in the repair: see test_repaired_night.
            "repair": {"rungs": []},
            "runtime": {"device": "cpu", "batch_size": 4, "threads": 2},
        },
    )
    fetched = jembatan("models", "fetch", path)
    assert fetched.code == 0, fetched.err
    return path


@pytest.fixture(scope="module")
def whole(job: Path) -> dict[str, bytes]:
    """The bundle of a night that nobody interrupts."""
    output = job.parent / "whole"
    ended = jembatan("run", job, "--output", output, "--json")
    assert ended.code == 3, ended.err
    found = json.loads(ended.out)
    assert found["segments_translated"] == found["segments"] == len(SENTENCES)
    assert found["canary"] == "recorded", ended.err
    bundle = Path(found["bundle"])
    # Every output hangs on its sentence; a model that says one thing would be equal to itself in any case.
    lines = (bundle / "bundle.jsonl").read_text(encoding="utf-8").splitlines()
    targets = {segment["target"] for line in lines for segment in json.loads(line)["segments"]}
    assert len(targets) == len(SENTENCES)
    return contents(bundle)


def stored(output: Path) -> int:
    """How many results are in the store of a run that is at work."""
    path = output / "store" / "results.sqlite"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM results").fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # its tables are not there yet


def interrupt(job: Path, output: Path, sign: signal.Signals, least: int) -> subprocess.CompletedProcess[str]:
    """Start a run and send it ``sign`` once ``least`` results are stored."""
    started = subprocess.Popen(
        command("run", job, "--output", output),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        # Where the tests themselves run in the background, their children would ignore SIGINT.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 120
    while stored(output) < least and started.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    started.send_signal(sign)
    out, err = started.communicate(timeout=60)
    return subprocess.CompletedProcess([], started.returncode, out, err)


def run_folders(output: Path) -> list[Path]:
    return sorted((output / "runs").iterdir())


def test_a_night_that_is_killed_twice_is_resumed_byte_for_byte(job: Path, whole: dict[str, bytes]) -> None:
    output = job.parent / "killed"
    for least in (8, 40):
        ended = interrupt(job, output, signal.SIGKILL, least)
        assert ended.returncode == -signal.SIGKILL
        assert not (output / "bundles").exists()
        plan = json.loads((run_folders(output)[-1] / "plan-translate.json").read_text(encoding="utf-8"))
        assert least <= stored(output) < len(SENTENCES)
        assert all(len(batch) == 4 for batch in plan["batches"])
    before = stored(output)
    resumed = jembatan("run", job, "--output", output, "--json")
    assert resumed.code == 3
    assert "recorded batches of an interrupted run" in resumed.err
    found = json.loads(resumed.out)
    assert found["computed"] == len(SENTENCES) + 12 - before
    assert contents(Path(found["bundle"])) == whole
    superseded = [json.loads((run / "finished.json").read_text()) for run in run_folders(output)[:2]]
    assert superseded == [{"superseded_by": run_folders(output)[-1].name}] * 2


def test_control_c_ends_with_130_and_the_same_command_goes_on(job: Path, whole: dict[str, bytes]) -> None:
    output = job.parent / "control-c"
    ended = interrupt(job, output, signal.SIGINT, 20)
    assert ended.returncode == 130
    assert ended.stdout == ""
    *_, last = ended.stderr.splitlines()
    assert last == "jembatan: interrupted; the same command goes on where this one stopped"
    (run,) = run_folders(output)
    assert json.loads((run / "log.jsonl").read_text().splitlines()[-1])["event"] == "stopped"
    assert 'jembatan_exit_code{job="job"} 130\n' in (output / "metrics.prom").read_text()
    resumed = jembatan("run", job, "--output", output, "--json", "--set", "runtime.batch_size=16")
    assert contents(Path(json.loads(resumed.out)["bundle"])) == whole


def test_the_canary_changes_no_byte_of_the_night(job: Path, whole: dict[str, bytes]) -> None:
    """The fixed sentences go through the engine as a batch before the first; near-ties would show a trace of it."""
    ended = jembatan("run", job, "--output", job.parent / "canary-off", "--json", "--set", "canary=off")
    found = json.loads(ended.out)
    assert found["canary"] is None, ended.err
    assert contents(Path(found["bundle"])) == whole
    (recording,) = (job.parent / "whole" / "canary").iterdir()
    assert not (job.parent / "canary-off" / "canary").exists()
    outputs = [one["output"] for one in json.loads(recording.read_text(encoding="utf-8"))["sentences"]]
    assert len(set(outputs)) == len(outputs) == 12
    looked = jembatan("canary", job, "--output", job.parent / "whole", "--json")
    assert (looked.code, json.loads(looked.out)["state"]) == (0, "same")


def test_a_second_run_at_the_same_time_is_refused_and_the_first_goes_on(job: Path, whole: dict[str, bytes]) -> None:
    output = job.parent / "twice"
    first = subprocess.Popen(
        command("run", job, "--output", output, "--json"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    lock = output / "store" / "run-job-1-of-1.lock"
    deadline = time.monotonic() + 60
    while not (lock.exists() and lock.read_text()) and time.monotonic() < deadline:
        time.sleep(0.01)
    second = jembatan("run", job, "--output", output)
    assert (second.code, second.out) == (2, "")
    assert f"another run (process {first.pid}) works here as run-job-1-of-1; wait for it" in second.err
    out, _ = first.communicate(timeout=120)
    assert first.returncode == 3
    assert contents(Path(json.loads(out)["bundle"])) == whole


def test_a_later_night_with_nothing_new_imports_no_model_library(job: Path, whole: dict[str, bytes]) -> None:
    look = (
        "import sys; from jembatan.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    print(end.code)\n"
        "print(sorted({'torch', 'transformers', 'ctranslate2', 'accelerate'} & set(sys.modules)))\n"
    )
    for name in ("run", "plan"):
        arguments = command(name, job, "--output", job.parent / "whole")
        arguments[2] = look
        looked = subprocess.run(arguments, check=True, capture_output=True, text=True, env=environment())
        assert looked.stdout.splitlines()[-1] == "[]"
    assert contents(next((job.parent / "whole" / "bundles").iterdir())) == whole
