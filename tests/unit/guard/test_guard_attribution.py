"""A claim that became a fact is told; words that only look like an attribution are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.attribution import attribution_check
from jembatan.guard.context import Context

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "flores-dev"
MOST_FALSE = 0.003


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        ("Harga akan turun, kata menteri itu.", "Prices will fall.", "kata menteri"),
        ('"Kami siap," ujar Budi.', '"We are ready."', "ujar Budi"),
        ("Menurut TASS, kota itu sudah jatuh.", "The city has fallen.", "Menurut TASS"),
        ("Menurut laporan polisi, dua orang tewas.", "Two people died.", "Menurut laporan"),
        ("Kyiv mengklaim seribu tentara tewas.", "A thousand soldiers died.", "mengklaim seribu"),
        ("Mereka menuduh Rusia menyerang.", "Russia attacked.", "menuduh Rusia"),
        ("Ia dilaporkan tewas.", "He died.", "dilaporkan tewas"),
        ("Jembatan putus, seperti dilansir Antara.", "The bridge collapsed.", "dilansir Antara"),
        ("Konon, raja itu masih hidup.", "The king is still alive.", "Konon, raja"),
        ("Jakarta menyatakan perundingan gagal.", "The talks in the United States failed.", "menyatakan perundingan"),
        ("Harga naik, kata pejabat.", "Prices rose, the official word.", "kata pejabat"),
    ],
)
def test_lost_attributions(source: str, hypothesis: str, told: str) -> None:
    finding = attribution_check(source, hypothesis, Context())
    assert (finding.check, finding.clean, finding.score) == ("attribution", False, 0.0)
    assert finding.explanation == f"The Indonesian says “{told}”, and nothing in the English says whose word it is."


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Harga akan turun, kata menteri itu.", "Prices will fall, the minister said."),
        ("Harga akan turun, kata menteri itu.", "According to the minister, prices will fall."),
        ("Kyiv mengklaim seribu tentara tewas.", "Kyiv claims that a thousand soldiers died."),
        ("Ia dilaporkan tewas.", "He reportedly died."),
        ("Mereka menuduh Rusia menyerang.", "They are blaming Russia for the attack."),
        ("Ia membantah dan berkilah.", "He denied it."),
        ("Dengan kata lain, harga naik.", "Prices rose, in short."),
        ("Kata itu berasal dari bahasa Arab.", "It comes from Arabic."),
        ("Kata “sel” berarti ruang.", "The word “cell” means room."),
        ("Menurut abjad, B mengikuti A.", "Alphabetically, B follows A."),
        ("Harga berbeda menurut wilayah.", "Prices differ by region."),
        ("Korea Utara menyatakan perang.", "North Korea went to war."),
        ("Harga naik.", "Prices rose."),
        ("Harga akan turun, kata menteri itu.", ""),
    ],
)
def test_right_sentences(source: str, hypothesis: str) -> None:
    assert attribution_check(source, hypothesis, Context()).clean


@pytest.mark.skipif(not DATA.is_dir(), reason="the corpora are not beside the repository (../shared/data)")
def test_few_human_references_are_told() -> None:
    sources, references = ((DATA / name).read_text(encoding="utf-8").splitlines() for name in ("dev.id", "dev.en"))
    pairs = list(zip(sources, references, strict=True))
    told = [source for source, reference in pairs if not attribution_check(source, reference, Context()).clean]
    assert len(told) <= MOST_FALSE * len(pairs)


@given(st.text(), st.text())
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    finding = attribution_check(source, hypothesis, Context())
    assert finding.clean == (not finding.explanation)
