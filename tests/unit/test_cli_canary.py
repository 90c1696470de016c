"""``jembatan canary``, and what ``jembatan run`` says of canary and gate."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from jembatan import gate, pipeline
from jembatan.canary.sentences import fixed
from jembatan.engines.fake import FakeTranslator
from jembatan.engines.protocol import Output
from jembatan.records import Hypothesis
from nights import InProcess, write_articles, write_config

SOURCE = fixed().texts[2]
GOOD = "Harga naik.\n\nPedagang mengeluh kepada wartawan.\n\nPembeli diam saja hari itu.\n"


class Changed(FakeTranslator):
    """Writes another output for one of the fixed sentences, or ``always`` the same."""

    def __init__(self, always: str | None = None) -> None:
        super().__init__()
        self._always = always

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
        found = super().translate(sentences, n_best)
        if self._always is not None:
            return [Output((Hypothesis(self._always),)) for _ in found]
        return [
            Output((Hypothesis("[odd]"),)) if source == SOURCE else made
            for source, made in zip(sentences, found, strict=True)
        ]


@pytest.fixture
def jembatan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> InProcess:
    return InProcess(monkeypatch, capsys)


@pytest.fixture
def job(tmp_path: Path) -> Path:
    write_articles(tmp_path, {"satu": GOOD})
    return write_config(tmp_path)


def change(monkeypatch: pytest.MonkeyPatch, always: str | None = None) -> None:
    monkeypatch.setattr(pipeline, "load_translator", lambda *_: Changed(always))


def test_it_records_compares_and_accepts(jembatan: InProcess, job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = jembatan("canary", job)
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines()[-1].startswith("recorded: ")
    same = jembatan("canary", job)
    assert same.code == 0
    assert same.out.count("    then: the same\n") == 12
    assert same.out.splitlines()[-1].startswith("canary: as recorded on ")
    change(monkeypatch)
    changed = jembatan("canary", job)
    assert changed.code == 3
    assert f" 3  {SOURCE}\n    now:  [odd]\n    then: [en] Sebanyak 11,800 warga" in changed.out
    assert "canary: 1 of 12 fixed sentences come out otherwise than recorded" in changed.out
    assert jembatan("canary", job, "--accept").code == 0
    assert jembatan("canary", job).code == 0


def test_in_json(jembatan: InProcess, job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = json.loads(jembatan("canary", job, "--json").out)
    assert (first["state"], first["recorded"], first["changed"]) == ("recorded", None, 0)
    assert first["sentences"][2]["stored"] is None
    assert Path(first["recording"]).is_file()
    change(monkeypatch)
    ended = jembatan("canary", job, "--json")
    found = json.loads(ended.out)
    assert (ended.code, found["state"], found["changed"], found["differences"]) == (3, "changed", 1, [])
    assert found["sentences"][2] == {
        "source": SOURCE,
        "output": "[odd]",
        "stored": "[en] Sebanyak 11,800 warga mengungsi dan 2,350 rumah rusak akibat gempa berkekuatan 5,6 magnitudo "
        "itu.".replace("5,6", "5.6"),
        "same": False,
        "fault": None,
    }


def test_gibberish_is_3_until_it_is_accepted(jembatan: InProcess, job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(monkeypatch, "the " * 20)
    ended = jembatan("canary", job)
    assert ended.code == 3
    assert "  [loop]\n" in ended.out
    assert "12 looping" in ended.out
    assert jembatan("canary", job).code == 3
    assert jembatan("canary", job, "--accept").code == 0
    assert jembatan("canary", job).code == 0


def test_settings_and_output_are_those_of_a_run(jembatan: InProcess, job: Path, tmp_path: Path) -> None:
    options = ("--set", "translate.beam_size=2", "--output", tmp_path / "other")
    assert json.loads(jembatan("run", job, "--json", *options).out)["canary"] == "recorded"
    assert json.loads(jembatan("canary", job, "--json", *options).out)["state"] == "same"
    assert json.loads(jembatan("canary", job, "--json").out)["state"] == "recorded"


def test_a_stopped_night_is_2_without_a_traceback_and_in_the_metrics(
    jembatan: InProcess, job: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jembatan("canary", job)
    change(monkeypatch)
    ended = jembatan("run", job)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("jembatan: canary: 1 of 12 fixed sentences come out otherwise than recorded on ")
    assert "Traceback" not in ended.err
    assert not (tmp_path / "out" / "bundles").exists()
    metrics = (tmp_path / "out" / "metrics.prom").read_text(encoding="utf-8")
    assert 'jembatan_exit_code{job="job"} 2\n' in metrics
    assert 'jembatan_canary_changed{job="job"} 1\n' in metrics
    (run,) = (tmp_path / "out" / "runs").iterdir()
    last = json.loads((run / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["event"], last["error"]) == ("stopped", "CanaryChanged")
    assert jembatan("canary", job, "--accept").code == 0
    assert jembatan("run", job).code == 0


def test_check_looks_at_the_recording(jembatan: InProcess, job: Path) -> None:
    recording = Path(json.loads(jembatan("canary", job, "--json").out)["recording"])
    found = {one["subject"]: one for one in json.loads(jembatan("check", job, "--json").out)}
    assert found["canary"]["detail"].startswith("recorded on ")
    recording.write_text("{", encoding="utf-8")
    ended = jembatan("check", job)
    assert ended.code == 2
    assert f"fault  canary: {recording}: the canary's recording is damaged" in ended.out
    assert jembatan("check", job, "--set", "canary=off").code == 0
    assert "is damaged" in jembatan("canary", job).err


def test_check_looks_at_the_gate(
    jembatan: InProcess, job: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting = ("--set", "gate=gate.yaml")
    ended = jembatan("check", job, *setting)
    assert ended.code == 2
    assert f"fault  gate: {tmp_path / 'gate.yaml'} - does not exist" in ended.out
    (tmp_path / "gate.yaml").write_text("", encoding="utf-8")
    assert f"good   gate: {tmp_path / 'gate.yaml'}\n" in jembatan("check", job, *setting).out
    monkeypatch.setattr(gate, "_PACKAGE", "no_such_package")
    assert "no_such_package, which judges, is not installed" in jembatan("check", job, *setting).out


def test_a_run_tells_the_gate(jembatan: InProcess, job: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = json.dumps({"passed": False, "reasons": ["BLEU fell by 4.1"]})
    judge = tmp_path / "judge.py"
    judge.write_text(f"print({answer!r})\nraise SystemExit(3)\n", encoding="utf-8")
    monkeypatch.setattr(gate, "COMMAND", (sys.executable, str(judge)))
    ended = jembatan("run", job, "--set", "gate=gate.yaml", "--json")
    found = json.loads(ended.out)
    assert (ended.code, found["exit_code"], found["gate_passed"]) == (3, 3, 0)
    assert found["gate"] == {"passed": False, "state": "failed", "reasons": ["BLEU fell by 4.1"]}
    assert found["bundle"] is not None
    assert "gate: failed\n  BLEU fell by 4.1\n" in ended.err
    assert 'jembatan_gate_passed{job="job"} 0\n' in (tmp_path / "out" / "metrics.prom").read_text(encoding="utf-8")
    shown = jembatan("run", job, "--set", "gate=gate.yaml")
    assert "gate: failed\n  BLEU fell by 4.1\n" in shown.out
    assert json.loads(jembatan("run", job, "--json").out)["gate"] is None
