"""A night whose first translations have wrong numbers, mended by the ladder on a tiny real model's n-best lists.

The translator wavers between right and wrong numbers (``tiny_repair``), a second one is sure of other sentences; both
are fetched, converted and loaded by the command as any other model.
"""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

import tiny_repair
from jembatan.records import CheckName
from nights import ROOT, command, contents, environment, jembatan, records, write_articles, write_config

MENDED = {
    tiny_repair.LISTED: ("n-best", "Some 11,800 soldiers arrived in Kursk last week."),
    tiny_repair.DEEPER: ("again", "The government sent 4,500 trucks to that city yesterday."),
    tiny_repair.PARTED: (
        "split",
        "He said that 2,750 people had fled to that village, while 45 houses are still under water.",
    ),
    tiny_repair.SECOND: ("engine", "The price of rice rose 16 percent at that market."),
    tiny_repair.FORM: ("rewrite", "The ship carried 38,200 tons of wheat from the port."),
}


@dataclass(frozen=True)
class Night:
    """A job whose models were fetched, and what its first night told."""

    job: Path
    err: str
    result: dict[str, object]

    @property
    def bundle(self) -> Path:
        return Path(str(self.result["bundle"]))

    @property
    def segments(self) -> dict[str, dict[str, object]]:
        """Every segment of the bundle by its source."""
        found = {}
        for record in records(self.bundle):
            segments = record["segments"]
            assert isinstance(segments, list)
            found.update({segment["source"]: segment for segment in segments})
        return found


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    folder = tmp_path_factory.mktemp("repaired")
    first = [tiny_repair.LISTED, tiny_repair.PARTED, tiny_repair.FORM, tiny_repair.CLEAN]
    second = [tiny_repair.DEEPER, tiny_repair.SECOND, tiny_repair.NEVER]
    write_articles(folder, {"pagi": "\n\n".join(first) + "\n", "sore": "\n\n".join(second) + "\n"})
    own = {"kind": "marian", "licence": "CC0-1.0"}
    job = write_config(
        folder,
        {
            "translate": {
                "candidates": [{**own, "name": "wavering", "folder": str(tiny_repair.wavering())}],
                "n_best": 2,
            },
            "repair": {
                "margin": 0.15,
                "candidates": [{**own, "name": "steady", "folder": str(tiny_repair.steady())}],
            },
            "runtime": {"device": "cpu", "batch_size": 2, "threads": 2},
            "checks": list(get_args(CheckName)),
            "canary": "off",  # what they have not learnt they loop over, to the last token
        },
    )
    fetched = jembatan("models", "fetch", job)
    assert fetched.code == 0, fetched.err
    assert "repair: taken is steady" in fetched.err + fetched.out
    ran = jembatan("run", job, "--json")
    assert ran.code == 3, ran.err
    return Night(job, ran.err, json.loads(ran.out))


@pytest.mark.parametrize("source", MENDED)
def test_each_rung_mends_what_only_it_can(night: Night, source: str) -> None:
    rung, target = MENDED[source]
    segment = night.segments[source]
    steps = segment["repair_steps"]
    assert isinstance(steps, list)
    assert (segment["target"], [step["rung"] for step in steps if step["accepted"]]) == (target, [rung])
    assert segment["repaired"] == ("machine-repaired" if rung == "rewrite" else "repaired")
    assert segment["flags"] == (["machine-repaired"] if rung == "rewrite" else [])
    firsts = {source: first for _, source, first in reversed(tiny_repair.WAVERING)}
    assert segment["first_target"] == firsts[source]
    assert segment["numbers"]
    assert "steady" in str(segment["engine"]) or rung != "engine"


def test_what_nothing_mends_keeps_its_flag_and_tells_every_try(night: Night) -> None:
    segment = night.segments[tiny_repair.NEVER]
    steps = segment["repair_steps"]
    assert isinstance(steps, list)
    assert {"n-best", "again", "engine"} <= {step["rung"] for step in steps}
    assert not any(step["accepted"] for step in steps)
    assert all(step["reason"] for step in steps)
    assert (segment["repaired"], segment["first_target"], segment["flags"]) == (None, None, ["number-lost"])


