from __future__ import annotations

import json
from pathlib import Path

import pytest

from jembatan_eval.reference_check import check
from jembatan_eval.references.file import SEEDS

SEGMENTS = [
    ("Pasar ikan dibuka kembali pada Selasa.", "The fish market reopened on Tuesday."),
    ("Sebanyak 45 ton ikan terjual di Jakarta.", "A total of 45 tons of fish were sold in Jakarta."),
    ("Harga beras tidak naik.", "The price of rice did not rise."),
]
LEAD = ["Some 45 tons of fish were sold in Jakarta."]
BRIEF = ["The fish market reopened.", "In Jakarta 45 tons were sold.", "The price of rice did not rise."]


def write(folder: Path, **changed: object) -> Path:
    """A references file without fault, with what a test changes in it."""
    segments, lead = changed.get("segments", SEGMENTS), changed.get("lead", LEAD)
    numbers = changed.get("numbers", range(10))
    assert isinstance(segments, list)
    assert isinstance(numbers, range | list)
    lines: list[dict[str, object]] = [
        {"type": "segment", "n": n, "source": source, "target": target}
        for n, (source, target) in zip(numbers, segments, strict=False)
    ]
    lines.append({"type": "summary", "style": "lead", "headline": "Fish sold", "sentences": lead})
    if changed.get("brief", True):
        lines.append({"type": "summary", "style": "brief", "headline": "Fish sold", "sentences": BRIEF})
    path = folder / "references.jsonl"
    path.write_text(
        "".join(json.dumps({"schema": 1, "article": "pasar", **line}) + "\n" for line in lines), encoding="utf-8"
    )
    return path


def test_our_references_of_the_seeds_raise_no_doubt() -> None:
    assert check(SEEDS, Path(__file__).parents[3] / "seeds") == []


def test_a_good_file_raises_no_doubt(tmp_path: Path) -> None:
    (tmp_path / "pasar.txt").write_text("\n".join(source for source, _ in SEGMENTS), encoding="utf-8")
    assert check(write(tmp_path), tmp_path) == []


@pytest.mark.parametrize(
    ("changed", "line", "text"),
    [
        ({"segments": [*SEGMENTS[:1], (SEGMENTS[1][0], SEGMENTS[1][1].replace("45", "54")), SEGMENTS[2]]}, 2, "45"),
        ({"segments": [SEGMENTS[0], SEGMENTS[1], (SEGMENTS[2][0], SEGMENTS[2][0])]}, 3, "echoed"),
        ({"segments": [(SEGMENTS[0][0], "“The fish market reopened on Tuesday."), *SEGMENTS[1:]]}, 1, "marks open"),
        ({"numbers": [0, 2, 3]}, 2, "this is segment 2, and 1 was to come"),
        ({"lead": ["Some 54 tons of fish were sold in Jakarta."]}, 4, "sentence 1: 54"),
        ({"lead": ["Some 45 tons of fish were sold in Surabaya."]}, 4, "Surabaya"),
        ({"brief": False}, 0, "has a lead summary but no brief"),
    ],
)
def test_what_is_doubtful_is_told_with_its_line(
    tmp_path: Path, changed: dict[str, object], line: int, text: str
) -> None:
    found = check(write(tmp_path, **changed))
    assert (line, True) in {(doubt.line, text in doubt.text) for doubt in found}


def test_a_source_must_stand_in_its_article(tmp_path: Path) -> None:
    path = write(tmp_path)
    (tmp_path / "pasar.txt").write_text(SEGMENTS[0][0] + " " + SEGMENTS[2][0], encoding="utf-8")
    (doubt,) = check(path, tmp_path)
    assert (doubt.line, doubt.text) == (2, "its source does not stand in pasar.txt, or not in this order")
    assert "cannot be read" in check(path, tmp_path / "none")[0].text
