"""Stray blanks, announcements and the headline in what an engine wrote."""

from __future__ import annotations

import pytest

from jembatan.evidence.article import ArticleText
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
    assert tidied(answer, ArticleText(["He will import 300,000 tons of rice."])) == expected


def test_an_article_that_speaks_of_one_itself_keeps_it() -> None:
    answer = "The article says that he left."
    assert tidied(answer, ArticleText(["The article in Kompas says he left."])) == answer


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("The “Rice” Deal, 40 Millers Meet\nBudi met 40 millers.", "Budi met 40 millers."),
        ("The rice deal, 40 millers meet. “We buy,” he said.", "“We buy,” he said."),
        ("The Rice Deal, 40 Millers Meet 40 Budi met them.", "40 Budi met them."),
        ("The rice deal, 40 millers meet in Java.", "The rice deal, 40 millers meet in Java."),  # it goes on
        ("The rice deal, 40 millers meet.", "The rice deal, 40 millers meet."),
        ("Budi left. The rice deal, 40 millers meet. He came.", "Budi left. The rice deal, 40 millers meet. He came."),
    ],
)
def test_the_headline_before_the_first_sentence_goes(answer: str, expected: str) -> None:
    article = ["The “Rice” Deal: 40 Millers Meet", "Budi met 40 millers."]
    assert tidied(answer, ArticleText(article, titles=frozenset([0]))) == expected
    assert tidied(answer, ArticleText(article)) == answer
