"""Dates of publication, as Indonesian sites write them."""

from __future__ import annotations

from datetime import date

import pytest

from jembatan.articles.dates import published_on


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-05",
        "2024-11-05T10:20:00+07:00",
        "2024-11-05 10:20:00",
        "2024/11/05",
        "20241105",
        "20241105T102000Z",
        "Tue, 05 Nov 2024 10:20:00 +0700",
        "Selasa, 5 November 2024 10:20 WIB",
        "Selasa, 05 Nov 2024 10:20 WIB",
        "5 Nopember 2024",
        "05Nov2024",
        "05+Nov+2024",
        "5/11/2024",
        "05/11/2024 10:20",
        "5-11-2024",
        "5.11.2024",
        "Kompas.com - 05/11/2024, 10:20 WIB",
        "November 5, 2024",
        "Nov 5th, 2024",
    ],
)
def test_the_day_is_read(text: str) -> None:
    assert published_on(text) == date(2024, 11, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17 Agustus 1945", date(1945, 8, 17)),
        ("1 Mei 2024", date(2024, 5, 1)),
        ("8/15/2025 11:34", date(2025, 8, 15)),
        ("29 Feb 2024", date(2024, 2, 29)),
    ],
)
def test_other_days(text: str, day: date) -> None:
    assert published_on(text) == day


@pytest.mark.parametrize(
    "text", ["", "kemarin", "Date not found.", "31/31/2024", "30 Feb 2024", "2024", "99 Mei 20244"]
)
def test_no_day(text: str) -> None:
    assert published_on(text) is None
