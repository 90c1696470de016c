from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval_bundles import write_bundle, write_references
from jembatan_eval import cli

runner = CliRunner()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "hyp").write_text("It sold 45 tons.\nIt rained all day long.\n", encoding="utf-8")
    (tmp_path / "ref").write_text("It sold 45 tons.\nIt rained all day.\n", encoding="utf-8")
    (tmp_path / "src").write_text("Terjual 45 ton.\nHujan turun sepanjang hari.\n", encoding="utf-8")
    return [str(tmp_path / name) for name in ("hyp", "ref", "src")]


def test_files_are_scored(files: list[str]) -> None:
    hyp, ref, src = files
    result = runner.invoke(cli.app, ["score", "--hyp", hyp, "--ref", ref, "--src", src, "--no-intervals"])
    assert result.exit_code == 0
    assert "BLEU       74.2  nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:" in result.output
    assert "100.0% survived: 1 kept, 0 reworded, 0 converted, 0 changed, 0 lost, 0 invented" in result.output
    assert "2 segments, 0 of them empty" in result.output
    assert "too few references to tell" in result.output


def test_json_is_unrounded(files: list[str]) -> None:
    hyp, ref, _ = files
    result = runner.invoke(cli.app, ["score", "--hyp", hyp, "--ref", ref, "--json", "--no-intervals"])
    data = json.loads(result.output)
    assert list(data) == [
        "bleu",
        "chrf",
        "chrf++",
        "ter",
        "numbers",
        "coverage",
        "length_ratio",
        "segments",
        "documents",
    ]
    assert data["bleu"]["score"] == pytest.approx(74.194466, abs=1e-6)
    assert data["bleu"]["score"] != round(data["bleu"]["score"], 4)
    assert data["chrf"]["signature"].startswith("nrefs:1|case:mixed|")
    assert data["numbers"] is None
    assert data["segments"] == {"scored": 2, "referenced": 2, "empty": 0, "unanswered": None}
    assert data["bleu"]["interval"] is None


def test_a_bundle_is_scored_and_what_is_missing_is_told(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "bundle", {"pasar": [("Pasar buka.", "The market opens."), ("Ikan habis.", None)]})
    references = write_references(
        tmp_path / "references.jsonl",
        [("pasar", "Ikan habis.", "Fish is sold out."), ("angin", "Angin kencang.", "Strong wind.")],
    )
    arguments = ["score", str(bundle), "--references", str(references)]
    shown = runner.invoke(cli.app, arguments)
    assert shown.exit_code == 0
    assert "1 of the bundle's segments have a reference" in shown.output
    assert "pasar: 1 segments without a reference, 1 segments without a translation" in shown.output
    assert "angin: 1 references without a segment" in shown.output
    data = json.loads(runner.invoke(cli.app, [*arguments, "--json"]).output)
    assert data["articles"][1] == {
        "article": "angin",
        "segments": 0,
        "references": 1,
        "matched": 0,
        "untranslated": 0,
        "foreign": 0,
        "in_bundle": False,
        "segments_without_reference": 0,
        "references_without_segment": 1,
    }


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--hyp", "a"],
        ["bundle", "--hyp", "a", "--ref", "b"],
        ["--ref", "a", "--src", "b"],
        ["--hyp=a", "--ref=b", "--references=c"],
    ],
)
def test_a_wrong_choice_of_inputs_is_a_usage_error(arguments: list[str]) -> None:
    assert runner.invoke(cli.app, ["score", *arguments]).exit_code == 2


def test_an_error_is_a_message_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["jembatan-eval", "score", str(tmp_path)])
    with pytest.raises(SystemExit) as exit:
        cli.main()
    assert exit.value.code == 2
    assert capsys.readouterr().err.startswith(f"jembatan-eval: {tmp_path}: not a published bundle")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_a_message_and_exit_2() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "jembatan_eval", "contrast", "--sources"]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith("jembatan-eval: [Errno 28] No space left on device; look at")


def test_help_imports_nothing_slow() -> None:
    program = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from jembatan_eval.cli import app\n"
        "for command in ('score', 'compare'):\n"
        "    assert CliRunner().invoke(app, [command, '--help']).exit_code == 0\n"
        "print(*{name.partition('.')[0] for name in sys.modules})\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    slow = {"sacrebleu", "datasets", "evaluate", "pandas", "numpy", "torch"}
    assert slow.isdisjoint(done.stdout.split())
