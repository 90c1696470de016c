"""Words of the source that are left in the English, and those that may stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.untranslated import untranslated_check


@pytest.mark.parametrize(
    ("source", "hypothesis", "left"),
    [
        ("Slovakia siap untuk perundingan damai.", "Slovakia is ready for the damai talks.", "“damai”"),
        ("Pasukan tiba di Ukraina.", "The troops arrived in Ukraina.", "“Ukraina”"),
        ("Petinju itu menang di Italia.", "The petinju won in Italia.", "“petinju”, “Italia”"),
        ("Ia tiba di Korea Utara.", "He arrived in Korea Utara.", "“Korea Utara”"),
        ("Topan itu bergerak ke Cina.", "The topan is moving towards China.", "“topan”"),
    ],
)
def test_what_is_left_in_indonesian_is_told(source: str, hypothesis: str, left: str) -> None:
    found = untranslated_check(source, hypothesis, Context())
    assert (found.check, found.clean, found.explanation) == ("untranslated", False, f"Left in Indonesian: {left}.")
    assert 0 <= found.score < 1


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Guru itu orang Swiss.", "The guru is Swiss."),
        ("Hotel dan bank itu tutup.", "The hotel and the bank are closed."),
        ("Harian Damai terbit.", "The daily Damai appeared."),
        ("Ia tiba di Jakarta Selatan.", "He arrived in South Jakarta."),
        ("Pasukan tiba di Ukraina.", "The troops arrived in Ukraine."),
        ("Pasukan tiba.", ""),
        ("", "damai"),
    ],
)
def test_names_loans_and_translations_are_clean(source: str, hypothesis: str) -> None:
    assert untranslated_check(source, hypothesis, Context()).clean


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    assert 0 <= untranslated_check(source, hypothesis, Context()).score <= 1
