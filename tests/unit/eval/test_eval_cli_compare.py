from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from eval_bundles import write_bundle, write_references
from jembatan_eval import cli

runner = CliRunner()


def test_two_nights_are_compared_and_too_few_is_said(tmp_path: Path) -> None:
    good = write_bundle(tmp_path / "good", {"pasar": [("Terjual 9 ton.", "It sold 9 tons.")]})
    bad = write_bundle(tmp_path / "bad", {"pasar": [("Terjual 9 ton.", "It sold 8 tons.")]})
    references = write_references(tmp_path / "refs.jsonl", [("pasar", "Terjual 9 ton.", "It sold 9 tons.")])
    arguments = ["compare", str(bad), f"better={good}", "--references", str(references), "--metric", "number_survival"]
    shown = runner.invoke(cli.app, arguments)
    assert shown.exit_code == 0
    assert "1 sentences of 1 articles that all systems have" in shown.output
    assert "better  100.0  [0.0, 100.0]" in shown.output
    assert "too few references to tell" in shown.output
    data = json.loads(runner.invoke(cli.app, [*arguments, "--json"]).output)
    (found,) = data["measures"]["number_survival"]["differences"]
    assert (found["one"], found["other"], found["value"], found["significant"]) == ("better", "bad", 1.0, False)


def test_a_bundle_is_held_against_references_of_articles_only(tmp_path: Path) -> None:
    night = write_bundle(tmp_path / "night", {"pasar": [("Terjual 9 ton.", "It sold 9 tons.")]})
    (tmp_path / "ref").write_text("It sold 9 tons.\n", encoding="utf-8")
    shown = runner.invoke(cli.app, ["compare", str(night), str(tmp_path / "ref"), "--ref", str(tmp_path / "ref")])
    assert shown.exit_code == 2
    assert "belong to files" in shown.output


def test_files_need_something_to_be_held_against(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("It rained.\n", encoding="utf-8")
    shown = runner.invoke(cli.app, ["compare", str(tmp_path / "a"), str(tmp_path / "b")])
    assert shown.exit_code == 2
    assert "files need --ref FILE" in shown.output
