"""Words, stems and spellings of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.names.reading import near, same_names, seats, stems, words


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Russia’s troops", ["russia", "troops"]),
        ("U.S. and U. S. aid", ["us", "and", "us", "aid"]),
        ("Putin-Kim in São Tomé", ["putin", "kim", "in", "sao", "tome"]),
        ("George W. Bush", ["george", "bush"]),
        ("the people's 1,000 men", ["the", "people", "men"]),
    ],
)
def test_words_are_read_in_their_form_for_comparing(text: str, keys: list[str]) -> None:
    assert [word.key for word in words(text)] == keys


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Russia attacked", ["Russia"]),
        ("He said: “Russia attacked.” Kyiv agreed", ["He", "Russia", "Kyiv"]),
        ("It rained. Russia attacked", ["It", "Russia"]),
        ("He met Putin", ["He"]),
        ("Care - Never leave", ["Care", "Never"]),
    ],
)
def test_where_a_capital_says_nothing(text: str, opening: list[str]) -> None:
    assert [word.surface for word in words(text) if word.opening and word.capital] == opening


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ukraine", "ukrainian", True),
        ("russia", "russians", True),
        ("slovakia", "slovak", True),
        ("china", "chinese", True),
        ("turkey", "turkish", True),
        ("afghanistan", "afghan", True),
        ("austria", "australia", False),
        ("iran", "iraq", False),
        ("slovakia", "slovenia", False),
        ("korea", "kora", False),
    ],
)
def test_inflected_names_share_a_stem(one: str, other: str, same: bool) -> None:
    assert bool(stems(one) & stems(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zelensky", "zelenskyy", True),
        ("zelenskiy", "zelensky", True),
        ("luhansk", "lugansk", True),
        ("kharkiv", "kharkov", True),
        ("odesa", "odessa", True),
        ("gambia", "zambia", False),
        ("mali", "bali", False),
        ("iran", "iraq", False),
        ("kirby", "kim", False),
        ("andrii", "andrey", False),
    ],
)
def test_spellings_that_are_near(one: str, other: str, same: bool) -> None:
    assert near(one, other) is near(other, one) is same


@given(st.text(max_size=60))
def test_any_text_is_read_and_every_word_stands_where_it_says(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end].startswith(word.surface[0])
        assert word.key == word.key.casefold()


def test_the_tables_hold_what_no_rule_knows() -> None:
    pairs = {(" ".join(en), " ".join(id)) for name in same_names() for en in name.english for id in name.indonesian}
    assert {("US", "AS"), ("North Korean", "Korut"), ("UN", "PBB"), ("Egypt", "Mesir"), ("Dutch", "Belanda")} <= pairs
    assert all(name.english and name.indonesian for name in same_names())
    assert any(("Moscow",) in name.english and ("Russian",) in name.english for name in seats())
