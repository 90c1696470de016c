"""The page that lists what is read holds what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jembatan import numbers

PAGE = Path(numbers.__file__).with_name("README.md")
PUBLISHED = date(2012, 9, 10)


def _rows() -> list[tuple[str, str, str]]:
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [(row[1], row[2], row[3]) for row in cells if len(row) == 4 and row[3] in ("ok", "converted", "error")]


@pytest.mark.parametrize(("source", "target", "verdict"), _rows())
def test_every_example_of_the_page_holds(source: str, target: str, verdict: str) -> None:
    report = numbers.compare("page", source, target, PUBLISHED if "2012" in source else None)
    assert report.verdict == verdict, [match.explanation for match in report.matches]


def test_the_page_has_its_table() -> None:
    assert len(_rows()) > 50
