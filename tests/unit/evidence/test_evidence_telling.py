"""Sentences about the article, numbers without their time, and summaries without the news."""

from __future__ import annotations

import pytest

from jembatan.evidence.article import ArticleText
from jembatan.evidence.telling import about_the_article, is_headline, misses_the_news, settled, timeless, with_time
from jembatan.evidence.trace import trace

ARTICLE = ArticleText(
    [
        "Floods in Semarang",
        "Floods killed 12 people in Semarang over the past three days, the agency said on Friday.",
        "The mayor closed 40 schools.",
        "Rain began last Sunday.",
        "Trains to Surabaya stood still.",
        "The army sent boats.",
        "The governor visited the harbour.",
        "Fishermen helped to carry food.",
    ],
    titles=frozenset([0]),
)


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("The article discusses floods in Semarang.", True),
        ("This story is about floods.", True),
        ("The article also highlights the harbour.", True),
        ("The army sent boats.", False),
        ("The storyteller discusses floods.", False),
    ],
)
def test_a_sentence_about_the_article_tells_nothing(sentence: str, about: bool) -> None:
    assert about_the_article(sentence, ARTICLE) is about


def test_an_article_may_speak_of_an_article() -> None:
    assert not about_the_article(
        "The article discusses floods.", ArticleText(["The article in Kompas is about floods."])
    )


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        ("Moscow-Ukraine War", True),
        ("Moscow-Ukraine War.", True),
        ("The War in Ukraine.", True),
        ("Zelensky agreed.", False),
        ("Russian troops repel 45 Ukrainian counterattacks, expert says", False),
        ("PRICES ROSE.", False),
        ("12", False),
        ("", False),
    ],
)
def test_a_headline_in_capitals_is_no_sentence(sentence: str, headline: bool) -> None:
    assert is_headline(sentence) is headline


@pytest.mark.parametrize(
    ("sentence", "open_in"),
    [
        ("The dam broke in the night.", 1),
        ("It is not known whether the dam broke in the night.", None),
        ("The dam may have broken in the night.", None),
        ("Water stood in the streets.", None),
        ("", None),
    ],
)
def test_what_the_article_leaves_open_is_not_settled(sentence: str, open_in: int | None) -> None:
    article = ArticleText(
        ["Water stood in the streets of Kudus.", "However, it is not yet known whether the dam broke in the night."],
        ["Air menggenangi jalan di Kudus.", "Namun, belum diketahui apakah bendungan itu jebol pada malam hari."],
    )
    assert settled(sentence, trace(sentence, article), article) == open_in


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Floods killed 12 people in Semarang.", ("Sentence 2 of the article has 12 over the past three days.",)),
        ("Floods killed 12 people in Semarang in three days.", ()),
        ("Floods have killed 12 people since Sunday.", ()),
        ("The mayor closed 40 schools.", ()),
        ("The agency spoke on Friday of floods in Semarang.", ()),
        ("Floods hit Semarang.", ()),
    ],
)
def test_a_number_keeps_its_time(sentence: str, told: tuple[str, ...]) -> None:
    assert timeless(sentence, ARTICLE) == told


@pytest.mark.parametrize(
    ("sentence", "timed"),
    [
        ("Floods killed 12 people in Semarang.", "Over the past three days, floods killed 12 people in Semarang."),
        ("Semarang lost 12 people to floods.", "Over the past three days, Semarang lost 12 people to floods."),
        ("The mayor closed 40 schools.", "The mayor closed 40 schools."),
    ],
)
def test_a_number_is_given_its_time(sentence: str, timed: str) -> None:
    assert with_time(sentence, ARTICLE) == timed


def test_a_number_that_stands_without_a_time_as_well_needs_none() -> None:
    article = ArticleText(["12 dead in Semarang", *ARTICLE.english[1:]])
    assert timeless("Floods killed 12 people in Semarang.", article) == ()


@pytest.mark.parametrize(
    ("sentences", "misses"),
    [
        (["The governor visited the harbour.", "Fishermen carried food."], True),
        (["The governor visited the harbour.", "The mayor closed 40 schools."], False),
        ([], False),
    ],
)
def test_the_news_stands_first(sentences: list[str], misses: bool) -> None:
    assert misses_the_news([trace(sentence, ARTICLE) for sentence in sentences], ARTICLE) is misses
