"""The command line is a contract: exit codes, messages without a traceback, JSON that parses."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

from jembatan import cli, pipeline, runs
from jembatan.engines.fake import FakeTranslator
from nights import FAKE, ROOT, SEEDS, Ended, InProcess, command, environment, write_articles, write_config

SENTENCE = "Harga naik.\n\nPedagang mengeluh kepada wartawan.\n\nPembeli diam saja hari itu.\n"


@pytest.fixture
def jembatan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> InProcess:
    return InProcess(monkeypatch, capsys)


@pytest.fixture
def job(tmp_path: Path) -> Path:
    write_articles(tmp_path, {"satu": SENTENCE})
    return write_config(tmp_path)


def metrics(path: Path) -> dict[str, float]:
    """Every value of a Prometheus text file; a line that is none is an error."""
    values = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("# "):
            found = re.fullmatch(r'jembatan_(\w+)\{job="job"\} ([-+0-9.e]+)', line)
            assert found is not None, line
            values[found[1]] = float(found[2])
    return values


COMMANDS = ["run", "plan", "check", "canary", "models", "models list", "models fetch", "models verify"]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_with_an_example(jembatan: InProcess, command: str) -> None:
    ended = jembatan(*command.split(), "--help")
    assert (ended.code, ended.err) == (0, "")
    assert "Usage: jembatan" in ended.out
    assert "jembatan " in ended.out.split("Usage:")[1].split("\n", 1)[1]


@pytest.mark.parametrize("command", ["run", "plan", "check"])
def test_the_three_commands_of_the_night_take_the_same_options(jembatan: InProcess, command: str) -> None:
    text = jembatan(command, "--help").out
    for option in ("--input", "--output", "--set", "--shard", "--limit", "--only", "--json"):
        assert option in text, option


def test_a_good_night_ends_with_0_and_says_where_the_bundle_is(jembatan: InProcess, job: Path, tmp_path: Path) -> None:
    ended = jembatan("run", job)
    assert ended.code == 0
    (bundle,) = (tmp_path / "out" / "bundles").iterdir()
    assert f"bundle: {bundle / 'index.html'}\n" in ended.out
    assert "3 sentences, 4 results computed in " in ended.out
    assert "Traceback" not in ended.err
    again = jembatan("run", job)
    assert f"bundle: {bundle / 'index.html'} (unchanged)\n" in again.out
    assert "3 sentences, 0 results computed in " in again.out


def test_a_night_that_needs_a_person_ends_with_3(jembatan: InProcess, job: Path, tmp_path: Path) -> None:
    (tmp_path / "news" / "kosong.txt").write_text("", encoding="utf-8")
    ended = jembatan("run", job)
    assert ended.code == 3
    assert f"failed: {tmp_path / 'news' / 'kosong.txt'}: the file is empty" in ended.out


def test_a_run_in_json(jembatan: InProcess, job: Path, tmp_path: Path) -> None:
    ended = jembatan("run", job, "--json")
    found = json.loads(ended.out)
    (bundle,) = (tmp_path / "out" / "bundles").iterdir()
    (run,) = (tmp_path / "out" / "runs").iterdir()
    assert (found["bundle"], found["run"]) == (str(bundle), str(run))
    assert (found["exit_code"], found["articles"], found["segments"], found["computed"]) == (0, 1, 3, 4)


def test_a_shard_that_does_not_publish_says_so_in_json(jembatan: InProcess, job: Path) -> None:
    ended = jembatan("run", job, "--shard", "1/2", "--json")
    assert json.loads(ended.out)["bundle"] is None
    assert ended.err.startswith("canary: recorded what 12 fixed sentences give with fake")
    assert ended.err.splitlines()[-1] == "another shard is still to come; the last one publishes"


def test_a_plan_in_json_and_as_a_table(jembatan: InProcess, job: Path) -> None:
    found = json.loads(jembatan("plan", job, "--json").out)
    assert [(stage["stage"], stage["items"], stage["missing"], stage["seconds"]) for stage in found["stages"]] == [
        ("translate", 3, 3, None),
        ("summarise", 1, 1, None),
    ]
    assert "unknown before the first batch" in jembatan("plan", job).out
    jembatan("run", job)
    assert [stage["missing"] for stage in json.loads(jembatan("plan", job, "--json").out)["stages"]] == [0, 0]


def test_a_check_in_json_and_as_lines(jembatan: InProcess, job: Path, tmp_path: Path) -> None:
    found = json.loads(jembatan("check", job, "--json").out)
    assert {finding["subject"]: finding["fault"] for finding in found} == dict.fromkeys(
        ["input", "output", "models", "translate", "summarise"]
    )
    ended = jembatan("check", job, "--input", tmp_path / "gone", "--json")
    assert ended.code == 2
    assert json.loads(ended.out)[0]["fault"].startswith(f"{tmp_path / 'gone'}: does not exist")
    lines = jembatan("check", job).out.splitlines()
    assert lines[0] == "good   input: 1 article(s), 0 duplicate(s)"


def test_the_models_in_json(jembatan: InProcess, job: Path) -> None:
    rows = {row["name"]: row for row in json.loads(jembatan("models", "list", job, "--json").out)}
    assert rows["opus-mt-id-en"]["licence"] == "Apache-2.0"
    assert "NOT FOR COMMERCIAL USE" in jembatan("models", "list").out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["run", "gone.yaml"], "gone.yaml: cannot be read (No such file or directory)"),
        (["run", "broken.yaml"], "broken.yaml: not valid YAML"),
        (["run", "list.yaml"], "a config is a mapping of settings; this file holds list"),
        (["run", "job.yaml", "--set", "translate.beams=2"], "translate.beams: Extra inputs are not permitted"),
        (["run", "job.yaml", "--set", "translate.beam_size=four"], "translate.beam_size: Input should be a valid"),
        (["run", "job.yaml", "--set", "nonsense"], "--set nonsense: write it as key=value"),
        (["run", "job.yaml", "--input", "gone"], "gone: does not exist"),
        (["run", "job.yaml", "--input", "empty"], "empty: holds no article"),
        (["run", "job.yaml", "--input", "job.yaml"], "job.yaml: no reader for this format"),
        (["run", "job.yaml", "--only", "gone"], "--only gone: no article has this id"),
        (["run", "job.yaml", "--shard", "4/3"], "--shard 4/3: write it as i/n"),
        (["run", "job.yaml", "--shard", "1/2", "--merge"], "--merge publishes all shards; leave --shard away"),
        (["run", "job.yaml", "--merge"], "no shard of this night has ended"),
        (["run", "job.yaml", "--output", "job.yaml/out"], "give another --output"),
        (["run", "job.yaml", "--set", "translate.candidates=[opus-mt-id-en]"], "run: jembatan models fetch"),
        (["run", "job.yaml", "--set", "translate.candidates=[opus]"], "no model is called 'opus'"),
        (["run", "job.yaml", "--set", "summarise.candidates=[opus-mt-id-en]"], "cannot summarise"),
        (["plan", "job.yaml", "--only", "gone"], "--only gone: no article has this id"),
        (["plan", "job.yaml", "--shard", "0/1"], "--shard 0/1: write it as i/n"),
        (["check", "broken.yaml"], "broken.yaml: not valid YAML"),
        (["models", "fetch", "gone.yaml"], "gone.yaml: cannot be read"),
        (["models", "verify", "broken.yaml"], "broken.yaml: not valid YAML"),
        (["models", "list", "gone.yaml"], "gone.yaml: cannot be read"),
    ],
)
def test_what_must_be_mended_is_said_without_a_traceback(
    jembatan: InProcess, job: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: str
) -> None:
    monkeypatch.chdir(job.parent)
    Path("broken.yaml").write_text("a: [1", encoding="utf-8")
    Path("list.yaml").write_text("- a\n", encoding="utf-8")
    Path("empty").mkdir()
    ended = jembatan(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("jembatan: ")
    assert expected in ended.err
    assert "Traceback" not in ended.err
    assert not Path("out/bundles").exists()


@pytest.mark.parametrize(
    "arguments", [["run"], ["walk"], ["run", "job.yaml", "--limit", "0"], ["run", "job.yaml", "--limit", "x"]]
)
def test_a_wrong_command_line_is_told_with_2(
    jembatan: InProcess, job: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(job.parent)
    ended = jembatan(*arguments)
    assert ended.code == 2
    assert "Usage: " in ended.err
    assert "Traceback" not in ended.err


def test_a_run_that_is_locked_out_says_who_holds_the_lock(jembatan: InProcess, job: Path, tmp_path: Path) -> None:
    with runs.alone(tmp_path / "out" / "store", "run-job-1-of-1"):
        ended = jembatan("run", job)
    assert ended.code == 2
    assert re.search(r"another run \(process \d+\) works here as run-job-1-of-1; wait for it", ended.err)


def test_an_interrupt_is_130_with_the_way_on(
    jembatan: InProcess, job: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> FakeTranslator:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "load_translator", interrupted)
        ended = jembatan("run", job)
    assert ended.code == 130
    assert ended.err == "jembatan: interrupted; the same command goes on where this one stopped\n"
    assert metrics(tmp_path / "out" / "metrics.prom")["exit_code"] == 130
    (run,) = (tmp_path / "out" / "runs").iterdir()
    last = json.loads((run / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["event"], last["error"]) == ("stopped", "KeyboardInterrupt")
    assert jembatan("run", job).code == 0


def test_the_metrics_tell_a_good_night_and_after_it_a_bad_one(jembatan: InProcess, job: Path, tmp_path: Path) -> None:
    jembatan("run", job)
    good = metrics(tmp_path / "out" / "metrics.prom")
    assert (good["exit_code"], good["articles"], good["segments"], good["failures"]) == (0, 1, 3, 0)
    (run,) = (tmp_path / "out" / "runs").iterdir()
    assert metrics(run / "metrics.prom") == good
    (tmp_path / "news" / "satu.txt").unlink()
    assert jembatan("run", job).code == 2
    bad = metrics(tmp_path / "out" / "metrics.prom")
    assert bad["exit_code"] == 2
    assert bad["finished_timestamp_seconds"] >= good["finished_timestamp_seconds"]
    assert "articles" not in bad


def test_a_crash_is_in_the_metrics_and_keeps_its_traceback(
    job: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pipeline, "publish", broken)
    monkeypatch.setattr(sys, "argv", ["jembatan", "run", str(job)])
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with pytest.raises(ZeroDivisionError):
        cli.main()
    assert metrics(tmp_path / "out" / "metrics.prom")["exit_code"] == 1


def test_a_part_of_the_night_leaves_the_nights_metrics_alone(jembatan: InProcess, job: Path, tmp_path: Path) -> None:
    jembatan("run", job, "--only", "satu")
    assert not (tmp_path / "out" / "metrics.prom").exists()


def test_input_and_output_are_relative_to_where_the_command_is_given(
    jembatan: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "configs").mkdir()
    config = write_config(tmp_path / "configs")
    write_articles(tmp_path, {"satu": SENTENCE})
    monkeypatch.chdir(tmp_path)
    assert jembatan("run", config, "--input", "news", "--output", "[here]").code == 0
    assert (tmp_path / "[here]" / "bundles").is_dir()
    assert not (tmp_path / "configs" / "out").exists()


def test_inputs_may_be_repeated_and_globs_are_taken(jembatan: InProcess, tmp_path: Path, job: Path) -> None:
    more = tmp_path / "more.txt"
    more.write_text("Banjir menutup jalan tol itu.\n", encoding="utf-8")
    ended = jembatan("plan", job, "--input", tmp_path / "news", "--input", tmp_path / "m*.txt", "--json")
    found = json.loads(ended.out)
    assert found["articles"] == 2


def test_the_smoke_config_runs_over_the_seeds(jembatan: InProcess, tmp_path: Path) -> None:
    ended = jembatan("run", ROOT / "configs" / "smoke.yaml", "--output", tmp_path, "--json")
    assert ended.code == 3
    assert json.loads(ended.out)["articles"] == len(list(SEEDS.glob("*.txt")))
    assert yaml.safe_load((ROOT / "configs" / "smoke.yaml").read_text())["translate"] == FAKE["translate"]


def test_a_run_that_is_locked_out_leaves_the_metrics_alone(jembatan: InProcess, job: Path, tmp_path: Path) -> None:
    jembatan("run", job)
    before = (tmp_path / "out" / "metrics.prom").read_bytes()
    with runs.alone(tmp_path / "out" / "store", "run-job-1-of-1"):
        assert jembatan("run", job).code == 2
    assert (tmp_path / "out" / "metrics.prom").read_bytes() == before


def test_the_version(jembatan: InProcess) -> None:
    assert jembatan("--version") == Ended(0, f"jembatan {version('jembatan')}\n", "")


@pytest.mark.parametrize("option", ["--input", "--output"])
def test_an_empty_path_is_refused(jembatan: InProcess, job: Path, option: str) -> None:
    ended = jembatan("run", job, option, "")
    assert ended.code == 2
    assert ended.err.startswith("jembatan: a path on the command line is empty; is a variable not set?")


def test_a_failure_is_shown_with_its_line(jembatan: InProcess, job: Path, tmp_path: Path) -> None:
    news = tmp_path / "news" / "more.jsonl"
    news.write_text('{"text": "Harga cabai turun hari ini."}\n{oops\n', encoding="utf-8")
    assert f"failed: {news}, line 2: " in jembatan("run", job).out


@pytest.mark.parametrize("arguments", ["run job.yaml", "run job.yaml --json"])
@pytest.mark.parametrize(
    ("where", "said"), [(">&-", ""), (">/dev/full", "jembatan: standard output cannot be written"), ("| true", "")]
)
def test_a_published_night_keeps_its_code_where_nobody_reads(job: Path, arguments: str, where: str, said: str) -> None:
    line = f"set -o pipefail; {shlex.join(command())} {arguments} --set canary=off {where}"
    ended = subprocess.run(
        ["bash", "-c", line], cwd=job.parent, capture_output=True, text=True, check=False, env=environment()
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.startswith(said) if said else ended.stderr == ""


def test_a_plan_that_cannot_be_written_is_told(job: Path) -> None:
    line = f"{shlex.join(command('plan', job))} --json >/dev/full"
    ended = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False, env=environment())
    assert ended.returncode == 2
    assert ended.stderr.startswith("jembatan: [Errno 28] No space left on device; look at the free space")
    assert "Traceback" not in ended.stderr


def test_a_working_folder_that_is_gone_is_told(job: Path, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    line = f"rmdir ../gone; {shlex.join(command('run', job))} --output out"
    ended = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path / "gone", capture_output=True, text=True, check=False, env=environment()
    )
    assert ended.returncode == 2
    assert "jembatan: out: the working folder is gone" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_letters_that_the_locale_lacks_are_written_out(job: Path) -> None:
    line = f"{shlex.join(command('run', job))} --input ./gone-é-“x”"
    changed = environment(PYTHONIOENCODING="ascii")
    ended = subprocess.run(["bash", "-c", line], cwd=job.parent, capture_output=True, check=False, env=changed)
    assert ended.returncode == 2
    assert rb"gone-\xe9-\u201cx\u201d: does not exist" in ended.stderr
