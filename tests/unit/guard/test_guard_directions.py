"""What goes from one country to another goes there, what is near one is not in it, and a west beside other
quarters is not the West."""

from __future__ import annotations

import pytest

from jembatan.guard.context import Context
from jembatan.guard.directions import near, turned, wests
from jembatan.guard.sides import sides_check

GAS = "Ukraina mengancam pasokan gas Rusia ke Slovakia."
BACK = "Ukraine threatened gas supplies from Slovakia to Russia."
UNITS = "Kelompok tempur Utara, Selatan, dan Barat maju."


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        (GAS, BACK, "The Indonesian goes from “Rusia” to “Slovakia”, and the English from “Slovakia” to “Russia”."),
        (GAS, "Ukraine threatened Russian gas supplies to Slovakia.", None),
        (GAS, "Ukraine threatened gas supplies from Russia to Slovakia.", None),
        ("Ia pergi dari Rusia ke Amerika Serikat.", "He went from the United States to Russia.", "“Amerika Serikat”"),
        ("Ia pergi dari Rusia ke Jepang lalu kembali.", "He went from Russia to Japan and from Japan to Russia.", None),
        ("Ia pergi ke Rusia.", "He went from Japan to Russia.", None),
    ],
)
def test_a_way_that_is_turned_round_is_told(source: str, hypothesis: str, told: str | None) -> None:
    found = turned(source, hypothesis)
    assert found is None if told is None else told in (found or "")


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        (UNITS, "The northern and southern battlegroups, and the West, advanced.", True),
        (UNITS, "The North, South and West battlegroups advanced.", False),
        ("Persaingan Barat dan Timur.", "The rivalry of the West and the East.", False),
        ("Negara-negara Barat setuju.", "The West agreed.", False),
        (UNITS, "The battlegroups advanced on the West Bank.", False),
    ],
)
def test_a_west_beside_other_quarters_is_not_the_west(source: str, hypothesis: str, told: bool) -> None:
    assert (wests(source, hypothesis) is not None) is told


IN_REACH = "Rusia menghancurkan drone di tiga wilayah dekat Ukraina."


@pytest.mark.parametrize(
    ("source", "hypothesis", "told"),
    [
        (IN_REACH, "Russia destroyed drones in three nearby Ukrainian regions.", True),
        (IN_REACH, "Russia destroyed drones in three regions of Ukraine.", True),
        (IN_REACH, "Russia destroyed drones in three regions near Ukraine.", False),
        (IN_REACH, "Russia destroyed drones in three regions close to the Ukrainian border.", False),
        # A country that is missing is for another check.
        (IN_REACH, "Russia destroyed drones in three regions.", False),
        ("Ia dekat dengan pemerintah Ukraina.", "He is an ally of the Ukrainian government.", False),
        ("Pangkalan dekat Kursk, Rusia.", "A base in Kursk, Russia.", False),
    ],
)
def test_what_is_near_a_country_is_not_in_it(source: str, hypothesis: str, told: bool) -> None:
    assert (near(source, hypothesis) is not None) is told


def test_the_check_tells_all() -> None:
    assert not sides_check(GAS, BACK, Context()).clean
    assert not sides_check(IN_REACH, "Russia destroyed drones in nearby Ukrainian regions.", Context()).clean
    assert not sides_check(UNITS, "The northern group, and the West, advanced.", Context()).clean
