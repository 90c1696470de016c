"""The guard's own data files: tab-separated tables with a header line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/<name>.tsv``, by column name. Lines that start with ``# `` are comments."""
    text = resources.files("jembatan.guard").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("# "))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind in ``data/words.tsv``, in lower case."""
    return frozenset(word for row in rows("words") if row["kind"] == kind for word in row["words"].split())


@cache
def followers(name: str) -> dict[str, dict[str, int]]:
    """How often ``second`` follows ``first``, by ``data/<name>.tsv`` (``letters`` or ``orders``)."""
    table: dict[str, dict[str, int]] = {}
    for row in rows(name):
        parts = row["second"].split(" ")
        table[row["first"]] = {second: int(count) for second, count in zip(parts[::2], parts[1::2], strict=True)}
    return table
