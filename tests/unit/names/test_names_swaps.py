from __future__ import annotations

import pytest

from jembatan.names.swaps import ArticleSentences

ARTICLE = [
    "North Korean media reported heavy casualties among soldiers in the border region.",
    "South Korean officials said the soldiers were ready for modern warfare.",
    "Ukraine held back.",
    "It will receive another security assistance package from Washington soon.",
]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("South Korean media reported heavy casualties among soldiers in the region.", ["South Korean"]),
        ("North Korean media reported heavy casualties among soldiers in the region.", []),
        ("North Korean officials said soldiers were hardly ready for modern warfare.", []),
        ("Ukraine will receive another security assistance package from Washington.", []),
        ("He will receive another security assistance package from Korea soon.", ["Korea"]),
        ("He will receive another security assistance package from the United States soon.", []),
        ("South Korean media met.", []),
        ("South Korean media told readers about quite different things entirely.", []),
        ("", []),
    ],
)
def test_a_name_in_the_place_of_another(sentence: str, names: list[str]) -> None:
    assert [one.surface for one in ArticleSentences(ARTICLE).swapped(sentence)] == names


def test_the_explanation_names_what_the_article_says() -> None:
    (found,) = ArticleSentences(ARTICLE).swapped(
        "South Korean media reported heavy casualties among soldiers in the region."
    )
    assert found.explanation == "The article says North Korean here, not South Korean."


def test_the_indonesian_of_the_sentence_bears_a_name_out() -> None:
    english = ["Russian media reported heavy casualties among soldiers in the border region."]
    sentence = "American media reported heavy casualties among soldiers in the border region."
    assert ArticleSentences(english, ["Media Ukraina melaporkan."]).swapped(sentence)
    assert not ArticleSentences(english, ["Media AS melaporkan."]).swapped(sentence)
