from __future__ import annotations

import json
from pathlib import Path

import pytest

from jembatan.errors import InputError
from jembatan_eval.references.file import SEEDS, Reference, read_entries, read_references


def line(type: str = "segment", **fields: object) -> str:
    return json.dumps({"schema": 1, "type": type, "article": "pasar", **fields}) + "\n"


def test_a_correction_takes_the_place_of_its_reference_and_the_last_one_counts(tmp_path: Path) -> None:
    path = tmp_path / "references.jsonl"
    path.write_text(
        line(source="Ikan  habis.", target="Fish is gone.", n=0)
        + line("correction", source="Ikan habis.", target="No fish.", hypothesis="Fishes.", by="Ani", date="2026-01-31")
        + line(source="Beras naik.", target="Rice is up.", kind="heading", added_later="is passed over")
        + line("correction", source="Ikan habis.", target="Fish has sold out.")
        + line("correction", source="Hujan.", target="It rained.")
        + line("summary", style="lead", headline="Fish sold out", sentences=["Fish has sold out."]),
        encoding="utf-8",
    )
    assert read_references(path) == [
        Reference("pasar", "Ikan  habis.", "Fish has sold out."),
        Reference("pasar", "Beras naik.", "Rice is up.", "heading"),
        Reference("pasar", "Hujan.", "It rained."),
    ]
    assert [of.line for of in read_entries(path)] == [1, 2, 3, 4, 5, 6]


def test_the_seeds_have_their_references() -> None:
    found = read_references(SEEDS)
    assert len(found) == 144
    assert {one.kind for one in found} == {"sentence", "heading", "title"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "references.jsonl:2: not a reference of schema 1"),
        (line().replace('"schema": 1', '"schema": 2'), "references.jsonl:2: .*schema"),
        (line(source="b"), r"references.jsonl:2: .*target"),
        (line(source="b", target="  "), r"references.jsonl:2: .*target"),
        (line("remark", source="b", target="c"), "references.jsonl:2: .*type|does not match"),
        (line("correction", source="b", target="c", date="soon"), "references.jsonl:2: .*date"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "references.jsonl"
    path.write_text(line(source="Satu.", target="One.") + text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_references(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.jsonl: there is no such references file"):
        read_references(tmp_path / "gone.jsonl")
