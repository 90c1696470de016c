from __future__ import annotations

import pytest

from jembatan_eval.lines import Pair
from jembatan_eval.report.side_by_side import Row, worst
from jembatan_eval.score import SentenceScore


def sentence(made: str, wanted: str | None, index: int = 0, faults: tuple[str, ...] = ("wrong",)) -> SentenceScore:
    pair = Pair(made, wanted, f"Hujan {index}.", None, "pasar", f"s{index}")
    return SentenceScore(index, pair, None if wanted is None else 50.0, faults)


def own(row: Row) -> tuple[list[str], list[str], list[str]]:
    """What is marked in the output, in the reference and in the other output."""
    made, reference, before = (
        [piece.text for piece in pieces or () if piece.own] for pieces in (row.made, row.reference, row.before)
    )
    return made, reference, before


@pytest.mark.parametrize(
    ("made", "wanted", "before", "nights", "marks"),
    [
        ("It rains.", "It rained.", "It snowed.", True, (["rains"], [], ["snowed"])),
        ("It rains.", "It rained.", "It rains.", True, (["rains"], ["rained"], ["rains"])),
        ("It rains.", "It rained.", "It snowed.", False, (["rains"], ["rained"], ["snowed"])),
        ("It rains.", None, "It snowed.", False, (["rains"], [], ["snowed"])),
        ("It rains.", None, "It rains.", True, ([], [], [])),
        ("It rains.", None, None, True, ([], [], [])),
    ],
)
def test_what_is_marked(
    made: str, wanted: str | None, before: str | None, nights: bool, marks: tuple[list[str], list[str], list[str]]
) -> None:
    others = [] if before is None else [sentence(before, wanted)]
    (row,) = worst([sentence(made, wanted)], others, "the other", nights, 20)
    assert own(row) == marks
    assert row.same is (made == before)
    assert (row.before is None) is (before is None)
    assert bool(row.marked) is any(marks)


def test_the_worst_come_first_and_what_nothing_is_known_of_does_not_come() -> None:
    sentences = [
        sentence("Fine.", None, 0, ()),
        sentence("Near.", "Nearly.", 1, ()),
        sentence("Bad.", None, 2, ("wrong", "lost")),
        sentence("So so.", None, 3, ("wrong",)),
    ]
    assert [row.score.index for row in worst(sentences, [], "", True, 20)] == [2, 3, 1]
    assert [row.score.index for row in worst(sentences, [], "", True, 1)] == [2]
