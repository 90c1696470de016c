"""A bundle's summaries, end to end: the real publisher, the real libraries."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval_bundles import write_bundle, write_references
from jembatan.errors import InputError
from jembatan_eval.bundle import read_bundle
from jembatan_eval.references.file import read_references
from jembatan_eval.references.summaries import read_summary_references
from jembatan_eval.summaries.scores import SummaryScores, score_summaries

PASAR: list[tuple[str, str | None]] = [
    ("Judul", "Market"),
    ("Ikan terjual 12 ton.", "Fish was sold, 12 tons."),
    ("Beras tidak.", "Rice was not."),
    ("Hujan turun.", "It rained."),
    ("Selesai.", "The end."),
]
HUJAN: list[tuple[str, str | None]] = [("Judul", "Rain"), ("Hujan deras di Ambon.", "Heavy rain in Ambon.")]


def _scores(tmp_path: Path, summaries: dict[str, list[str]], translated: bool = True) -> SummaryScores:
    articles = {"pasar": PASAR, "hujan": HUJAN}
    bundle = read_bundle(write_bundle(tmp_path / "bundle", articles, summaries, titled=True))
    path = write_references(
        tmp_path / "references.jsonl",
        [("pasar", "Ikan terjual 12 ton.", "Fish was sold."), ("pasar", "Beras tidak.", "Rice was not.")],
    )
    return score_summaries(bundle, read_summary_references(path), read_references(path) if translated else ())


def test_summaries_stand_beside_the_lead_baselines(tmp_path: Path) -> None:
    found = _scores(
        tmp_path, {"pasar": ["Fish sold.", "Rice was not.", "It rained."], "hujan": ["Rain hit 40 boats in Palu."]}
    )
    rows = {one.name: (one.whole.rouge1.score, one.first.rouge1.score) for one in found.systems}
    assert rows == {
        # fish, sold, rice, was, not, it, rained: 7 of the brief's 8 words, all right: 2 * 7 / (7 + 8).
        "summary": pytest.approx((100 * 14 / 15, 100.0)),
        # 8 right of 10 ("12", "tons"); the lead's 2 words in the first sentence's 5.
        "lead-3": pytest.approx((100 * 16 / 18, 100 * 4 / 7)),
        # 6 of 8 words, all right; 2 of 3.
        "lead-3 of the reference": pytest.approx((100 * 12 / 14, 100 * 4 / 5)),
    }
    assert found.systems[0].whole.rouge1.signature.startswith("rouge1|refs:2|stem:porter|multi:max|")
    assert found.systems[0].first.rouge1.signature.startswith("rouge1|refs:1|")
    assert (found.scored, found.without_reference, found.without_summary) == (("pasar",), ("hujan",), ())
    assert [(one.article, one.kind, one.surface) for one in found.faults] == [
        ("hujan", "number", "40"),
        ("hujan", "name", "Palu"),
    ]
    assert found.failed == ("hujan",)
    assert found.number_survival == 0.0
    assert found.compression == (7 + 6) / (13 + 5)
    assert found.novelty[0].ngrams == 13


def test_an_article_without_a_summary_is_scored_as_empty(tmp_path: Path) -> None:
    found = _scores(tmp_path, {}, translated=False)
    assert found.without_summary == ("pasar", "hujan")
    assert [(one.name, one.whole.rouge1.score) for one in found.systems] == [
        ("summary", 0.0),
        ("lead-3", pytest.approx(100 * 16 / 18)),
    ]
    assert (found.failed, found.compression, found.number_survival) == ((), None, None)


def test_without_a_reference_there_is_no_rouge_and_the_rest_is_told(tmp_path: Path) -> None:
    bundle = read_bundle(write_bundle(tmp_path / "bundle", {"hujan": [("Hujan.", "Rain.")]}, {"hujan": ["Rain."]}))
    path = write_references(tmp_path / "references.jsonl", [])
    found = score_summaries(bundle, read_summary_references(path))
    assert (found.systems, found.scored, found.without_reference) == ((), (), ("hujan",))
    assert found.references_without_article == ("pasar",)
    assert found.checks[0].ok


def test_a_date_that_is_none_is_an_error(tmp_path: Path) -> None:
    bundle = read_bundle(write_bundle(tmp_path / "bundle", {"hujan": [("Hujan.", "Rain.")]}))
    bundle[0]["published"] = "soon"
    with pytest.raises(InputError, match="hujan: published"):
        score_summaries(bundle, [])
