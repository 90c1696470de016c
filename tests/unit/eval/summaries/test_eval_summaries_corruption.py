"""Faults are put in, found and counted; the seeds' recall and false alarms stay where they were measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from jembatan_eval.references.file import SEEDS
from jembatan_eval.summaries.check import SummaryText
from jembatan_eval.summaries.corruption import main, measure, reference_summaries


def test_every_fault_is_one_change_of_a_sentence() -> None:
    text = SummaryText("a", ("He met Latief in Ambon.",), ("He met Latief in Ambon.",))
    other = SummaryText("b", (), ("They told Rukmini so.",))
    outcome = measure([text, other])
    assert (outcome.summaries, outcome.sentences, outcome.alarms) == (2, 1, ())
    assert [trial.kind for trial in outcome.trials] == [
        "added figure",
        "added name",
        *["name invented"] * 2,
        *["name of another article"] * 2,
    ]
    assert [trial.sentence for trial in outcome.of_kind("name of another article")] == [
        "He met Rukmini in Ambon.",
        "He met Latief in Rukmini.",
    ]
    assert all(trial.caught for trial in outcome.of_kind("name of another article"))


def test_an_alarm_on_an_untouched_summary_is_told() -> None:
    outcome = measure([SummaryText("a", ("He met Latief.",), ("He came.",))])
    assert [(alarm.kind, alarm.surface) for alarm in outcome.alarms] == [("name", "Latief")]


@pytest.mark.parametrize("seed", [0, 1])
def test_the_seeds_summaries_raise_no_alarm_and_their_faults_are_found(seed: int) -> None:
    outcome = measure(reference_summaries(SEEDS), seed)
    assert outcome.alarms == ()
    least = {
        "figure changed": 0.8,
        "added figure": 0.9,
        "added name": 1.0,
        "name invented, first word": 0.7,
        "name invented": 1.0,
        "name of another article": 0.95,
        "name of the same article": 0.2,
    }
    assert {trial.kind for trial in outcome.trials} == least.keys()
    for kind, share in least.items():
        trials = outcome.of_kind(kind)
        assert sum(trial.caught for trial in trials) >= share * len(trials), kind


def test_the_table_and_the_list_of_misses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head == "10 summaries, 30 sentences with headlines: 0 alarms"
    assert rows[0].split()[:2] == ["figure", "changed"]
    assert any("name of the same article:" in row for row in rows)


def test_unusable_input_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--references", str(tmp_path / "gone")]) == 2
    assert "gone: there is no such references file" in capsys.readouterr().err
