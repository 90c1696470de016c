from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval_bundles import write_bundle
from jembatan_eval import baselines, cli

runner = CliRunner()


@pytest.mark.parametrize(("english", "code"), [("It sold 9 tons.", 0), ("It sold 8 tons.", 3)])
def test_a_bundle_is_held_to_its_thresholds(tmp_path: Path, english: str, code: int) -> None:
    bundle = write_bundle(tmp_path / "bundle", {"pasar": [("Terjual 9 ton.", english)]})
    gate = tmp_path / "gate.yaml"
    gate.write_text(
        "thresholds:\n  numbers.survival: {min: 1}\n  bleu.score: {min: 20, required: false}\n", encoding="utf-8"
    )
    arguments = ["gate", str(bundle), "--gate", str(gate)]
    shown = runner.invoke(cli.app, arguments)
    assert shown.exit_code == code
    assert "skipped  bleu.score was not measured" in shown.output
    data = json.loads(runner.invoke(cli.app, [*arguments, "--json"]).output)
    assert data["passed"] is (code == 0)
    assert data["reasons"] == ([] if code == 0 else ["numbers.survival is 0, less than the least allowed, 1"])


def test_files_are_held_to_the_baseline_that_score_saved(tmp_path: Path) -> None:
    for name, text in {"good": "It rained all day.\n", "bad": "It snowed.\n", "ref": "It rained all day.\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = ["--ref", str(tmp_path / "ref")]
    save = ["--save", str(tmp_path / "base.json"), "--about", "Rain."]
    assert runner.invoke(cli.app, ["score", "--hyp", str(tmp_path / "good"), *files, *save]).exit_code == 0
    assert baselines.read(tmp_path / "base.json").provenance.about == "Rain."
    gate = tmp_path / "gate.yaml"
    gate.write_text("baseline: base.json\nthresholds: {chrf.score: {max_drop: 1}}\n", encoding="utf-8")
    arguments = [*files, "--gate", str(gate)]
    assert runner.invoke(cli.app, ["gate", "--hyp", str(tmp_path / "good"), *arguments]).exit_code == 0
    shown = runner.invoke(cli.app, ["gate", "--hyp", str(tmp_path / "bad"), *arguments])
    assert shown.exit_code == 3
    assert "failed   chrf.score fell from 100 to" in shown.output


def test_a_gate_needs_something_to_judge() -> None:
    assert runner.invoke(cli.app, ["gate"]).exit_code == 2


@pytest.mark.parametrize("arguments", [["bundle", "--ref", "r"], ["--hyp", "h", "--ref", "r", "--references", "x"]])
def test_what_a_gate_would_not_look_at_is_refused(arguments: list[str]) -> None:
    assert runner.invoke(cli.app, ["gate", *arguments]).exit_code == 2
    assert isinstance(runner.invoke(cli.app, ["gate", *arguments]).exception, SystemExit)
