"""Faults are put in where they change the meaning, and nowhere else; the counting is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan import aligned
from jembatan_eval.corruptions import Corruption, corrupt
from jembatan_eval.number_corruption import main, measure


def _made(text: str, kind: str) -> set[str]:
    """Every fault of a kind that some seed makes of a text."""
    found = (one for seed in range(60) for one in corrupt(text, str(seed)) if one.kind == kind)
    return {one.text for one in found}


@pytest.mark.parametrize(
    ("kind", "text", "faults"),
    [
        ("separator", "It killed 1,250 men.", {"It killed 1.250 men.", "It killed 1, 250 men."}),
        ("separator", "It rose 2.5 percent.", {"It rose 25 percent."}),
        ("separator", "It has 1,250,000 men.", set()),
        ("transposed", "It killed 120 men.", {"It killed 210 men.", "It killed 102 men."}),
        ("transposed", "It killed 11 men.", set()),
        ("dropped", "It cost $5.2 million to build.", {"It cost to build."}),
        ("dropped", "It took 5-7 days.", set()),
        ("invented", "Prices rose.", set()),
        ("swapped", "It has 24 men and 13 boats.", {"It has 13 men and 24 boats."}),
        ("swapped", "It takes between 5 and 7 days.", set()),
        ("swapped", "It measures 5 km, 7 km and 9 km.", set()),
        ("swapped", "It began on 5 May 2019.", set()),
        ("day and month", "It began on 4 December 2019.", {"It began on 12 April 2019."}),
        ("day and month", "It began on April 12, 2019.", {"It began on December 4, 2019."}),
        ("day and month", "It began on 14 December 2019.", set()),
        ("day and month", "It began on 5 May 2019.", set()),
        ("clock hour", "It began at 20:08.", {"It began at 01:08."}),
        ("clock hour", "It began at 8:30 in the evening.", set()),
        ("clock", "It began at 8 p.m. on Monday.", {"It began at 8 a.m. on Monday."}),
        ("words", "Two or three men left.", {"Two or two men left.", "Two or four men left.", "Two or six men left."}),
        ("ordinal", "It is the second time.", {"It is the third time.", "It is the fourth time."}),
        ("ordinal", "It took two seconds at first.", set()),
        ("percent", "It rose 5% a year.", {"It rose 5 a year.", "It rose 5‰ a year."}),
        ("percent", "It rose 20% to 30%.", {"It rose 20% to 30.", "It rose 20% to 30‰."}),
        ("month", "June Smith came in June.", {"June Smith came in July.", "June Smith came in May."}),
        ("dropped", "It won the 2019–20 season.", set()),
        ("currency", "It cost US$5.", {"It cost €5.", "It cost £5."}),
        ("month", "It may march in.", set()),
        ("sign", "It was -5°C.", {"It was 5°C."}),
        ("decade", "It began in the 1980s.", {"It began in the 1980."}),
    ],
)
def test_each_kind_changes_what_is_said(kind: str, text: str, faults: set[str]) -> None:
    assert _made(text, kind) == faults


def test_a_number_that_stands_elsewhere_too_is_labelled() -> None:
    (fault,) = (one for one in corrupt("It has 12 men and 12 boats.", "0") if one.kind == "transposed")
    assert fault == Corruption("transposed", fault.text, "12", "21", True)


def test_the_same_seed_makes_the_same_faults() -> None:
    text = "On 4 May 2019, 1,250 of 3,000 men left at 20:08, or 41%."
    assert list(corrupt(text, "1")) == list(corrupt(text, "1"))
    assert list(corrupt(text, "1")) != list(corrupt(text, "2"))


@given(st.text(alphabet="0123456789.,-$%: amp\nMay twohundreds½’", max_size=60))
def test_nothing_raises_and_every_fault_is_a_change(text: str) -> None:
    for fault in corrupt(text, "0"):
        assert fault.text != text


def test_the_table_and_the_list_of_misses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.id").write_text("Ada 12 kapal.\nAda 12 kapal.\nHarga naik.\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("There are 12 ships.\nThere are 13 ships.\nPrices rose.\n", encoding="utf-8")
    assert main([str(tmp_path / "a.id"), str(tmp_path / "a.en"), "--list"]) == 0
    first, *rows = capsys.readouterr().out.splitlines()
    assert first == "3 pairs, 2 of them called ok and corrupted"
    assert [row.split() for row in rows] == [
        ["digit", "1", "of", "1", "caught", "100.0%"],
        ["dropped", "1", "of", "1", "caught", "100.0%"],
        ["invented", "1", "of", "1", "caught", "100.0%"],
        ["transposed", "1", "of", "1", "caught", "100.0%"],
        ["(repeated)", "0", "of", "0", "caught", "-"],
        ["all", "4", "of", "4", "caught", "100.0%"],
    ]


def test_unusable_input_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "gone"), str(tmp_path / "gone")]) == 2
    assert "gone: cannot be read" in capsys.readouterr().err


DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
SETS = ["flores-dev/dev", "tico19/tico19", "ud-pud-news/pud"]


@pytest.mark.skipif(not DATA.is_dir(), reason="the corpora are not beside the repository (../shared/data)")
@pytest.mark.parametrize("name", SETS)
def test_nearly_every_fault_in_human_translations_is_caught(name: str) -> None:
    outcome = measure(aligned.pairs(DATA / f"{name}.id", DATA / f"{name}.en"))
    assert len(outcome.trials) > 300
    assert len(outcome.missed) <= 0.01 * len(outcome.trials), [trial.corruption for trial in outcome.missed]
