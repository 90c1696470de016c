"""Words of weight that nothing in the Indonesian tells."""

from __future__ import annotations

from collections import Counter

import pytest

from jembatan.glossary.entries import Entry
from jembatan.glossary.glossary import Glossary
from jembatan.guard.added import added_check
from jembatan.guard.context import Context
from jembatan.guard.tables import rows


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        ("Ia dipuji rekan setimnya.", "He was praised by his former teammate.", "“former”"),
        ("Sebuah losmen ambruk di Makkah.", "A suicide bomber collapsed in Mecca.", "“suicide” and “bomber”"),
        ("Buatlah salinan polis.", "Make a copy of the Police.", "“Police”"),
    ],
)
def test_what_is_made_up_is_told(source: str, hypothesis: str, told: str) -> None:
    found = added_check(source, hypothesis, Context())
    assert (found.check, found.clean, found.score) == ("added", False, 0.0)
    assert found.explanation == f"The English says {told}, and nothing in the Indonesian does."


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Mantan rekannya memuji dia.", "His former teammate praised him."),
        ("Aparat menahan dua orang.", "Police held two people."),
        ("Grup The Police tampil.", "The Police played."),  # a name is no word of weight
        ("Ia diperiksa Densus 88.", "He was questioned by the police."),
        ("Ia dirawat di RS Fatmawati.", "He is in Fatmawati Hospital."),
        ("", ""),
        ("Ia pergi.", ""),
    ],
)
def test_what_the_indonesian_tells_in_any_way_is_not_new(source: str, hypothesis: str) -> None:
    assert added_check(source, hypothesis, Context()).clean


def test_the_score_is_the_share_that_is_borne_out() -> None:
    assert added_check("Polisi datang.", "Police and soldiers came.", Context()).score == 0.5


def test_the_english_of_a_term_is_not_new() -> None:
    source, hypothesis = "Ia memimpin BNPT.", "He leads the National Counter Terrorism Agency."
    terms = Glossary((Entry(("BNPT",), ("National Counter Terrorism Agency",), "agency", "strict"),))
    assert not added_check(source, hypothesis, Context()).clean
    assert added_check(source, hypothesis, Context(glossary=terms)).clean


def test_each_english_word_stands_once_and_each_row_has_cues() -> None:
    table = list(rows("added"))
    counted = Counter(word for row in table for word in row["english"].split())
    assert [word for word, count in counted.items() if count > 1 or word != word.lower()] == []
    assert all(row["indonesian"].split() for row in table)
