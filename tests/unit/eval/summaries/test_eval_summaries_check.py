"""What a summary invents is a fault; length, wording and numbers are counted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan_eval.summaries.check import Novelty, SummaryCheck, SummaryFault, SummaryText, check, novelty

ENGLISH = (
    "Fish worth $1.25 million was sold in Ambon on Friday.",
    "",
    "South Korean buyers took 11,800 tons, Harun Latief told reporters there.",
)
SOURCE = (
    "Ikan senilai 1,25 juta dolar terjual di Ambon, Jumat.",
    "Korut tidak membeli.",
    "Pembeli Korsel: 11.800 ton.",
)


def _faults(*summary: str) -> list[tuple[int, str, str]]:
    found = check(SummaryText("pasar", summary, ENGLISH, SOURCE)).faults
    return [(fault.sentence, fault.kind, fault.surface) for fault in found]


@pytest.mark.parametrize(
    ("sentence", "faults"),
    [
        ("Buyers took 11,800 tons.", []),
        ("Buyers took 11, 800 tons.", [(1, "number", "11"), (1, "number", "800")]),
        ("Buyers took 11,900 tons.", [(1, "number", "11,900")]),
        ("Fish was sold on Monday.", [(1, "number", "Monday")]),
        ("Fish was sold in Makassar.", [(1, "name", "Makassar")]),
        ("Fish was sold in Ambon, said Latief.", []),
        # Korut: only the Indonesian has it.
        ("North Korea did not buy.", []),
        ("Japanese buyers took 12 tons.", [(1, "number", "12"), (1, "name", "Japanese")]),
        # Both are in the article; its sentence about the tons has South.
        ("North Korean buyers took 11,800 tons, he told reporters there.", []),
        ("Fish worth much money was sold in South Korea on Friday.", [(1, "name", "South Korea")]),
    ],
)
def test_what_a_sentence_invents(sentence: str, faults: list[tuple[int, str, str]]) -> None:
    assert _faults(sentence) == faults


def test_all_of_a_summary_is_counted() -> None:
    text = SummaryText("pasar", ("Fish was sold.", "Buyers took 11,800 tons on Monday."), ENGLISH, SOURCE)
    assert check(text) == SummaryCheck(
        article="pasar",
        sentences=2,
        words=9,
        article_words=21,
        # New: "monday"; "fish was", "tons on", "on monday"; and every longer run that holds one of these.
        novelty=(Novelty(1, 1, 9), Novelty(2, 3, 7), Novelty(3, 3, 5), Novelty(4, 2, 3)),
        numbers=2,
        supported=1,
        faults=(SummaryFault("pasar", 2, "number", "Monday", "Monday is not in the article."),),
    )
    found = check(text)
    assert (found.ok, found.number_survival, found.compression) == (False, 0.5, 9 / 21)


def test_no_summary_is_not_ok_and_has_no_shares() -> None:
    found = check(SummaryText("pasar", (), ENGLISH))
    assert (found.ok, found.faults, found.number_survival, found.compression) == (False, (), None, 0.0)
    assert [one.share for one in found.novelty] == [None] * 4
    assert check(SummaryText("pasar", ("Rain.",), ())).compression is None


def test_the_day_of_publication_settles_dates() -> None:
    text = SummaryText("pasar", ("It was sold on March 4, 2025.",), ("It was sold on 3/4/2025.",))
    assert check(text).ok


@pytest.mark.parametrize(
    ("summary", "article", "n", "expected"),
    [
        (["The Market’s open."], ["the market's open"], 2, (0, 2)),
        (["Fish sold.", "Rice sold."], ["Fish sold. Rice"], 2, (1, 2)),
        (["fish fish fish"], ["fish"], 1, (0, 3)),
        (["rice rice"], ["fish"], 1, (2, 2)),
        (["11,800 tons"], ["11 800 tons"], 1, (1, 2)),
        (["fish"], ["fish"], 2, (0, 0)),
    ],
)
def test_novel_ngrams(summary: list[str], article: list[str], n: int, expected: tuple[int, int]) -> None:
    assert novelty(summary, article, n) == Novelty(n, *expected)


WORDS = st.lists(st.sampled_from(["Ambon", "Fish", "sold", "11,800", "Harun", "North", "Korean", "“", "."]), max_size=8)


@given(st.lists(WORDS.map(" ".join), max_size=3), WORDS.map(" ".join))
def test_a_copy_of_the_article_has_nothing_new_and_no_fault(lines: list[str], other: str) -> None:
    article = (*lines, other)
    found = check(SummaryText("a", article, article))
    assert found.faults == ()
    assert sum(one.novel for one in found.novelty) == 0
    assert found.supported == found.numbers


def test_a_date_with_the_day_first_is_read_by_the_day_of_publication() -> None:
    text = SummaryText("pasar", ("It was sold on 3 April.",), ("It was sold on 3 April 2025.",), (), date(2025, 4, 4))
    assert check(text).ok
