"""Stray blanks in what an engine wrote."""

from __future__ import annotations

import pytest

from jembatan.evidence.tidying import tidied


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("It bought 300, 000 tons.", "It bought 300,000 tons."),
        ("It bought 300, 500 tons.", "It bought 300, 500 tons."),  # two figures, or one that the article lacks
        ('He called it "a test. " It rained.', 'He called it "a test." It rained.'),
        ('He left. "We stay," she said.', 'He left. "We stay," she said.'),
        ("He left. “We stay,” she said.", "He left. “We stay,” she said."),
        ("It rained. The article also says that he left.", "It rained. He left."),
        ("The article says he left.", "The article says he left."),
    ],
)
def test_stray_blanks_go_and_nothing_else(answer: str, expected: str) -> None:
    assert tidied(answer, ["He will import 300,000 tons of rice."]) == expected


def test_an_article_that_speaks_of_one_itself_keeps_it() -> None:
    answer = "The article says that he left."
    assert tidied(answer, ["The article in Kompas says he left."]) == answer
