"""Ids are safe as file names on every system, and differ where names differ."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.articles.ids import slug


@pytest.mark.parametrize("name", ["korban-korut-di-kursk", "007", "n002201", "a"])
def test_a_safe_name_stays(name: str) -> None:
    assert slug(name) == name


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Berita Satu", "berita-satu"),
        ("café/1", "cafe-1"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "con"),
        ("LPT1", "lpt1"),
        ("a.", "a"),
        ("berita", "berita"),
        ("新聞", "article"),
        ("x" * 300, "x" * 80),
    ],
)
def test_another_name_is_made_safe(name: str, stem: str) -> None:
    expected = rf"{stem}" if name == stem and name != "con" else rf"{stem}-[0-9a-f]{{10}}"
    assert re.fullmatch(expected, slug(name))


@given(st.text(max_size=200))
def test_every_id_is_safe(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,89}[a-z0-9])?", slug(name))
    assert slug(name) not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


@given(st.text(max_size=20), st.text(max_size=20))
def test_names_that_differ_in_more_than_white_space_have_ids_that_differ(one: str, other: str) -> None:
    if one.split() != other.split():
        assert slug(one) != slug(other)
