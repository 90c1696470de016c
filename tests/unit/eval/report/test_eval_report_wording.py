from __future__ import annotations

import pytest

from jembatan_eval.evaluation import Evaluation, Flagged
from jembatan_eval.lines import Pair
from jembatan_eval.report.wording import against, best, moved, scored
from jembatan_eval.resampling import Difference, Interval
from jembatan_eval.score import score


@pytest.mark.parametrize(
    ("value", "p", "enough", "measure", "said"),
    [
        (-1.14, 0.036, True, "bleu", "1.1 points lower (significant, p = 0.036)"),
        (0.005, 0.3, True, "coverage", "0.5 points higher (not significant, p = 0.300)"),
        (2.0, 0.001, False, "bleu", "2.0 points higher (too few sentences to tell: fewer than 100)"),
        (0.01, 0.9, True, "bleu", "the same within a tenth of a point (not significant, p = 0.900)"),
        (0.0, 1.0, True, "bleu", "the same"),
    ],
)
def test_a_difference_in_words(value: float, p: float, enough: bool, measure: str, said: str) -> None:
    assert (
        moved(Difference(value, Interval(value - 1, value + 1), p, enough), measure).replace("\N{NO-BREAK SPACE}", " ")
        == said
    )


def test_what_a_night_scored() -> None:
    pairs = [
        Pair("It sold 9 tons of fish.", "It sold 9 tons of fish.", "Terjual 9 ton ikan."),
        Pair("Wind.", None, "Angin."),
    ]
    found = Evaluation(score(pairs), None, Flagged(1, 0, 0, 1, 2, 1, 0))
    said = scored("2026-01-31", found, nights=True)
    assert said.startswith(
        "The night of 31 January 2026 scores BLEU 100.0 and chrF++ 100.0 on the 1 sentence, of 2, with a reference."
    )
    assert "Of its 1 sentence with numbers, 100.0% have all of them right." in said
    assert "The night itself flagged 1 of 2." in said
    assert "Too few references to tell" in said


def test_without_references_it_says_so() -> None:
    found = Evaluation(score([Pair("Wind.", None, "Angin.")]))
    said = scored("ours", found, nights=False)
    assert said.startswith("The last given, ours, has 1 sentence, none with a reference: there is no BLEU")


@pytest.mark.parametrize(
    ("changed", "shared", "said"),
    [
        (0, 0, "It has no sentence in common with theirs, so the two cannot be held against each other."),
        (0, 9, "All 9 sentences in common read as in theirs: nothing changed."),
        (2, 9, "Against theirs, 2 of the 9 sentences in common are different."),
    ],
)
def test_what_changed(changed: int, shared: int, said: str) -> None:
    assert against("ours", "theirs", None, False, changed, shared) == (said,)


def test_the_best_is_named_by_a_measure_that_all_have() -> None:
    good, bad = (
        Evaluation(score([Pair(text, "It rained all day long.")])) for text in ("It rained all day long.", "No.")
    )
    assert best([("bad", bad), ("good", good)], None) == "Of 2 systems, good leads by BLEU with 100.0."
    without = Evaluation(score([Pair("No.", None, "Tidak ada 9.")]))
    assert best([("bad", bad), ("without", without)], None) == ""
