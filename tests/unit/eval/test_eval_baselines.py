from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from jembatan.errors import InputError, StoreError
from jembatan_eval import baselines

COMMITTED = sorted((Path(__file__).parents[3] / "eval" / "baselines").glob("*.json"))


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "dev.en").write_text("It rained.\n", encoding="utf-8")
    origin = baselines.provenance("Rain.", [("hypothesis", tmp_path / "dev.en")], "one|two")
    baselines.write(tmp_path / "made.json", {"bleu": {"score": 1 / 3}}, origin)
    found = baselines.read(tmp_path / "made.json")
    assert found.provenance == origin
    assert found.scores == {"bleu": {"score": 1 / 3}}
    assert (origin.made, origin.signature) == (date.today(), "one|two")
    (file,) = origin.files
    assert (file.role, file.name, file.sha256) == (
        "hypothesis",
        "dev.en",
        hashlib.sha256(b"It rained.\n").hexdigest(),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not a baseline of schema 1"),
        ('{"schema": 2, "provenance": {}, "scores": {}}', "schema: .*jembatan-eval score --save"),
        ('{"schema": 1, "scores": {}}', "provenance: Field required"),
    ],
)
def test_what_is_no_baseline_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        baselines.read(tmp_path / "bad.json")


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        baselines.write(tmp_path / "no" / "such.json", {}, baselines.provenance("", []))


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_committed_baselines_tell_where_they_come_from(path: Path) -> None:
    found = baselines.read(path)
    assert found.provenance.about
    assert {"hypothesis", "bundle"} & {file.role for file in found.provenance.files}
    assert "reference" in {file.role for file in found.provenance.files}
    assert {"bleu", "chrf++", "numbers", "coverage"} <= found.scores.keys()


def test_there_are_baselines() -> None:
    assert len(COMMITTED) >= 9
