"""Moses' punctuation normaliser, held to what leaves numbers alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.engines import punctuation


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("“Kami siap,” kata ketua.", '"Kami siap," kata ketua.'),
        ("Jum’at pagi", "Jum'at pagi"),
        ("naik 1,25 persen", "naik 1,25 persen"),
        ("Rp 10.000,50", "Rp 10.000,50"),
        ("naik 5 %", "naik 5%"),
        ("pukul 10.30–11.00", "pukul 10.30-11.00"),
        ("ia datang — lalu pergi", "ia datang - lalu pergi"),
        ("Namun…", "Namun..."),
        ("( 12 orang )", "(12 orang)"),
        # A space between digits stays a space: no separator is made up.
        ("25\u00a0000 orang", "25 000 orang"),
        ("baris satu\nbaris dua", "baris satu baris dua"),
        ("nol\u200blebar", "nollebar"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_normalises(text: str, normalised: str) -> None:
    assert punctuation.normalise(text) == normalised


NUMBERS = st.from_regex(r"\A[0-9]{1,3}((\.[0-9]{3})*(,[0-9]{1,2})?|:[0-9]{2}|/[0-9]{1,2}/[0-9]{4})\Z")


@given(st.lists(st.one_of(NUMBERS, st.sampled_from(["“", "”", "kata", "–", "%", "Rp", "(", ")", "’"]))))
def test_numbers_keep_their_characters(parts: list[str]) -> None:
    text = " ".join(parts)
    numbers = re.compile(r"[0-9][0-9.,:/]*[0-9]|[0-9]")
    assert numbers.findall(punctuation.normalise(text)) == numbers.findall(text)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z"))))
def test_letters_and_digits_survive(text: str) -> None:
    def kept(value: str) -> list[str]:
        return [character for character in value if character.isalpha()]

    assert kept(punctuation.normalise(text)) == kept(text.replace("nº", "nº"))
