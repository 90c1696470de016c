from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan_eval.report.diffs import Piece, diff, whole


def marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.own else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("one", "other", "wanted", "others"),
    [
        ("It sold 9 tons.", "It sold 8 tons.", "It sold [9] tons.", "It sold [8] tons."),
        ("It rained.", "It rained.", "It rained.", "It rained."),
        ("It rained all day.", "It rained.", "It rained [all day].", "It rained."),
        ("1,000 died", "1,500 died", "[1,000] died", "[1,500] died"),
        ("He said: no", "he said no", "[He] said[:] no", "[he] said no"),
        ("It  rained\nhard", "It rained hard", "It  rained\nhard", "It rained hard"),
        ("", "It rained.", "", "[It rained.]"),
        ("Rain  ", "Snow", "[Rain]  ", "[Snow]"),
        ("don't go", "do not go", "[don't] go", "[do not] go"),
        ("“It’s”", '"It\'s"', "“It’s”", '"It\'s"'),
        ("the the the", "the", "the [the the]", "the"),
    ],
)
def test_what_each_has_alone_is_marked(one: str, other: str, wanted: str, others: str) -> None:
    found = diff(one, other)
    assert (marked(found.one), marked(found.other)) == (wanted, others)


texts = st.text(st.sampled_from("ab .,1\n\t'é中"), max_size=30)


@given(texts, texts)
def test_the_pieces_give_both_texts_back_and_alternate(one: str, other: str) -> None:
    found = diff(one, other)
    for text, pieces in ((one, found.one), (other, found.other)):
        assert "".join(piece.text for piece in pieces) == text
        assert all(before.own != after.own for before, after in itertools.pairwise(pieces))
        assert all(piece.text == piece.text.strip() for piece in pieces if piece.own)
    assert not any(piece.own for piece in diff(one, one).one)


def test_a_whole_text_has_no_marks() -> None:
    assert whole("It rained.") == (Piece("It rained.", False),)
    assert whole("") == ()
