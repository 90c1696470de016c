from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eval_bundles import write_bundle, write_references
from jembatan.errors import InputError
from jembatan_eval.bundle import read_bundle
from jembatan_eval.lines import Pair
from jembatan_eval.references.align import ArticleMatch, align
from jembatan_eval.references.file import read_references


def test_segments_meet_their_references_and_the_rest_is_counted(tmp_path: Path) -> None:
    bundle = write_bundle(
        tmp_path / "bundle",
        {
            "pasar": [("Pasar buka.", "The market opens."), ("Ikan habis.", None), ("Ikan habis.", "No fish.")],
            "hujan": [("Hujan deras.", "Heavy rain.")],
        },
    )
    references = write_references(
        tmp_path / "references.jsonl",
        [
            ("pasar", "Ikan  habis.", "Fish is sold out."),
            ("pasar", "Ikan habis.", "Fish sold out again."),
            ("pasar", "Beras naik.", "Rice is up."),
            ("hujan", "Pasar buka.", "The market is open."),
            ("angin", "Angin kencang.", "Strong wind."),
        ],
    )
    alignment = align(read_bundle(bundle), read_references(references))
    published = date(2025, 2, 3)
    assert alignment.pairs == (
        Pair("The market opens.", None, "Pasar buka.", published, "pasar", "s1"),
        Pair("", "Fish is sold out.", "Ikan habis.", published, "pasar", "s2"),
        Pair("No fish.", "Fish sold out again.", "Ikan habis.", published, "pasar", "s3"),
        Pair("Heavy rain.", None, "Hujan deras.", published, "hujan", "s1"),
    )
    assert alignment.articles == (
        ArticleMatch("pasar", segments=3, references=3, matched=2, untranslated=1),
        ArticleMatch("hujan", segments=1, references=1, matched=0, untranslated=0),
        ArticleMatch("angin", segments=0, references=1, matched=0, untranslated=0, in_bundle=False),
    )
    assert (alignment.matched, alignment.unanswered) == (2, 2)
    pasar = alignment.articles[0]
    assert (pasar.segments_without_reference, pasar.references_without_segment) == (1, 1)


def test_text_left_in_another_language_is_counted_and_not_scored(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "bundle", {"hujan": [("Hujan deras.", "Heavy rain."), ("It rains.", None)]})
    articles = read_bundle(bundle)
    articles[0]["segments"][1]["flags"] = ["foreign-language"]
    alignment = align(articles, [])
    assert [pair.segment for pair in alignment.pairs] == ["s1"]
    assert alignment.articles == (ArticleMatch("hujan", 2, 0, 0, untranslated=0, foreign=1),)
    assert alignment.articles[0].segments_without_reference == 1


def test_a_folder_that_is_no_published_bundle_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no manifest\.json"):
        read_bundle(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"schema": 2', '"schema": 7', "bundle.jsonl:1: schema 7"),
        ('"source": "Hujan', '"sauce": "Hujan', r"bundle.jsonl:1: .*segments\.0\.source"),
        ('"2025-02-03"', '"soon"', "hujan: published"),
    ],
)
def test_a_bundle_out_of_its_schema_is_an_error(tmp_path: Path, old: str, new: str, message: str) -> None:
    bundle = write_bundle(tmp_path / "bundle", {"hujan": [("Hujan deras.", "Heavy rain.")]})
    path = bundle / "bundle.jsonl"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        align(read_bundle(bundle), [])
