"""A sentence or clause that one translation leaves out is told, by its own two texts alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.coverage.check import coverage_check

TWO = "Presiden membuka rumah sakit baru di Makassar. Dia juga bertemu dengan para dokter dan perawat."


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        (TWO, "The president opened a new hospital in Makassar.", "Dia juga bertemu"),
        (TWO, "He also met doctors and nurses.", "Presiden membuka"),
        (TWO, "  ", "The translation is empty."),
        (TWO, "Yes.", "far too short"),
        ("Harga beras naik lagi pekan ini.", "The price of rice rose again this week. " * 4, "far longer"),
    ],
)
def test_what_is_missing(source: str, hypothesis: str, told: str) -> None:
    finding = coverage_check(source, hypothesis, Context())
    assert (finding.check, finding.clean) == ("coverage", False)
    assert finding.score < 0.5
    assert told in finding.explanation


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        (TWO, "The president opened a new hospital in Makassar. He also met doctors and nurses."),
        (TWO, "The president, who opened a new hospital in Makassar, met doctors and nurses too."),
        ("Harga beras naik lagi pekan ini.", "The price of rice rose again this week."),
        ("Ya.", "Yes."),
        (" ", ""),
    ],
)
def test_whole_translations(source: str, hypothesis: str) -> None:
    assert coverage_check(source, hypothesis, Context()).clean


@given(st.text(), st.text())
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    finding = coverage_check(source, hypothesis, Context())
    assert finding.clean == (not finding.explanation)
    assert 0 <= finding.score <= 1


@pytest.mark.parametrize("part", ["a, ", "kata, ", "“kata” "])
def test_a_long_line_takes_no_square_of_its_length_in_time(part: str) -> None:
    line = part * (100_000 // len(part))
    started = time.process_time()
    coverage_check(line, line, Context())
    assert time.process_time() - started < 5


def test_a_long_line_of_other_words_takes_no_square_of_their_number_in_time() -> None:
    letters = "bdgklmnprst"
    line = " ".join(f"{a}a{b}i{c}u{d}o" for a in letters for b in letters for c in letters for d in letters)
    started = time.process_time()
    coverage_check(line, line, Context())
    assert time.process_time() - started < 3
