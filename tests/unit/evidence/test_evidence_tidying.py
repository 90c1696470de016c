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
    ],
)
def test_stray_blanks_go_and_nothing_else(answer: str, expected: str) -> None:
    assert tidied(answer, ["He will import 300,000 tons of rice."]) == expected
