"""The form of a number is put right where only one pairing is possible, and nothing else is touched."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan import numbers
from jembatan.numbers.rewrite import rewrite

PUBLISHED = date(2024, 11, 6)

RIGHT = [
    ("Ada 11.800 tentara.", "There are 11.800 soldiers.", "There are 11,800 soldiers."),
    ("Ada 11.800 tentara.", "There are 11, 800 soldiers.", "There are 11,800 soldiers."),
    ("Harganya Rp15.500 per kilogram.", "It costs Rp15.500 a kilo.", "It costs Rp15,500 a kilo."),
    ("Naik 5,6 persen.", "It rose 5,6 percent.", "It rose 5.6 percent."),
    ("Harganya $1,25 miliar.", "It costs $125 million.", "It costs $1.25 billion."),
    ("Harganya $1,25 miliar.", "It costs $1.25 million.", "It costs $1.25 billion."),
    ("Nilainya 5,6 miliar.", "It is worth 5,6 miliar.", "It is worth 5.6 billion."),
    ("Laba naik menjadi $6,5 triliun.", "Profit rose to $6.5bn.", "Profit rose to $6.5tn."),
    ("Ada 50 ribu orang.", "There are 50 million people.", "There are 50,000 people."),
    ("Ada 1,5 ribu orang.", "There are 1.5 million people.", "There are 1,500 people."),
    ("Ada 11.800 orang dan 2,5 juta ton.", "Some 11.800 men, 2,5 tons.", "Some 11,800 men, 2.5 million tons."),
    ("Sabtu (10/12/2024) ia tiba.", "He arrived on Saturday (December 10, 2024).",
     "He arrived on Saturday (October 12, 2024)."),
    ("Selasa (5/11/2024) ia tiba.", "He arrived on Tuesday, 11 May 2024.", "He arrived on Tuesday, 5 November 2024."),
    ("Rabu (4/12) ia tiba.", "He arrived on April 12.", "He arrived on December 4."),
]  # fmt: skip

UNCERTAIN = [
    ("Ada 11.800 tentara.", "There are 11,800 soldiers."),  # nothing is wrong
    ("Ada enam drone.", "There are four drones."),  # another number is no form
    ("Ada 11.800 tentara.", "There are 12.800 soldiers."),
    ("Ada 12 orang dan 1,2 juta ton.", "There are 12 people and 12 tons."),  # the same digits twice
    ("Ada 1,2 juta ton.", "There are 12 tons in 12 stores."),
    ("Ada 11.800 tentara.", "There are soldiers."),
    ("Ada puluhan tahanan.", "There are tens of thousands of soldiers."),
    ("Pesawat F-16 datang.", "F-15 jets came."),
]


@pytest.mark.parametrize(("source", "target", "expected"), RIGHT)
def test_a_form_is_put_right(source: str, target: str, expected: str) -> None:
    found = rewrite(source, target, PUBLISHED)
    assert found is not None
    assert found.text == expected
    assert numbers.compare("", source, found.text, PUBLISHED).ok


@pytest.mark.parametrize(("source", "target"), UNCERTAIN)
def test_what_is_not_certain_stays(source: str, target: str) -> None:
    assert rewrite(source, target, PUBLISHED) is None


def test_a_change_is_told() -> None:
    found = rewrite("Ada 11.800 tentara dan 3 truk.", "There are 11.800 soldiers.", PUBLISHED)
    assert found is not None
    assert [(change.before, change.after) for change in found.changes] == [("11.800", "11,800")]
    assert not numbers.compare("", "Ada 11.800 tentara dan 3 truk.", found.text).ok  # the trucks are still lost


@given(st.integers(1000, 999_999_999), st.sampled_from([("tentara", "soldiers"), ("ton beras", "tons of rice")]))
def test_an_indonesian_separator_is_always_put_right(value: int, what: tuple[str, str]) -> None:
    dotted = f"{value:,}".replace(",", ".")
    found = rewrite(f"Ada {dotted} {what[0]}.", f"There are {dotted} {what[1]}.")
    assert found is not None
    assert found.text == f"There are {value:,} {what[1]}."


@given(st.text(), st.text())
def test_no_text_raises_and_nothing_gets_worse(source: str, target: str) -> None:
    found = rewrite(source, target)
    if found is not None:
        wrong = [
            sum(match.verdict == "error" for match in numbers.compare("", source, text).matches)
            for text in (found.text, target)
        ]
        assert wrong[0] < wrong[1]
