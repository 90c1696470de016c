"""The counts of the guard's checks over two files, and its false alarms on human references."""

from __future__ import annotations

from pathlib import Path

import pytest

from jembatan_eval.guard_findings import judge, main
from nights import ROOT

FLORES = ROOT.parent / "shared" / "data" / "flores-dev"
GLOSSARY = ROOT / "configs" / "glossary.tsv"


def test_each_check_is_counted_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "a.id", tmp_path / "a.en"
    source.write_text("Ada 12 rudal di Ukraina.\nHujan turun.\nIa tidak hadir.\n", encoding="utf-8")
    target.write_text("There are 13 planes in Ukraina.\nIt rained.\nHe was there.\n", encoding="utf-8")
    assert main([str(source), str(target), "--glossary", str(GLOSSARY), "--list"]) == 0
    out = capsys.readouterr().out
    assert "3 negation: The Indonesian says “tidak hadir”, and nothing in the English denies." in out
    assert "1 glossary: The glossary has “rudal” as missile, and the English has no such form." in out
    assert out.splitlines()[-1].startswith("2 of 3 lines are told (66.67%): ")


def test_what_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "no.id"), str(tmp_path / "no.en")]) == 2
    assert "guard_findings: " in capsys.readouterr().err


@pytest.mark.skipif(not FLORES.exists(), reason="FLORES-200 dev is not beside the checkout")
def test_false_alarms_on_human_references_stay_below_two_in_a_hundred() -> None:
    from jembatan.glossary import file

    judged = list(judge(FLORES / "dev.id", FLORES / "dev.en", file.load(GLOSSARY)))
    told = [one.pair.number for one in judged if one.findings]
    assert len(judged) == 997
    assert len(told) <= 0.02 * len(judged), told


@pytest.mark.skipif(not FLORES.exists(), reason="FLORES-200 dev is not beside the checkout")
@pytest.mark.parametrize(
    ("system", "lost"),
    [
        ("nllb", {364, 400, 424, 463, 480, 515, 600, 610, 735, 803, 827, 849}),
        ("opusmt", {172, 376, 397, 405, 480, 646, 735, 803, 836}),
    ],
)
def test_sentences_that_systems_lost_are_found(system: str, lost: set[int]) -> None:
    """Each was read: a sentence or clause of the Indonesian has no English."""
    judged = judge(FLORES / "dev.id", FLORES / f"dev.{system}.en", None)
    found = {one.pair.number for one in judged if any(finding.check == "coverage" for finding in one.findings)}
    assert found >= lost
