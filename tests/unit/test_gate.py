"""The gate's command in a process of its own: what it answers, and what becomes of one that does not."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from jembatan import gate
from jembatan.gate import Judgement, judge


def script(folder: Path, body: str) -> tuple[str, ...]:
    """A command that stands in for the evaluation's."""
    path = folder / "judge.py"
    path.write_text(f"import json, os, sys, time\n{body}\n", encoding="utf-8")
    return (sys.executable, str(path))


def answering(folder: Path, code: int, answer: object) -> tuple[str, ...]:
    return script(folder, f"print({json.dumps(answer)!r})\nsys.exit({code})")


@pytest.mark.parametrize(
    ("code", "answer", "expected"),
    [
        (0, {"passed": True, "reasons": [], "bleu": 31.2}, Judgement("passed")),
        (0, {"passed": True, "reasons": ["chrF is 0.1 below"]}, Judgement("passed", ("chrF is 0.1 below",))),
        (3, {"passed": False, "reasons": ["BLEU “fell”", "two"]}, Judgement("failed", ("BLEU “fell”", "two"))),
        (3, {"passed": False, "reasons": []}, Judgement("failed", ("it gave no reason",))),
        (2, {"passed": False, "reasons": ["too few references"]}, Judgement("unjudged", ("too few references",))),
    ],
)
def test_what_the_gate_answers(tmp_path: Path, code: int, answer: object, expected: Judgement) -> None:
    assert judge(tmp_path, tmp_path / "gate.yaml", answering(tmp_path, code, answer)) == expected


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("print(json.dumps({'passed': False, 'reasons': []}))", "exit code 0 without a clear answer"),
        ("print(json.dumps({'passed': True, 'reasons': []})); sys.exit(3)", "exit code 3 without a clear answer"),
        ("print('all good')", "exit code 0 without a clear answer"),
        ("", "exit code 0 without a clear answer"),
        ("sys.stderr.write('one\\ngate.yaml: not valid YAML\\n\\n'); sys.exit(2)", "exit code 2: gate.yaml: not valid"),
        ("1 / 0", "exit code 1: ZeroDivisionError: division by zero"),
        ("os.kill(os.getpid(), 9)", "exit code -9 without a clear answer"),
        ("sys.stdout.buffer.write(b'\\xff{}')", "exit code 0 without a clear answer"),
        ("print(json.dumps({'passed': 'yes and no'}))", "exit code 0 without a clear answer"),
    ],
)
def test_what_is_no_answer_is_no_judgement(tmp_path: Path, body: str, reason: str) -> None:
    found = judge(tmp_path, tmp_path / "gate.yaml", script(tmp_path, body))
    assert (found.state, found.passed) == ("unjudged", False)
    assert found.reasons[0].startswith(reason)
    assert found.reasons[0].endswith("look with: jembatan-eval gate BUNDLE --gate FILE")


def test_the_command_is_given_bundle_and_gate(tmp_path: Path) -> None:
    body = "print(json.dumps({'passed': True, 'reasons': sys.argv[1:] + [os.getcwd(), sys.stdin.read()]}))"
    found = judge(Path("/a bundle"), Path("/a gate.yaml"), script(tmp_path, body))
    assert found.reasons == ("/a bundle", "--gate", "/a gate.yaml", "--json", str(Path.cwd()), "")


def test_pythonpath_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "judges.py").write_text("NAME = 'found'", encoding="utf-8")
    body = "import judges\nprint(json.dumps({'passed': True, 'reasons': [judges.NAME]}))"
    (tmp_path / "elsewhere").mkdir()
    assert judge(tmp_path, tmp_path, script(tmp_path / "elsewhere", body)).reasons == ("found",)


def test_one_that_takes_too_long_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    body = (
        "import subprocess\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(tmp_path / 'child')!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)"
    )
    started = time.monotonic()
    found = judge(tmp_path, tmp_path / "gate.yaml", script(tmp_path, body), limit=2)
    assert time.monotonic() - started < 30
    assert found.state == "unjudged"
    assert found.reasons[0].startswith("it took longer than 2 s and was stopped")
    child = int((tmp_path / "child").read_text())
    deadline = time.monotonic() + 10
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(child)


def alive(process: int) -> bool:
    """Whether it runs; one that nobody has waited for is dead all the same."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


def test_a_command_that_is_not_there_is_no_judgement(tmp_path: Path) -> None:
    found = judge(tmp_path, tmp_path / "gate.yaml", (str(tmp_path / "gone"),))
    assert found.reasons[0].startswith(f"{tmp_path / 'gone'} cannot be run (No such file or directory)")


def test_the_command_is_this_interpreter_and_imports_nothing_of_the_working_folder() -> None:
    assert (sys.executable, "-P", "-m", "jembatan_eval", "gate") == gate.COMMAND


def test_what_would_keep_it_from_judging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "gate.yaml"
    there.write_text("", encoding="utf-8")
    assert gate.fault(there) is None
    assert str(gate.fault(tmp_path / "gone.yaml")).startswith("does not exist; correct gate:")
    assert str(gate.fault(tmp_path)).startswith("is no file that this user can read")
    monkeypatch.setattr(gate, "_PACKAGE", "no_such_package")
    assert "no_such_package, which judges, is not installed here" in str(gate.fault(there))


def test_a_judgement_is_told_in_lines_and_as_data() -> None:
    failed = Judgement("failed", ("one", "two"))
    assert failed.told() == ["gate: failed", "  one", "  two"]
    assert failed.as_dict() == {"passed": False, "state": "failed", "reasons": ["one", "two"]}
    assert Judgement("passed").told() == ["gate: passed"]
    assert Judgement("unjudged", ("no",)).told()[0] == "gate: the bundle could not be judged"
