"""The facts for reading a bundle by: ten of each seed article, each of a segment that is there."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import tiny_models

FACTS = Path(tiny_models.REFERENCES).with_name("facts.tsv")


def test_ten_facts_of_each_article_and_each_of_a_segment_that_is_there() -> None:
    lines = [line for line in FACTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    facts = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    sizes = Counter(pair.article for pair in tiny_models.pairs())
    assert Counter(fact["article"] for fact in facts) == dict.fromkeys(sizes, 10)
    assert all(1 <= int(fact["segment"].removeprefix("s")) <= sizes[fact["article"]] for fact in facts)
    assert all(fact["fact"].endswith(".") for fact in facts)
