"""Sentences in capitals come down to small letters, names and abbreviations apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.repair.recase import recased


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("TENTARA KORUT TEWAS DI RUSIA", "Tentara Korut tewas di Rusia"),
        ("PBB DESAK ISRAEL HENTIKAN SERANGAN KE GAZA", "PBB desak Israel hentikan serangan ke Gaza"),
        ("12.000 WARGA KORSEL DIEVAKUASI!", "12.000 Warga Korsel dievakuasi!"),
        ("“TIDAK ADA KORBAN JIWA,” KATA MENTERI", "“Tidak ada korban jiwa,” kata menteri"),
        ("KOREA UTARA BANTAH KIRIM TENTARA", "Korea Utara bantah kirim tentara"),
        ("Tentara Korut tewas di Rusia", None),
        ("PBB dan NATO bertemu", None),
        ("PBB", None),
        ("", None),
        ("12.000", None),
    ],
)
def test_a_sentence_in_capitals(sentence: str, expected: str | None) -> None:
    assert recased(sentence) == expected


@given(st.text(max_size=80))
def test_only_the_case_changes(sentence: str) -> None:
    made = recased(sentence)
    assert made is None or made.casefold() == sentence.casefold()
