"""The hurt who are told as dead, the dead who are told as hurt, and what is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.casualties import casualties_check
from jembatan.guard.context import Context


@pytest.mark.parametrize(
    ("source", "hypothesis", "explanation"),
    [
        ("Dua wanita terluka.", "Two women were killed.", "The Indonesian says “terluka”, and the English “killed”."),
        ("Tiga orang tewas.", "Three people were injured.", "The Indonesian says “tewas”, and the English “injured”."),
        ("Ledakan melukai 5 warga.", "The blast killed 5.", "The Indonesian says “melukai”, and the English “killed”."),
        ("Ia meninggal di sana.", "He was hurt there.", "The Indonesian says “meninggal”, and the English “hurt”."),
    ],
)
def test_another_fate_is_told(source: str, hypothesis: str, explanation: str) -> None:
    found = casualties_check(source, hypothesis, Context())
    assert (found.check, found.clean, found.score, found.explanation) == ("casualties", False, 0.0, explanation)


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Dua wanita terluka.", "Two women were wounded."),
        ("Tiga tewas dan dua terluka.", "Three were killed and two injured."),
        ("Tiga tewas dan dua terluka.", "Three were killed."),  # what is left out is for the coverage
        ("Tiga orang tewas.", "Three people lost their lives."),
        ("Korban jatuh di Kursk.", "Soldiers were killed in Kursk."),
        ("Dua wanita terluka.", "Two women were there."),
        ("", ""),
    ],
)
def test_the_same_fate_and_what_says_too_little_are_clean(source: str, hypothesis: str) -> None:
    assert casualties_check(source, hypothesis, Context()).clean


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    assert casualties_check(source, hypothesis, Context()).score in (0.0, 1.0)
