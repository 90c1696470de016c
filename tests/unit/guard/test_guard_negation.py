"""A denial that is lost is told; figures of speech, and denials in other words, are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.negation import negation_check

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "flores-dev"
MOST_FALSE = 0.005
"""The share of right sentences that may be told, so that all checks together stay below two in a hundred."""


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        ("Polisi tidak menahan tersangka.", "The police detained the suspect.", "tidak menahan"),
        ("Menteri itu membantah tuduhan korupsi.", "The minister has been taking bribes.", "membantah tuduhan"),
        ("Bandara belum dibuka kembali.", "The airport has reopened.", "belum dibuka"),
        ("Ini bukan kecelakaan.", "This is an accident.", "bukan kecelakaan"),
        ("Mereka pergi tanpa izin.", "They left with permission.", "tanpa izin"),
        ("Jangan percaya kabar itu.", "Believe that news.", "Jangan percaya"),
        ("Serikat pekerja tak setuju.", "The labour union agrees.", "tak setuju"),
        ("Misi itu tidak berhasil.", "The mission under United Nations command succeeded.", "tidak berhasil"),
    ],
)
def test_lost_denials(source: str, hypothesis: str, told: str) -> None:
    finding = negation_check(source, hypothesis, Context())
    assert (finding.check, finding.clean, finding.score) == ("negation", False, 0.0)
    assert finding.explanation == f"The Indonesian says “{told}”, and nothing in the English denies."


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Polisi tidak menahan tersangka.", "The police didn't detain the suspect."),
        ("Polisi tidak menahan tersangka.", "The police did not detain the suspect."),
        ("Menteri itu membantah tuduhan korupsi.", "The minister denied the corruption charges."),
        ("Bandara belum dibuka kembali.", "The airport is still closed."),
        ("Ini tidak adil.", "This is unfair."),
        ("Mereka tidak punya rumah.", "They are homeless."),
        ("Tidak hanya di Jakarta, harga juga naik di Medan.", "Prices rose in Jakarta and in Medan as well."),
        ("Tak lama kemudian ia tiba.", "He arrived soon after."),
        ("Paling tidak tiga orang tewas.", "At least three people were killed."),
        ("Benar atau tidak, semua orang membacanya.", "True or false, everybody read it."),
        ("Presiden tiba pada Senin.", "The president arrived on Monday."),
        ("Polisi tidak menahan tersangka.", " "),
        ("", "Not a word."),
    ],
)
def test_right_sentences(source: str, hypothesis: str) -> None:
    assert negation_check(source, hypothesis, Context()).clean


@pytest.mark.skipif(not DATA.is_dir(), reason="the corpora are not beside the repository (../shared/data)")
def test_false_alarms_on_human_references_are_rare() -> None:
    sources, references = ((DATA / name).read_text(encoding="utf-8").splitlines() for name in ("dev.id", "dev.en"))
    told = [
        source
        for source, reference in zip(sources, references, strict=True)
        if not negation_check(source, reference, Context()).clean
    ]
    assert len(told) <= MOST_FALSE * len(sources)


@given(st.text(), st.text())
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    finding = negation_check(source, hypothesis, Context())
    assert finding.clean == (not finding.explanation)