def test_a_clean_sentence_was_not_tried(night: Night) -> None:
    assert night.segments[tiny_repair.CLEAN]["repair_steps"] == []


def test_the_log_and_the_counts_tell_each_rung(night: Night) -> None:
    assert (night.result["segments_repaired"], night.result["segments_machine_repaired"]) == (4, 1)
    mended = {rung: night.result[f"repair_{rung}_mended"] for rung in ("n_best", "again", "split", "engine", "rewrite")}
    assert mended == dict.fromkeys(mended, 1)
    assert "repair: 6 of 7 translated sentences are not clean" in night.err
    assert "repair, engine: 3 tried, 1 mended, 2 left" in night.err
    assert "repair, rewrite: 1 tried, 1 mended, 1 left" in night.err
    page = (night.bundle / "index.html").read_text(encoding="utf-8")
    assert "4 repaired, 1 by a rule" in page
    assert "Repair by steady." in page


def test_the_second_night_computes_nothing_and_loads_no_model(night: Night) -> None:
    before = contents(night.bundle, but=())
    look = (
        "import sys; from jembatan.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    print(end.code, file=sys.stderr)\n"
        "print(sorted({'torch', 'transformers', 'ctranslate2'} & set(sys.modules)), file=sys.stderr)\n"
    )
    arguments = command("run", night.job, "--json")
    arguments[2] = look
    again = subprocess.run(arguments, check=True, capture_output=True, text=True, env=environment(), cwd=ROOT)
    assert again.stderr.splitlines()[-2:] == ["3", "[]"]
    assert json.loads(again.stdout)["computed"] == 0
    assert contents(night.bundle, but=()) == before
    planned = json.loads(jembatan("plan", night.job, "--json").out)
    assert {stage["stage"]: stage["missing"] for stage in planned["stages"]} == {
        "translate": 0,
        "repair-again": 0,
        "repair-split": 0,
        "repair-engine": 0,
        "summarise": 0,
    }
    assert planned["notes"] == []


def stages_done(output: Path) -> dict[str, int]:
    """How many results each stage has in the store of a run that is at work."""
    path = output / "store" / "results.sqlite"
    if not path.exists():
        return {}
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
        query = "SELECT made_by, count(*) FROM results JOIN fingerprints ON fingerprint = digest GROUP BY made_by"
        try:
            return {json.loads(made)["stage"]: int(count) for made, count in connection.execute(query)}
        except sqlite3.OperationalError:
            return {}  # its tables are not there yet


@pytest.mark.parametrize(("stage", "least"), [("repair-again", 2), ("repair-split", 1), ("repair-engine", 2)])
def test_a_night_that_is_killed_in_the_repair_is_resumed_byte_for_byte(night: Night, stage: str, least: int) -> None:
    output = night.job.parent / f"killed-{stage}"
    started = subprocess.Popen(
        command("run", night.job, "--output", output),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )
    deadline = time.monotonic() + 120
    while stages_done(output).get(stage, 0) < least and started.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    started.send_signal(signal.SIGKILL)
    assert started.wait(timeout=60) == -signal.SIGKILL
    assert not (output / "bundles").exists()
    resumed = jembatan("run", night.job, "--output", output, "--json")
    assert resumed.code == 3, resumed.err
    assert contents(Path(json.loads(resumed.out)["bundle"])) == contents(night.bundle)


def test_one_article_alone_comes_out_as_beside_the_others(night: Night) -> None:
    output = night.job.parent / "alone"
    ran = jembatan("run", night.job, "--output", output, "--only", "sore", "--json")
    (alone,) = records(Path(json.loads(ran.out)["bundle"]))
    segments = alone["segments"]
    assert isinstance(segments, list)
    for segment in segments:
        beside = night.segments[segment["source"]]
        assert (segment["target"], segment["flags"]) == (beside["target"], beside["flags"])


def test_without_rungs_the_first_outputs_are_published(night: Night) -> None:
    ran = jembatan("run", night.job, "--output", night.job.parent / "off", "--json", "--set", "repair={rungs: []}")
    result = json.loads(ran.out)
    assert (result["segments_repaired"], result["segments_machine_repaired"], result["segments_flagged"]) == (0, 0, 6)
    assert "repair:" not in ran.err
