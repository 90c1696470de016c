"""Two reference summaries an article; what is not so is named with its file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jembatan.errors import InputError
from jembatan_eval.references.file import SEEDS
from jembatan_eval.references.summaries import SummaryReference, by_article, read_summary_references


def _line(style: str, sentences: list[str], **other: object) -> str:
    line = {"schema": 1, "type": "summary", "article": "pasar", "style": style, "headline": "Fish sold"}
    return json.dumps({**line, "sentences": sentences, **other})


LEAD = _line("lead", ["All fish was sold."])
BRIEF = _line("brief", ["All fish was sold.", "Rice was not.", "It rained."])
SEGMENT = json.dumps({"schema": 1, "type": "segment", "article": "pasar", "source": "Ikan", "target": "Fish"})


def test_both_summaries_of_an_article_are_one_reference(tmp_path: Path) -> None:
    path = tmp_path / "references.jsonl"
    path.write_text("\n".join([SEGMENT, BRIEF, "", LEAD]) + "\n", encoding="utf-8")
    reference = SummaryReference(
        "pasar",
        "Fish sold",
        ("All fish was sold.",),
        "Fish sold",
        ("All fish was sold.", "Rice was not.", "It rained."),
    )
    assert read_summary_references(path) == [reference]
    assert reference.both == (reference.lead, reference.brief)
    assert by_article([reference]) == {"pasar": reference}


def test_every_seed_has_both() -> None:
    found = read_summary_references(SEEDS)
    assert len(found) == 5
    assert {(len(one.lead), len(one.brief)) for one in found} == {(1, 3)}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{"], "references.jsonl:1: not a reference of schema 1"),
        ([SEGMENT, _line("lead", [])], r"references.jsonl:2: .*sentences"),
        ([_line("long", ["a"])], "references.jsonl:1: .*style"),
        ([_line("lead", ["a"], headline=" ")], "references.jsonl:1: .*headline"),
        ([_line("lead", ["a"], schema=2)], "references.jsonl:1: .*schema"),
        ([_line("brief", ["a", "b"])], "references.jsonl:1: this brief summary has 2 sentences; it must have 3"),
        ([_line("brief", ["a", "b", " "])], r"references.jsonl:1: .*sentences\.2"),
        ([BRIEF, LEAD, LEAD], "references.jsonl:3: a second lead summary of pasar; the first is line 2"),
        ([SEGMENT, LEAD], "references.jsonl:2: pasar has a lead summary but no brief"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, lines: list[str], message: str) -> None:
    path = tmp_path / "references.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_summary_references(path)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.jsonl: there is no such references file"):
        read_summary_references(tmp_path / "gone.jsonl")
