"""Number survival: as counted, as an ``evaluate`` module, and over the systems of a test set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from jembatan.quantities import NumberMatch, NumberReport, Quantity
from jembatan_eval.number_survival import NumberCounts, Sentence, counts, counts_by_kind, survival
from jembatan_eval.number_systems import main
from nights import ROOT

SOURCES = ["Ada 11.800 orang.", "Ada 5 kapal.", "Harga naik.", "Ada 7 orang."]
TARGETS = ["There are 11,800 people.", "There are 6 ships.", "Prices rose.", "There are seven people."]

USE = """
import json, sys, evaluate
metric = evaluate.load(sys.argv[1])
sources, targets = json.loads(sys.argv[2])
plain = metric.compute(sources=sources, predictions=targets)
more = metric.compute(
    sources=["Tarif naik pada Selasa (5/11)."], predictions=["Fares rose on Tuesday (November 5)."],
    references=["Fares rose on Tuesday (May 11)."], published=["2024-11-06"],
)
try:
    metric.compute(sources=["Satu."], predictions=["One."], references=["One.", "Two."])
except ValueError as error:
    print(json.dumps([plain, more, str(error)]))
"""


def test_sentences_without_a_number_do_not_count() -> None:
    found = survival(map(Sentence, SOURCES, TARGETS))
    assert (found.sentences, found.with_numbers, found.errors, found.converted) == (4, 3, (1,), ())
    assert found.survival == pytest.approx(2 / 3)
    assert found.converted_share == 0
    assert found.statuses["changed"] == 1
    assert sum(found.statuses.values()) == 3


def test_where_no_sentence_has_a_number_there_is_no_share() -> None:
    found = survival([Sentence("Harga naik.", "Prices rose.")])
    assert (found.survival, found.converted_share) == (None, None)


def test_entities_are_signs_and_the_date_settles_dates() -> None:
    assert survival([Sentence("Harga naik.", "It&#39;s dearer.")]).with_numbers == 0
    told = Sentence("Selasa (5/11)", "Tuesday (November 5)", date(2024, 11, 6))
    assert survival([told]).errors == ()


def test_evaluate_loads_it_by_its_path_without_a_network(tmp_path: Path) -> None:
    # In a process of its own: evaluate keeps its cache folders for as long as it lives.
    path = str(ROOT / "eval" / "metrics" / "number_survival")
    ended = subprocess.run(
        [sys.executable, "-c", USE, path, json.dumps([SOURCES, TARGETS])],
        env={**os.environ, "HF_HOME": str(tmp_path), "HF_HUB_OFFLINE": "1", "https_proxy": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    plain, more, refused = json.loads(ended.stdout.splitlines()[-1])
    assert plain["survival"] == pytest.approx(2 / 3)
    assert (plain["sentences"], plain["with_numbers"], plain["errors"]) == (4, 3, [1])
    assert {"kept", "reworded", "converted", "changed", "lost", "invented", "converted_share"} <= plain.keys()
    assert "reference_survival" not in plain
    assert (more["survival"], more["reference_survival"], more["reference_errors"]) == (1, 0, [0])
    assert refused == "2 references for 1 sources; give one for each"


def test_systems_are_ranked_and_their_errors_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, lines in {"dev.id": SOURCES, "dev.bad.en": TARGETS, "dev.en": [TARGETS[0], "5 ships", "", "7"]}.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    first, second, *lines = capsys.readouterr().out.splitlines()
    assert first.startswith("reference       100.0%  0 error, 0 converted of 3 sentences")
    assert second.startswith("bad              66.7%  1 error, 0 converted of 3 sentences")
    assert lines == ["reference: lines -", "bad: lines 2"]
    assert main([str(tmp_path), "--list"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-3].startswith("bad, line 2: ")
    assert told[-2:] == ["  Ada 5 kapal.", "  There are 6 ships."]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ([], "holds 0 files *.id; one is needed"),
        (["a.id"], "holds no translation a.en or a.SYSTEM.en"),
        (["a.id", "a.x.en"], "a.id has 1 lines and"),
    ],
)
def test_a_folder_that_cannot_be_measured_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], names: list[str], message: str
) -> None:
    for name in names:
        (tmp_path / name).write_text("Satu.\n" * (1 + name.endswith("x.en")), encoding="utf-8")
    assert main([str(tmp_path)]) == 2
    assert message in capsys.readouterr().err


def test_reworded_and_converted_numbers_survive_and_excused_ones_are_no_part() -> None:
    number, day = Quantity(0, 1, "3", "3"), Quantity(0, 1, "Sabtu", "6", kind="weekday")
    matches = (
        NumberMatch("kept", number, number, ""),
        NumberMatch("reworded", number, number, ""),
        NumberMatch("converted", number, number, ""),
        NumberMatch("lost", number, None, ""),
        NumberMatch("invented", None, day, ""),
        NumberMatch("lost", day, None, "", excused=True),
    )
    reports = [NumberReport("", matches)]
    found = counts(reports)
    assert found == NumberCounts(kept=1, reworded=1, converted=1, changed=0, lost=1, invented=1)
    assert found.survival == pytest.approx(3 / 4)
    assert counts_by_kind(reports) == {
        number.kind: NumberCounts(kept=1, reworded=1, converted=1, lost=1),
        "weekday": NumberCounts(invented=1),
    }
