"""ROUGE is the library's, the best reference of a text counts, and each score says how it was made."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.errors import InputError
from jembatan_eval.summaries.rouge import rouge

LIBRARIES = f"tok:rouge_score|version:{version('rouge-score')}|nltk:{version('nltk')}"


@pytest.mark.parametrize(
    ("candidate", "references", "expected"),
    [
        # 5 of 6 words; 3 of 5 pairs; police, killed and gunman are in order in both.
        (["the cat sat on the mat"], [["the cat lay on the mat"]], (500 / 6, 60.0, 500 / 6, 500 / 6)),
        (["police killed the gunman"], [["police kill the gunman"]], (100.0, 100.0, 100.0, 100.0)),
        (["the gunman killed police"], [["police killed the gunman"]], (100.0, 100 / 3, 50.0, 50.0)),
        # The sentences stand the other way round: only Lsum takes them one by one.
        (["Rain fell.", "Roads closed."], [["Roads closed.", "Rain fell."]], (100.0, 200 / 3, 50.0, 100.0)),
        (["It rained."], [["Nothing at all."], ["It rained."]], (100.0, 100.0, 100.0, 100.0)),
        ([], [["It rained."]], (0.0, 0.0, 0.0, 0.0)),
        (["It\nrained."], [["It rained."]], (100.0, 100.0, 100.0, 100.0)),
    ],
)
def test_texts_score_what_they_should(
    candidate: list[str], references: list[list[str]], expected: tuple[float, ...]
) -> None:
    found = rouge([candidate], [references])
    scores = (found.rouge1.score, found.rouge2.score, found.rougeL.score, found.rougeLsum.score)
    assert scores == pytest.approx(expected)


def test_the_score_is_the_mean_of_the_texts() -> None:
    found = rouge([["It rained."], ["Fish"]], [[["It rained."]], [["Fowl"]]]).rouge1
    assert (found.values, found.score) == ((100.0, 0.0), 50.0)


def test_the_signature_says_how() -> None:
    two = [["a"], ["b"]]
    assert rouge([["a"]], [two]).rouge1.signature == f"rouge1|refs:2|stem:porter|multi:max|mean:texts|{LIBRARIES}"
    some = rouge([["a"], ["b"]], [two, [["b"]]])
    assert some.rougeLsum.signature == f"rougeLsum|refs:var|stem:porter|multi:max|mean:texts|{LIBRARIES}"


@pytest.mark.parametrize(
    ("candidates", "references", "message"),
    [
        ([], [], "no summary"),
        ([["a"]], [], "1 summaries and references for 0"),
        ([["a"], ["b"]], [[["a"]], []], "summary 2 has no reference"),
        ([["a"]], [[[" "]]], "summary 1 has no reference"),
    ],
)
def test_lists_that_do_not_fit_are_an_error(
    candidates: list[list[str]], references: list[list[list[str]]], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        rouge(candidates, references)


SENTENCES = st.lists(
    st.sampled_from(["Rain fell.", "Roads were closed.", "Rain closed the roads.", "—", ""]), max_size=4
)


@given(SENTENCES, SENTENCES)
def test_a_further_reference_never_lowers_a_score(candidate: list[str], other: list[str]) -> None:
    alone = rouge([candidate], [[["Rain closed roads."]]])
    both = rouge([candidate], [[["Rain closed roads."], other]])
    for one, two in zip(
        (alone.rouge1, alone.rouge2, alone.rougeL, alone.rougeLsum),
        (both.rouge1, both.rouge2, both.rougeL, both.rougeLsum),
        strict=True,
    ):
        assert 0 <= one.score <= two.score <= 100
