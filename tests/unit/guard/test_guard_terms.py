"""A strict entry that did not come through is told; every accepted form, and all that is not strict, is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary_samples import own
from jembatan.guard.context import Context
from jembatan.guard.terms import terms_check


def context() -> Context:
    return Context(glossary=own())


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        ("Pasukan Korea Utara berperang.", "South Korean troops fought.", "“Korea Utara” as North Korea"),
        ("Pasukan Korut berperang.", "The Ukrainian army fought.", "“Korut” as North Korea"),
        ("Menlu Rusia tiba.", "The Russian finance minister arrived.", "“Menlu” as foreign minister"),
        ("Menhan Jepang mundur.", "Japan’s foreign minister resigned.", "“Menhan” as defense minister"),
        ("Sudan Selatan merdeka.", "Sudan is independent.", "“Sudan Selatan” as South Sudan"),
        ("Sudan merdeka.", "South Sudan is independent.", "“Sudan” as Sudan"),
        ("Gedung Putih membantah.", "The White Building denied it.", "“Gedung Putih” as White House"),
        ("MK menolak gugatan.", "The Supreme Court rejected the suit.", "“MK” as Constitutional Court"),
        ("Gencatan senjata berlaku.", "The arms attack is in force.", "“Gencatan senjata” as ceasefire"),
        ("Tahanan perang dibebaskan.", "War detainees were freed.", "“Tahanan perang” as prisoner of war"),
        ("Wapres AS tiba.", "The US president arrived.", "“Wapres” as vice president"),
        ("Korea Selatan diam.", "North Korea in the north and the south was silent.", "“Korea Selatan” as South Korea"),
        ("Turki menolak.", "The turkey refused.", "“Turki” as Turkey"),
        ("Kapal induk AS tiba.", "The US mother ship arrived.", "“Kapal induk” as aircraft carrier"),
    ],
)
def test_a_term_that_is_lost_or_wrong_is_told(source: str, hypothesis: str, told: str) -> None:
    finding = terms_check(source, hypothesis, context())
    assert (finding.check, finding.clean) == ("glossary", False)
    assert finding.explanation == f"The glossary has {told}, and the English has no such form."
    assert finding.score < 1


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Pasukan Korea Utara berperang.", "North Korean troops fought."),
        ("Warga Korut mengungsi.", "North Koreans fled, the U.N. said."),
        ("Menlu AS Antony Blinken tiba.", "Secretary of State Antony Blinken arrived; US officials waited."),
        ("Korea Selatan menolak.", "Both the North and the South refused."),
        ("Para menlu bertemu.", "Foreign ministers met."),
        ("Gencatan senjatanya berakhir.", "The cease-fire is over."),
        ("Tahanan perang dibebaskan.", "Prisoners of war were freed."),
        ("Kapal-kapal induk AS tiba.", "U.S. carriers arrived."),
        ("Zelenskiy tiba.", "Zelenskyy’s plane landed."),
        ("Harganya 5 dolar AS.", "It costs $5."),
        ("Kepada kami, as roda patah.", "To us, the axle broke."),
        # Not strict.
        ("Tidak ada korban jiwa.", "No one was hurt."),
        ("Presiden tiba.", "He arrived."),
        # An empty translation is for another check.
        ("Pasukan Korea Utara berperang.", " "),
        ("", "North Korea"),
    ],
)
def test_what_is_right_is_left_alone(source: str, hypothesis: str) -> None:
    finding = terms_check(source, hypothesis, context())
    assert (finding.clean, finding.score, finding.explanation) == (True, 1.0, "")


def test_each_missing_entry_is_told_once_and_the_score_is_the_share_that_is_right() -> None:
    finding = terms_check("Korut, Rusia, Korea Utara, PBB dan AS", "Russia and the US", context())
    assert finding.score == 0.5
    assert finding.explanation == (
        "The glossary has “Korut” as North Korea, and the English has no such form. "
        "The glossary has “PBB” as United Nations, and the English has no such form."
    )


def test_without_a_glossary_nothing_is_judged() -> None:
    assert terms_check("Pasukan Korea Utara.", "South Korea.", Context()).clean


@given(st.text(), st.text())
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    finding = terms_check(source, hypothesis, context())
    assert finding.clean == (not finding.explanation)
    assert 0 <= finding.score <= 1
