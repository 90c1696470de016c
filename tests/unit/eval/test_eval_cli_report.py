from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval_bundles import write_bundle, write_references
from jembatan.errors import JembatanError, StoreError
from jembatan_eval import cli

runner = CliRunner()


def test_nights_are_reported_and_the_path_is_printed(tmp_path: Path) -> None:
    nights = [
        write_bundle(tmp_path / name, {"pasar": [("Terjual 9 ton.", f"It sold {sold} tons.")]})
        for name, sold in (("2026-01-30", 9), ("2026-01-31", 8))
    ]
    references = write_references(tmp_path / "refs.jsonl", [("pasar", "Terjual 9 ton.", "It sold 9 tons.")])
    out = tmp_path / "pages" / "report.html"
    arguments = ["report", *map(str, nights), "--references", str(references), "--out", str(out)]
    shown = runner.invoke(cli.app, arguments)
    assert (shown.exit_code, shown.output) == (0, f"{out}\n")
    page = out.read_text(encoding="utf-8")
    assert "The night of 31 January 2026 scores BLEU" in page
    assert "refs.jsonl" in page
    assert runner.invoke(cli.app, [*arguments, "--title", "Twice"]).exit_code == 0
    assert "<h1>Twice</h1>" in out.read_text(encoding="utf-8")
    data = json.loads(runner.invoke(cli.app, [*arguments, "--json"]).output)
    assert data["page"] == str(out)
    assert [one["numbers"]["survival"] for one in data["systems"].values()] == [1, 0]
    assert [path.name for path in out.parent.iterdir()] == ["report.html"]


def test_files_are_reported_under_their_names(tmp_path: Path) -> None:
    for name, text in {"a": "It rained.", "b": "It snowed.", "ref": "It rained.", "src": "Hujan."}.items():
        (tmp_path / name).write_text(f"{text}\n", encoding="utf-8")
    arguments = ["--ref", str(tmp_path / "ref"), "--src", str(tmp_path / "src"), "--out", str(tmp_path / "r.html")]
    given = [f"ours={tmp_path / 'a'}", str(tmp_path / "b")]
    assert runner.invoke(cli.app, ["report", *given, *arguments, "--worst", "0"]).exit_code == 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Of 2 systems, ours leads" in page
    assert 'id="w1"' not in page


@pytest.mark.parametrize(
    ("given", "message"),
    [(["a"], "files need --ref FILE"), (["a", "x/a", "--ref", "r"], "two are called a"), ([], "Missing argument")],
)
def test_a_wrong_choice_of_inputs_is_a_usage_error(given: list[str], message: str) -> None:
    shown = runner.invoke(cli.app, ["report", *given])
    assert shown.exit_code == 2
    assert message in shown.output


def test_what_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    missing = runner.invoke(cli.app, ["report", str(tmp_path), "--out", str(tmp_path / "r.html")])
    assert isinstance(missing.exception, JembatanError)
    bundle = write_bundle(tmp_path / "night", {"pasar": [("Terjual 9 ton.", "It sold 9 tons.")]})
    (tmp_path / "file").write_text("", encoding="utf-8")
    blocked = runner.invoke(cli.app, ["report", str(bundle), "--out", str(tmp_path / "file" / "r.html")])
    assert isinstance(blocked.exception, StoreError)
    assert "the report cannot be written" in str(blocked.exception)


def test_a_name_that_is_not_utf_8_is_told_as_far_as_it_can_be(tmp_path: Path) -> None:
    odd = tmp_path / "a\n\udcff.en"
    for path in (odd, tmp_path / "b.en"):
        path.write_text("It rained.\n", encoding="utf-8")
    arguments = [str(odd), f"={tmp_path / 'b.en'}", "--ref", str(tmp_path / "b.en")]
    out = tmp_path / "r.html"
    assert runner.invoke(cli.app, ["report", *arguments, "--out", str(out)]).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "a ?.en" in page
    compared = runner.invoke(cli.app, ["compare", *arguments, "--metric", "bleu"]).output
    assert "a ?.en - b.en:" in compared


def test_help_imports_nothing_slow() -> None:
    program = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from jembatan_eval.cli import app\n"
        "assert CliRunner().invoke(app, ['report', '--help']).exit_code == 0\n"
        "print(*{name.partition('.')[0] for name in sys.modules})\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    slow = {"sacrebleu", "datasets", "evaluate", "pandas", "numpy", "torch", "matplotlib", "jinja2", "lxml"}
    assert slow.isdisjoint(done.stdout.split())
