"""What must not take the place of a sentence, however clean its checks."""

from __future__ import annotations

import pytest

from jembatan.repair.sound import poorer

SOURCE = "Presiden Zelensky mengatakan pada Selasa bahwa 11.800 tentara sudah tiba di Kursk."
FIRST = "President Zelensky said on Selasa that 11.8 soldiers had already arrived in Kursk."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Zelensky said that 11,800 soldiers had already arrived in Kursk.", None),
        ("President Zelensky said on Tuesday that 11,800 soldiers had arrived in Kursk.", None),
        ("", "it is empty"),
        ("  ", "it is empty"),
        ("Zelensky: 11,800 in Kursk.", "it is far shorter"),
        (FIRST + " " + FIRST.replace("Kursk", "the city of Kursk"), "it is far longer"),
        (SOURCE.upper(), "it is the source itself"),
        ("The 11,800 men came to the 11,800 men came to the 11,800 men came to the 11,800 men.", "it repeats itself"),
        ("President Zelensky said on Tuesday that 11,800 soldiers had arrived.", "it drops the name Kursk"),
    ],
)
def test_what_is_obviously_poorer(text: str, reason: str | None) -> None:
    assert poorer(SOURCE, FIRST, text) == reason


def test_short_sentences_may_differ_in_length() -> None:
    assert poorer("Ada 3.", "There are.", "3.") is None
    assert poorer("Ya.", "Y.", "Yes, it is.") is None


def test_a_loop_may_be_replaced_by_what_is_shorter() -> None:
    assert poorer("Ada 3 truk di jalan itu.", "There are trucks " * 40, "There are 3 trucks on that road.") is None


def test_a_weekday_that_the_first_output_had_wrong_is_not_left_out() -> None:
    source = "Dua wanita terluka pada hari Sabtu di Zaporozhye."
    first = "Two women were injured on Sunday in Zaporozhye."
    assert poorer(source, first, "Two women were injured in Zaporozhye.") == "it leaves out Sabtu"
    assert poorer(source, "Two were injured in Zaporozhye.", "Two women were injured in Zaporozhye.") is None
    assert poorer(source, first, "Two women were injured on Saturday in Zaporozhye.") is None
