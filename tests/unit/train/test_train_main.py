from __future__ import annotations

import json
from pathlib import Path

import pytest

import tiny_causal
from jembatan.train.__main__ import main

RECIPE = "corpora: {wire: 9}\nrank: 4\npasses: 1\nwords: [2, 20]\n"
ROWS = (
    "corpus\tdomain\tlicence\tid\ten\n"
    "wire\tnews\topen\tHarga beras naik lagi kemarin.\tRice prices rose again yesterday.\n"
    "wire\tnews\topen\tHarga beras naik 12 persen.\tRice prices rose 21 percent.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "recipe.yaml").write_text(RECIPE, encoding="utf-8")
    (tmp_path / "pairs.tsv").write_text(ROWS, encoding="utf-8")
    tiny_causal.make(tmp_path / "source")
    (tmp_path / "model").mkdir()
    tiny_causal.write_gguf(tmp_path / "source", tmp_path / "model" / "tiny.gguf")
    return [str(tmp_path / name) for name in ("recipe.yaml", "pairs.tsv", "model", "adapter")]


def test_a_gguf_file_is_taught(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("dev.id", "Kami menolak.\n"), ("dev.en", "We refuse.\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    dev = ["--dev", str(tmp_path / "dev.id"), str(tmp_path / "dev.en"), "--dev-every", "1"]
    assert main([*files, *dev]) == 0
    said = capsys.readouterr()
    result = json.loads(said.out)
    assert (result["adapter"], result["pairs"]) == (files[3], 1)
    assert result["dev_loss"] > 0
    assert "wire: 1 left out: numbers" in said.err
    assert {path.name for path in (tmp_path / "adapter").iterdir()} == {
        "adapter_model.safetensors",
        "adapter_config.json",
    }


def test_the_selection_can_be_looked_at_first(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*files, "--select-only"]) == 0
    assert "1 pairs, 0 of them with terms" in capsys.readouterr().err
    assert not Path(files[3]).exists()


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_what_is_missing_is_told_in_a_line(files: list[str], missing: int, capsys: pytest.CaptureFixture[str]) -> None:
    files[missing] = "/no/such/thing"
    assert main(files) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("train: ")]
    assert "/no/such/thing" in line
