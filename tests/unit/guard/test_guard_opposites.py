"""What is told as its opposite, and what is right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.guard.context import Context
from jembatan.guard.opposites import opposites_check
from jembatan.guard.tables import rows


@pytest.mark.parametrize(
    ("source", "hypothesis", "explanation"),
    [
        ("Dua wanita terluka.", "Two women were killed.", "The Indonesian says “terluka”, and the English “killed”."),
        ("Tiga orang tewas.", "Three people were injured.", "The Indonesian says “tewas”, and the English “injured”."),
        ("Ledakan melukai 5 warga.", "The blast killed 5.", "The Indonesian says “melukai”, and the English “killed”."),
        ("Ia meninggal di sana.", "He was hurt there.", "The Indonesian says “meninggal”, and the English “hurt”."),
        ("Harga beras naik.", "Rice prices fell.", "The Indonesian says “naik”, and the English “fell”."),
        ("Ekspor berkurang.", "Imports became less.", "The Indonesian says “Ekspor”, and the English “Imports”."),
        ("Hakim menolak gugatan.", "The judge agreed.", "The Indonesian says “menolak”, and the English “agreed”."),
        ("Dua dibebaskan.", "Two were arrested.", "The Indonesian says “dibebaskan”, and the English “arrested”."),
        ("Ia pergi sebelum itu.", "He left after that.", "The Indonesian says “sebelum”, and the English “after”."),
        ("Kapal dari barat.", "Ships from the east.", "The Indonesian says “barat”, and the English “east”."),
        (
            "Choe menuduh AS merencanakan serangan terhadap negaranya.",
            "Choe accused the US of planning attacks on their countries.",
            "The Indonesian says “negaranya”, and the English “countries”.",
        ),
        (
            "Choe menuduh AS merencanakan serangan terhadap negaranya.",
            "In his meeting, Choe accused the US of planning attacks on their own country.",
            "The Indonesian says “negaranya”, and the English “their own”.",
        ),
        (
            "Choe menuduh AS dan Korea Selatan merencanakan serangan terhadap negaranya.",
            "Choe accused the US and South Korea of planning an attack on their country.",
            "The Indonesian says “negaranya”, and the English “their country”.",
        ),
        (
            "Persahabatan kita,” katanya.",
            "My friendship,” he said.",
            "The Indonesian says “kita”, and the English “My”.",
        ),
        ("Hingga akhir 1990-an.", "Until the early 1990s.", "The Indonesian says “akhir”, and the English “early”."),
        ("Upaya itu gagal.", "It was a success.", "The Indonesian says “gagal”, and the English “success”."),
    ],
)
def test_the_opposite_is_told(source: str, hypothesis: str, explanation: str) -> None:
    found = opposites_check(source, hypothesis, Context())
    assert (found.check, found.clean, found.explanation) == ("opposites", False, explanation)
    assert found.score < 1


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Dua wanita terluka.", "Two women were wounded."),
        ("Tiga tewas dan dua terluka.", "Three were killed and two injured."),
        ("Tiga tewas dan dua terluka.", "Three were killed."),  # what is left out is for the coverage
        ("Tiga orang tewas.", "Three people lost their lives."),
        ("Korban jatuh di Kursk.", "Soldiers were killed in Kursk."),
        ("Dua wanita terluka.", "Two women were there."),
        ("Harga naik.", "Prices are up."),  # what may tell a pole is enough where it is the right one
        ("Harga turun.", "More rain."),  # and is no sign of the wrong one
        ("Ia pergi sebelum rapat.", "He left ahead of the meeting, which he joined after all."),
        ("Angin timur laut.", "Winds from the northeast."),
        ("Pasukan Korea Utara tiba.", "South Korean troops arrived."),  # names are for the check of countries
        ("Ia menjual dan membeli.", "He bought."),
        ("Ia membela negaranya di depan negara lain.", "He defended it before other countries."),
        ("Ia membela negaranya.", "Among all countries he defended his country."),
        ("Ia membela negaranya.", "He defended his own country."),
        ("Ia menang pada akhirnya.", "In the early days he won."),
        ("Pada akhir Mei.", "At the end of May."),
        ("Para menteri membela negaranya.", "The ministers defended their own country."),
        ("Pasukan Ukraina membela negaranya.", "Ukrainian troops defend their country."),
        ("Negara-negara itu menolak.", "Each country refused."),
        ("Kami menolak,” kata saya.", "We refused,” my answer was."),
        ("Rumah kami.", "Our home and my garden."),
        ("", ""),
    ],
)
def test_the_same_and_what_says_too_little_are_clean(source: str, hypothesis: str) -> None:
    assert opposites_check(source, hypothesis, Context()).clean


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_it(source: str, hypothesis: str) -> None:
    assert opposites_check(source, hypothesis, Context()).score <= 1


def test_the_score_is_the_share_of_the_groups_that_are_right() -> None:
    found = opposites_check("Ekspor naik sebelum perang.", "Exports fell after the war.", Context())
    assert found.score == 0.5
    assert found.explanation == (
        "The Indonesian says “naik”, and the English “fell”. The Indonesian says “sebelum”, and the English “after”."
    )


def test_no_word_tells_two_poles_of_a_group_for_certain_but_the_quarters_between() -> None:
    for column in ("indonesian", "english"):
        told: dict[tuple[str, str], set[str]] = {}
        for row in rows("opposites"):
            for word in row[column].split():
                told.setdefault((row["group"], word), set()).add(row["pole"])
        assert {word for (_, word), poles in told.items() if len(poles) > 1} <= {
            *("northwest", "northeast", "southwest", "southeast"),
            *("northwestern", "northeastern", "southwestern", "southeastern"),
        }
