"""A small glossary for tests, and the project's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jembatan.glossary import file
from jembatan.glossary.glossary import Glossary
from nights import ROOT

OWN = ROOT / "configs" / "glossary.tsv"
HEADER = "indonesian\tenglish\tkind\tstrict"


def write(path: Path, *rows: str, header: str = HEADER) -> Path:
    """A glossary file; " | " parts the cells of a row."""
    path.write_text("\n".join([header, *(row.replace(" | ", "\t") for row in rows), ""]), encoding="utf-8")
    return path


@cache
def own() -> Glossary:
    """The glossary of ``configs``."""
    return file.load(OWN)
