"""Clauses that are translated alone, and one sentence made of them again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.repair.pieces import joined, parted


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        (
            "Ia mengatakan bahwa 11.800 tentara sudah tiba di sana, sementara 45 tank masih di jalan.",
            ("Ia mengatakan bahwa 11.800 tentara sudah tiba di sana,", "sementara 45 tank masih di jalan."),
        ),
        ("Ada 11.800 tentara di kota itu.", None),
        ("Ya, ada 11.800 tentara di kota itu.", None),  # a piece of one word
        ("", None),
    ],
)
def test_a_sentence_is_parted_at_a_clause_border(sentence: str, pieces: tuple[str, ...] | None) -> None:
    assert parted(sentence) == pieces


@pytest.mark.parametrize(
    ("pieces", "translations", "expected"),
    [
        (("a b c,", "sementara d."), ("He said so.", "While it rains."), "He said so, while it rains."),
        (("a b c", "karena d."), ("It rose.", "Because of 3 things."), "It rose because of 3 things."),
        (("a b c;", "Kim d."), ("He left;", "Kim stayed."), "He left; Kim stayed."),
        (("a b.", "dan c."), ("One.", "NATO came."), "One. NATO came."),
        (("a b c,", "saya d."), ("He left,", "I stayed."), "He left, I stayed."),
        (("a b c,", "dengan d."), ("He left", "Using a car."), "He left, using a car."),
        (("a b c,", "di Beijing d."), ("He left.", "Beijing was told."), "He left, Beijing was told."),
        (("a b c", "sebenarnya d."), ("He left...", "Actually he stayed."), "He left... actually he stayed."),
        (
            ("“Mereka melanjutkan upaya", "untuk menahan serangan,” katanya."),
            ("“They went on.”", "To contain attacks,” he said."),
            "“They went on to contain attacks,” he said.",
        ),
        (
            ("Ia berkata “tidak,”", "lalu pergi dari sana."),
            ("He said “no,”", "then went away."),
            "He said “no,” then went away.",
        ),
    ],
)
def test_clauses_become_one_sentence(pieces: tuple[str, ...], translations: tuple[str, ...], expected: str) -> None:
    assert joined(pieces, translations) == expected


@given(st.text())
def test_any_text_is_parted_whole_or_not_at_all(text: str) -> None:
    pieces = parted(text)
    if pieces is not None:
        assert len(pieces) > 1
        assert "".join("".join(pieces).split()) == "".join(text.split())
