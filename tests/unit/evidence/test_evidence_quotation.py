from __future__ import annotations

import pytest

from jembatan.evidence.quotation import quotable, spoken, unquoted

ENGLISH = (
    "“We will not give up,” the coach said.",
    "The team won the cup.",
    "“Nobody warned us.",
    "The water came at night.",
    "Everything is gone,” she said.",
    "He called the game a gift.",
    'The cup is 15" high.',
    "Fans sang outside.",
)
SOURCE = (
    "“Kami tidak akan menyerah,” kata pelatih.",
    "Tim itu memenangi piala.",
    "“Tidak ada yang memperingatkan kami.",
    "Air datang pada malam hari.",
    "Semua hilang,” katanya.",
    'Dia menyebut pertandingan itu "hadiah".',
    'Piala itu setinggi 15".',
    "Penggemar bernyanyi di luar.",
)


def test_segments_that_quote_somebody() -> None:
    assert quotable(ENGLISH, SOURCE) == (True, False, True, True, True, True, True, False)


def test_segments_that_are_somebodys_words_throughout() -> None:
    assert spoken(ENGLISH, SOURCE) == (False, False, True, True, False, False, False, False)
    assert spoken(("“All is well.”",), ("“Semua baik.”",)) == (True,)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The coach said: “We will not give up.”", ()),
        ('The coach said: "We will NOT give up".', ()),
        ("The coach said: “We will give up.”", ("We will give up.",)),
        ("“Nobody warned us. The water came at night,” she said.", ()),
        ("The game was “a gift”.", ()),
        ("The team “won the cup”.", ("won the cup",)),  # the words are there, and nobody is quoted with them
        ("“Fans sang” and the coach “will not give up”.", ("Fans sang",)),
        ("No marks here.", ()),
        ("“…”", ()),
    ],
)
def test_quotations_that_the_article_has_not(sentence: str, wrong: tuple[str, ...]) -> None:
    assert unquoted(sentence, ENGLISH, quotable(ENGLISH, SOURCE)) == wrong
