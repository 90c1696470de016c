from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jembatan.publish.marks import Fate, Mark, Piece, Span, cut, highlight
from jembatan.quantities import NumberMatch, NumberReport, Quantity

KEPT = Mark(1, "kept", "")
LOST = Mark(2, "lost", "")

STATUSES: list[Fate] = ["kept", "changed", "lost", "invented"]


@st.composite
def marked_text(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(max_size=30))
    places = st.integers(-2, len(text) + 2)
    spans = draw(st.lists(st.tuples(places, places, st.sampled_from(STATUSES)), max_size=6))
    return text, [Span(start, end, Mark(n, status, "")) for n, (start, end, status) in enumerate(spans, 1)]


@given(marked_text())
def test_pieces_join_to_the_text_and_each_mark_stands_on_its_own_span(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    position = 0
    for piece in pieces:
        if piece.mark is not None:
            assert Span(position, position + len(piece.text), piece.mark) in spans
        position += len(piece.text)


@given(marked_text())
def test_a_number_that_went_wrong_is_hidden_only_by_another(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    wrong = [span for span in spans if span.mark.status != "kept" and 0 <= span.start < span.end <= len(text)]
    shown = [piece.mark for piece in cut(text, spans) if piece.mark and piece.mark.status != "kept"]
    assert bool(wrong) == bool(shown)


def test_adjacent_spans_are_both_marked() -> None:
    assert cut("12", [Span(1, 2, LOST), Span(0, 1, KEPT)]) == (Piece("1", KEPT), Piece("2", LOST))


def test_of_two_that_overlap_the_one_that_went_wrong_wins() -> None:
    assert cut("10/12", [Span(0, 5, KEPT), Span(3, 5, LOST)]) == (Piece("10/"), Piece("12", LOST))


def test_of_two_kept_ones_the_longer_wins() -> None:
    assert cut("10/12", [Span(0, 2, LOST), Span(0, 5, LOST)]) == (Piece("10/12", LOST),)


def test_a_span_that_does_not_hold_the_number_is_not_marked() -> None:
    match = NumberMatch("kept", Quantity(0, 2, "12", "12"), Quantity(3, 5, "12", "12"), "")
    report = NumberReport("a", (match,))
    assert highlight("12 is", report, "source") == (Piece("12", Mark(1, "kept", "")), Piece(" is"))
    assert highlight("12 is", report, "target") == (Piece("12 is"),)
    assert highlight("12 is", None, "source") == (Piece("12 is"),)


def test_what_is_excused_is_marked_as_excused_and_gives_way_to_an_error() -> None:
    excused = NumberMatch("lost", Quantity(0, 5, "Senin", "1", "weekday"), None, "left out", excused=True)
    assert highlight("Senin", NumberReport("a", (excused,)), "source") == (
        Piece("Senin", Mark(1, "excused", "left out")),
    )
    assert cut("Senin", [Span(0, 5, Mark(1, "excused", "")), Span(0, 5, LOST)]) == (Piece("Senin", LOST),)
