"""What goes from one country to another goes there, and a west beside other quarters is not the West."""

from __future__ import annotations

import pytest

from jembatan.guard.context import Context
from jembatan.guard.directions import turned, wests
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


def test_the_check_tells_both() -> None:
    assert not sides_check(GAS, BACK, Context()).clean
    assert not sides_check(UNITS, "The northern group, and the West, advanced.", Context()).clean
