"""Run folders, shards and locks."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from jembatan import runs
from jembatan.errors import ConfigError, LockHeld, StoreError
from jembatan.runs import Shard

NOW = datetime(2024, 12, 5, 1, 2, 3)


@pytest.mark.parametrize(("text", "expected"), [("1/1", Shard()), ("2/3", Shard(2, 3)), ("10/10", Shard(10, 10))])
def test_a_shard_is_read(text: str, expected: Shard) -> None:
    assert Shard.parse(text) == expected


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "1/0", "a/b", "1/3/5", "-1/3", "1.0/3", "", " 1/3"])
def test_what_is_no_shard_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="write it as i/n with i from 1 to n, for example --shard 1/4"):
        Shard.parse(text)


def test_a_run_folder_says_when_what_and_which_shard(tmp_path: Path) -> None:
    run = runs.start(tmp_path, "nightly", Shard(2, 3), NOW)
    assert run.folder == tmp_path / "2024-12-05T010203-nightly-2-of-3"
    assert run.folder.is_dir()


def test_two_runs_in_one_second_have_folders_of_their_own(tmp_path: Path) -> None:
    folders = [runs.start(tmp_path, "job", Shard(), NOW).folder.name for _ in range(3)]
    assert folders == [f"2024-12-05T010203-job-1-of-1{more}" for more in ("", "-2", "-3")]
    assert [run.folder.name for run in runs.interrupted(tmp_path, "job", Shard())] == folders


def test_a_run_is_finished_when_its_result_is_there(tmp_path: Path) -> None:
    run = runs.start(tmp_path, "job", Shard(), NOW)
    assert not run.finished
    assert run.result() == {}
    run.finish({"night": "n", "articles": 5, "title": "“é”"})
    assert run.finished
    assert run.result() == {"night": "n", "articles": 5, "title": "“é”"}
    assert [path.name for path in run.folder.iterdir()] == ["finished.json"]


def test_a_result_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    run = runs.start(tmp_path, "job", Shard(), NOW)
    (run.folder / "finished.json.partial").mkdir()
    with pytest.raises(StoreError, match="the run's result cannot be written"):
        run.finish({})


def test_runs_that_cannot_be_made_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"cannot be made .*; give another --output"):
        runs.start(tmp_path / "file", "job", Shard(), NOW)


@pytest.mark.parametrize(
    ("job", "shard"),
    [
        ("nightly", Shard(1, 12)),  # 1-of-1 is the beginning of 1-of-12
        ("nightly", Shard(11, 11)),
        ("my-nightly", Shard()),  # ends like the job asked for
        ("nightly-2", Shard()),
        ("other", Shard()),
    ],
)
def test_a_run_of_another_job_or_shard_is_never_taken_for_an_interrupted_one(
    tmp_path: Path, job: str, shard: Shard
) -> None:
    runs.start(tmp_path, job, shard, NOW)
    mine = runs.start(tmp_path, "nightly", Shard(), NOW)
    assert runs.interrupted(tmp_path, "nightly", Shard()) == [mine]


def test_interrupted_runs_come_oldest_first_and_finished_ones_not_at_all(tmp_path: Path) -> None:
    late = runs.start(tmp_path, "job", Shard(), NOW.replace(day=7))
    early = runs.start(tmp_path, "job", Shard(), NOW)
    runs.start(tmp_path, "job", Shard(), NOW.replace(day=6)).finish({})
    assert runs.interrupted(tmp_path, "job", Shard()) == [early, late]
    assert runs.interrupted(tmp_path / "none", "job", Shard()) == []


def test_ended_shards_are_those_of_this_job_and_count(tmp_path: Path) -> None:
    runs.start(tmp_path, "job", Shard(1, 2), NOW).finish({"night": "tonight"})
    runs.start(tmp_path, "job", Shard(2, 20), NOW).finish({"night": "tonight"})
    runs.start(tmp_path, "my-job", Shard(2, 2), NOW).finish({"night": "tonight"})
    runs.start(tmp_path, "job", Shard(2, 2), NOW)
    assert runs.ended(tmp_path, "job", 2) == [runs.Ended(1, "tonight", NOW)]
    assert runs.ended(tmp_path, "job", 20) == [runs.Ended(2, "tonight", NOW)]
    runs.start(tmp_path, "job", Shard(2, 2), NOW).finish({"night": "other"})
    assert {(one.number, one.night) for one in runs.ended(tmp_path, "job", 2)} == {(1, "tonight"), (2, "other")}


@pytest.mark.parametrize("garbage", ["5", "[1]", "null", '"x"', "{", "[" * 100_000])
def test_a_result_that_is_none_is_no_result(tmp_path: Path, garbage: str) -> None:
    run = runs.start(tmp_path, "job", Shard(1, 2), NOW)
    (run.folder / "finished.json").write_text(garbage, encoding="utf-8")
    assert run.result() == {}
    assert runs.interrupted(tmp_path, "job", Shard(1, 2)) == [run]
    assert runs.ended(tmp_path, "job", 2) == []


@pytest.mark.parametrize("text", ["1/1001", "1/9999999999", f"1/{'9' * 5000}"])
def test_too_many_parts_are_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="at most 1000 parts"):
        Shard.parse(text)


def test_digits_of_other_scripts_are_no_shard() -> None:
    with pytest.raises(ConfigError, match="write it as i/n"):
        Shard.parse("١/٤")


def test_a_lock_with_odd_bytes_in_it_is_a_lock(tmp_path: Path) -> None:
    with runs.alone(tmp_path, "run"):
        (tmp_path / "run.lock").write_bytes(b"\xff\xfe")
        with pytest.raises(LockHeld, match="process unknown"), runs.alone(tmp_path, "run"):
            pass
    with runs.alone(tmp_path, "run"):
        pass


def test_the_counts_of_shards_are_those_of_the_job(tmp_path: Path) -> None:
    for job, shard in (("job", Shard()), ("job", Shard(1, 2)), ("job", Shard(3, 12)), ("my-job", Shard(1, 7))):
        runs.start(tmp_path, job, shard, NOW)
    assert runs.shard_counts(tmp_path, "job") == [12, 2]


def test_a_lock_is_held_by_one_and_told_with_its_process(tmp_path: Path) -> None:
    with runs.alone(tmp_path, "run-job-1-of-1"):
        with (
            pytest.raises(LockHeld, match=r"another run \(process \d+\) works here as run-job-1-of-1; wait for it"),
            runs.alone(tmp_path, "run-job-1-of-1"),
        ):
            pass
        with runs.alone(tmp_path, "run-job-2-of-2"):
            pass
    with runs.alone(tmp_path, "run-job-1-of-1"):
        pass


HOLDER = """
import sys, time
from pathlib import Path
from jembatan import runs
with runs.alone(Path(sys.argv[1]), "publish"):
    print("held", flush=True)
    time.sleep(0.5)
"""


def test_a_lock_can_be_waited_for_and_dies_with_its_holder(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LockHeld, match=f"process {holder.pid}"), runs.alone(tmp_path, "publish"):
        pass
    with runs.alone(tmp_path, "publish", wait=True):
        pass
    holder.communicate(timeout=30)
    killed = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    killed.stdout.readline()
    killed.kill()
    killed.communicate(timeout=30)
    with runs.alone(tmp_path, "publish"):
        pass


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="the lock cannot be made"), runs.alone(tmp_path / "file" / "store", "run"):
        pass
