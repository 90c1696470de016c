from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jembatan.errors import InputError, StoreError
from jembatan_eval import baselines, cli

runner = CliRunner()
SMOKE = Path(__file__).parents[3] / "configs" / "smoke.yaml"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    text = SMOKE.read_text(encoding="utf-8")
    path = tmp_path / "smoke.yaml"
    path.write_text(text.replace("../", f"{tmp_path}/"), encoding="utf-8")
    return path


def test_the_table_and_what_is_saved(tmp_path: Path, config: Path) -> None:
    arguments = ["leaderboard", str(config), "--limit", "3", "--save", str(tmp_path / "saved")]
    shown = runner.invoke(cli.app, arguments)
    assert shown.exit_code == 0, shown.output
    assert "3 sentences; 95% intervals in brackets" in shown.output
    assert "fake, Apache-2.0" in shown.output
    assert len((tmp_path / "saved" / "smoke.en").read_text(encoding="utf-8").splitlines()) == 3
    assert "smoke" in baselines.read(tmp_path / "saved" / "smoke.json").provenance.about


def test_files_may_stand_for_the_references(tmp_path: Path, config: Path) -> None:
    (tmp_path / "a.id").write_text("Ada 9 kapal.\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("There are 9 boats.\n", encoding="utf-8")
    arguments = ["leaderboard", str(config), "--src", str(tmp_path / "a.id"), "--ref", str(tmp_path / "a.en"), "--json"]
    result = runner.invoke(cli.app, arguments)
    (row,) = json.loads(result.stdout)
    assert (row["config"], row["problem"], row["scores"]["segments"]["scored"]) == ("smoke", None, 1)
    assert runner.invoke(cli.app, ["leaderboard", str(config), "--src", "a.id"]).exit_code == 2


def test_where_no_config_can_be_measured_it_is_exit_2(tmp_path: Path) -> None:
    shown = runner.invoke(cli.app, ["leaderboard", str(tmp_path / "gone.yaml")])
    assert (shown.exit_code, "gone         not measured" in shown.output) == (2, True)


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_translated(tmp_path: Path, config: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    shown = runner.invoke(cli.app, ["leaderboard", str(config), "--save", str(tmp_path / "file")])
    assert isinstance(shown.exception, StoreError)
    assert not (tmp_path / "outputs").exists()


def test_references_without_a_translation_are_told(tmp_path: Path, config: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    shown = runner.invoke(cli.app, ["leaderboard", str(config), "--references", str(tmp_path / "none.jsonl")])
    assert isinstance(shown.exception, InputError)
