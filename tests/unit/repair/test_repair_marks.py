"""A quotation of several sentences is opened once and closed once, whatever an engine makes of its first sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.repair.marks import going_on, left_open


@pytest.mark.parametrize(
    ("sentences", "positions"),
    [
        (["“Semua siap.", "Kami menang,” katanya."], {0}),
        (['"Semua siap.', "Kami menang.", 'Itu pasti," katanya.'], {0}),
        # Each paragraph of a quotation opens it anew.
        (["“Semua siap.", "“Kami menang.”", "Hujan."], set()),
        (["“Semua siap.", "“Kami menang.", "Itu pasti,” katanya."], {0, 1}),
        (["Layar 14” dijual.", "“Itu murah.", "Benar,” katanya."], {1}),
        (["“Gala 2022” digelar.", "Itu murah,” katanya."], set()),
        # Never closed, closed at once, opened within a sentence.
        (["“Semua siap.", "Hujan turun."], set()),
        (["“Semua siap,” katanya.", "Kami menang.”"], set()),
        (["Dia berkata, “Semua siap.", "Kami menang.”"], set()),
        (["", " ", "Hujan.”"], set()),
    ],
)
def test_which_sentences_go_on(sentences: list[str], positions: set[int]) -> None:
    assert going_on(sentences) == positions


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("Everything is ready.", "“Everything is ready."),
        (" Everything is ready. ", "“Everything is ready. "),
        ("“Everything is ready.”", "“Everything is ready."),
        ('"Everything is ready".', '"Everything is ready.'),
        ("“Everything is ready”!", "“Everything is ready!"),
    ],
)
def test_a_sentence_that_goes_on_is_opened_and_not_closed(text: str, opened: str) -> None:
    found = left_open(text)
    assert found is not None
    assert found[0] == opened
    assert left_open(opened) is None


@pytest.mark.parametrize(
    "text",
    [
        "“Everything is ready.",
        "“All” is ready.",
        "All is “ready.”",
        "“All” is “ready.”",
        "All is ready.”",
        "'All is ready.",
        "",
        " ",
    ],
)
def test_what_is_so_already_or_says_more_is_left(text: str) -> None:
    assert left_open(text) is None


@given(st.text(alphabet='ab “”".,4'))
def test_nothing_but_a_mark_comes_or_goes(text: str) -> None:
    found = left_open(text)
    if found is not None:
        bare = [one.translate(str.maketrans("", "", '“”"')) for one in (text, found[0])]
        assert bare[1].strip() == bare[0].strip()
