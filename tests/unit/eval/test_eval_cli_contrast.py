from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jembatan.errors import InputError
from jembatan_eval.cli.contrast import app
from jembatan_eval.contrast import PHENOMENA, read_contrast

runner = CliRunner()
PAIRS = read_contrast()


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """All right but the first."""
    path = tmp_path / "contrast.en"
    path.write_text("\n".join([PAIRS[0].wrong, *(pair.target for pair in PAIRS[1:])]) + "\n", encoding="utf-8")
    return path


def test_the_sources_are_printed_one_a_line() -> None:
    result = runner.invoke(app, ["--sources"])
    assert result.exit_code == 0
    assert result.stdout.split("\n") == [*(pair.source for pair in PAIRS), ""]


def test_outputs_are_scored_and_failures_told(outputs: Path) -> None:
    result = runner.invoke(app, ["--hyp", str(outputs)])
    assert result.exit_code == 0
    assert "numbers          11 of  12\n" in result.stdout
    assert "abbreviations    12 of  12\n" in result.stdout
    assert "all             149 of 150\n" in result.stdout
    assert "\nnumbers-01: says none of: 3.5 million, " in result.stdout
    assert f"  output  {PAIRS[0].wrong}\n" in result.stdout
    assert "numbers-02" not in result.stdout


def test_json_holds_the_same(outputs: Path) -> None:
    data = json.loads(runner.invoke(app, ["--hyp", str(outputs), "--json"]).stdout)
    assert list(data) == ["passed", "total", "phenomena", "failed"]
    assert (data["passed"], data["total"]) == (149, 150)
    assert tuple(data["phenomena"]) == PHENOMENA
    assert data["phenomena"]["numbers"] == {"passed": 11, "total": 12}
    [failed] = data["failed"]
    assert (failed["id"], failed["phenomenon"], failed["output"]) == ("numbers-01", "numbers", PAIRS[0].wrong)
    assert failed["missing"][0][0] == "3.5 million"
    assert failed["avoided"] == ["35 million"]


def test_another_file_of_pairs_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(PAIRS[5].model_dump_json(by_alias=True) + "\n", encoding="utf-8")
    result = runner.invoke(app, ["--sources", "--references", str(path)])
    assert result.stdout == PAIRS[5].source + "\n"


@pytest.mark.parametrize("arguments", [[], ["--sources", "--hyp", "a"], ["--sources", "--json"], ["--json"]])
def test_a_wrong_choice_is_a_usage_error(arguments: list[str]) -> None:
    assert runner.invoke(app, arguments).exit_code == 2


def test_unusable_outputs_are_an_input_error(tmp_path: Path) -> None:
    result = runner.invoke(app, ["--hyp", str(tmp_path / "none.en")])
    assert isinstance(result.exception, InputError)
