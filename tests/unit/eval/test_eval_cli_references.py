from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval_bundles import write_bundle
from jembatan_eval import cli
from jembatan_eval.references.add import add
from jembatan_eval.references.file import Correction, Reference, read_references

runner = CliRunner()


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return write_bundle(
        tmp_path / "bundle", {"pasar": [("Terjual 9 ton.", "It sold 9 tons."), ("Beras naik.", "Rice rose.")]}
    )


def test_an_article_is_translated_line_by_line_and_added(tmp_path: Path, bundle: Path) -> None:
    of = ["references", "add", "--bundle", str(bundle), "--article", "pasar"]
    assert runner.invoke(cli.app, [*of, "--sources"]).output == "Terjual 9 ton.\nBeras naik.\n"
    (tmp_path / "pasar.en").write_text("Nine tons were sold.\nRice prices rose.\n", encoding="utf-8")
    to = tmp_path / "ours.jsonl"
    arguments = [*of, "--targets", str(tmp_path / "pasar.en"), "--to", str(to)]
    assert runner.invoke(cli.app, arguments).exit_code == 0
    (tmp_path / "back.jsonl").write_text(
        json.dumps(
            {"schema": 1, "type": "correction", "article": "pasar", "source": "Beras naik.", "target": "Rice is up."}
        ),
        encoding="utf-8",
    )
    back = ["references", "add", "--corrections", str(tmp_path / "back.jsonl"), "--to", str(to)]
    assert runner.invoke(cli.app, back).exit_code == 0
    assert read_references(to) == [
        Reference("pasar", "Terjual 9 ton.", "Nine tons were sold."),
        Reference("pasar", "Beras naik.", "Rice is up."),
    ]
    assert (
        "2 segments, 1 corrections, 0 summaries; 0 to look at"
        in runner.invoke(cli.app, ["references", "check", str(to)]).output
    )
    before = to.read_bytes()
    refused = runner.invoke(cli.app, arguments)
    assert "has segments of pasar already" in str(refused.exception)
    assert to.read_bytes() == before


@pytest.mark.parametrize(
    ("english", "message"),
    [("One line.\n", "has 1 lines and pasar 2 segments"), ("One.\n\n", "pasar.en:2: is empty")],
)
def test_a_translation_that_does_not_fit_is_refused(tmp_path: Path, bundle: Path, english: str, message: str) -> None:
    (tmp_path / "pasar.en").write_text(english, encoding="utf-8")
    of = ["references", "add", "--bundle", str(bundle), "--article", "pasar", "--to", str(tmp_path / "ours.jsonl")]
    assert message in str(runner.invoke(cli.app, [*of, "--targets", str(tmp_path / "pasar.en")]).exception)
    assert not (tmp_path / "ours.jsonl").exists()


def test_what_to_add_must_be_said(bundle: Path) -> None:
    for both in ([], ["--corrections", "c"], ["--sources", "--targets", "t", "--to", "o"]):
        article = ["--bundle", str(bundle), "--article", "pasar"] if both else []
        assert runner.invoke(cli.app, ["references", "add", *article, *both]).exit_code == 2
    of = ["references", "add", "--bundle", str(bundle), "--article", "harga", "--sources"]
    assert "has no article harga; it has pasar" in str(runner.invoke(cli.app, of).exception)


def test_doubts_are_exit_3(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    segment = {"schema": 1, "type": "segment", "article": "pasar", "source": "Ada 9.", "target": "There are 8."}
    path.write_text(json.dumps(segment) + "\n", encoding="utf-8")
    result = runner.invoke(cli.app, ["references", "check", str(path), "--json"])
    assert result.exit_code == 3
    assert json.loads(result.output)["doubts"][0]["line"] == 1


def test_of_those_who_add_at_once_nobody_is_lost(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "ours.jsonl")
    entries = [
        Correction(schema=1, type="correction", article="pasar", source=f"Ada {n}.", target=f"There are {n}.")
        for n in range(40)
    ]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda entry: add(tmp_path / "link.jsonl", [entry]), entries))
    assert (tmp_path / "link.jsonl").is_symlink()
    assert {one.source for one in read_references(tmp_path / "ours.jsonl")} == {one.source for one in entries}
