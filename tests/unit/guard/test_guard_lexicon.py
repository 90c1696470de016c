"""Roots are found under their affixes; the tables are in order."""

from __future__ import annotations

import pytest

from jembatan.guard.lexicon import forms, is_indonesian, renderings
from jembatan.guard.tables import followers, rows, words


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("serang", "attack"), ("menyerang", "attack"), ("diserang", "attacked"), ("serangan", "attacks"),
        ("penyerangan", "attack"), ("mengatakan", "said"), ("anak-anak", "children"), ("rumahnya", "house"),
        ("kebakaran", "fire"), ("mempertimbangkan", "considered"), ("pemukulan", "hit"), ("negara-negara", "countries"),
    ],
)  # fmt: skip
def test_renderings(word: str, english: str) -> None:
    assert english in renderings(word)


@pytest.mark.parametrize(
    ("word", "english", "other"),
    [
        ("kemudian", "then", "driver"), ("sedangkan", "while", "medium"), ("pengalaman", "experience", "nature"),
        ("berusia", "aged", "russia"), ("memberikan", "give", "fish"), ("setidaknya", "least", "no"),
        ("menandai", "marked", "you"), ("perdana", "prime", "fund"), ("menular", "contagious", "snake"),
        ("pelanggaran", "violation", "budget"), ("pengawasan", "oversight", "area"), ("menentang", "oppose", "about"),
        ("pendapatan", "income", "opinion"), ("perhatian", "attention", "liver"), ("memutuskan", "decided", "envoy"),
    ],
)  # fmt: skip
def test_a_word_whose_root_would_be_another_has_a_sense_of_its_own(word: str, english: str, other: str) -> None:
    assert english in renderings(word)
    assert other not in renderings(word)


@pytest.mark.parametrize("word", ["", "xyzzy", "widodo", "-", "di"])
def test_unknown_words_have_none(word: str) -> None:
    assert renderings(word) == frozenset()


@pytest.mark.parametrize(
    ("word", "indonesian"),
    [
        ("yang", True), ("menyerang", True), ("rumahnya", True), ("ketidakpastiannya", True), ("korban", True),
        ("hotel", False), ("air", False), ("the", False), ("attack", False), ("video", False), ("widodo", False),
    ],
)  # fmt: skip
def test_is_indonesian(word: str, indonesian: bool) -> None:
    assert is_indonesian(word) is indonesian


def test_the_word_itself_comes_first() -> None:
    assert forms("makanan")[0] == "makanan"
    assert "makan" in forms("makanan")


def test_the_tables_are_in_order() -> None:
    found = [row["word"] for row in rows("lexicon")]
    assert found == sorted(set(found))
    assert all(row["english"].split() and row["word"] == row["word"].lower() for row in rows("lexicon"))
    kinds = [row["kind"] for row in rows("words")]
    assert len(kinds) == len(set(kinds))
    assert not words("english") & words("indonesian")
    assert followers("letters")["q"]["u"] > 10
    assert followers("orders")["of"]["the"] > followers("orders")["the"].get("of", 0)
