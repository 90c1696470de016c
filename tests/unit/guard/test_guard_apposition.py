"""A leader is not another's leader."""

from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.glossary import file
from jembatan.guard.apposition import another_s
from jembatan.guard.context import Context
from jembatan.guard.sides import sides_check

GLOSSARY = file.load(Path(__file__).parents[3] / "configs" / "glossary.tsv")
SOURCE = "Putin menandatangani perjanjian dengan pemimpin Kim Jong Un."


@pytest.mark.parametrize(
    "english",
    [
        "Putin signed a treaty with the leader of Kim Jong Un.",
        "Putin signed a treaty with Kim Jong Un's leader.",
        "Putin signed a treaty with Kim’s top leader.",
    ],
)
def test_the_office_of_somebody_else_is_told(english: str) -> None:
    found = another_s(SOURCE, english, GLOSSARY)
    assert found is not None
    assert found[0] == "pemimpin Kim Jong Un"
    finding = sides_check(SOURCE, english, Context(glossary=GLOSSARY))
    assert finding.explanation.startswith(
        "The Indonesian has “pemimpin Kim Jong Un”, who is that himself, and the English"
    )
    assert (finding.clean, finding.score) == (False, 0.0)


@pytest.mark.parametrize(
    ("source", "english"),
    [
        (SOURCE, "Putin signed a treaty with leader Kim Jong Un."),
        (SOURCE, "Putin signed a treaty with Kim Jong Un, the leader of North Korea."),
        ("Ia bertemu juru bicara Putin.", "He met the spokesman of Putin."),
        ("Pemimpin Hizbullah menolak.", "The leader of Hezbollah refused."),
        ("", ""),
    ],
)
def test_what_is_right_is_not(source: str, english: str) -> None:
    assert another_s(source, english, GLOSSARY) is None
    assert sides_check(source, english, Context(glossary=GLOSSARY)).clean
