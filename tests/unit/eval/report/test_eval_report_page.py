from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import html

from jembatan_eval.baselines import Provenance, ScoredFile
from jembatan_eval.coverage import Coverage, CoverageFault
from jembatan_eval.evaluation import Evaluation, Flagged
from jembatan_eval.lines import Pair
from jembatan_eval.references.align import Alignment
from jembatan_eval.report import Entry, render
from jembatan_eval.score import score
from jembatan_eval.summaries.check import SummaryCheck, SummaryFault, novelty
from jembatan_eval.summaries.scores import SummaryScores

HOSTILE = [
    "<script>alert(1)</script>",
    "\"quoted\" 'and' & <b>bold</b> &amp; {{ 7 * 7 }} {% raw %}",
    "]]> --> </style></ins></del></svg> <img src=x onerror=alert(1)>",
]


def entry(name: str, pairs: Sequence[Pair], night: bool = True) -> Entry:
    origin = Provenance(
        made=date(2026, 1, 31),
        about=f"outputs/{name}",
        jembatan="0.1.0",
        files=(ScoredFile(role="bundle", name="bundle.jsonl", sha256="0" * 64),),
        signature="jembatan:0.1.0|config:nightly" if night else None,
    )
    alignment = Alignment(tuple(pairs), ()) if night else None
    flagged = Flagged(1, 0, 0, 1, len(pairs), 1, 0) if night else None
    return Entry(name, Evaluation(score(pairs, intervals=True), alignment, flagged), origin)


def pasar(*texts: str) -> list[Pair]:
    """Up to three sentences of one article, of which the first has a reference."""
    sources = ["Terjual 9 ton ikan pada Senin.", "Pasar tutup pukul 15.00.", "Hujan."]
    wanted = ["Nine tons of fish were sold on Monday.", None, None]
    return [
        Pair(text, reference, source, date(2026, 1, 30), "pasar", f"s{number}")
        for number, (text, reference, source) in enumerate(zip(texts, wanted, sources, strict=False), 1)
    ]


BEFORE = pasar("It sold 9 tons of fish on Monday.", "The market closes at 15:00.", "Rain.")
LAST = pasar("It sold 8 tons of fish on Monday.", "The market closes at 15:00.", "")


def summaries(*explanations: str) -> SummaryScores:
    """Of one article, with faults in its first sentence."""
    faults = tuple(SummaryFault("pasar", 1, "number", "45", said) for said in explanations)
    grams = tuple(novelty(["Fish sold."], ["Fish was sold."], n) for n in (1, 2, 3, 4))
    return SummaryScores((SummaryCheck("pasar", 1, 2, 3, grams, 2, 1, faults),), (), (), ())


def parse(page: str) -> Any:
    return html.document_fromstring(page)


def text_of(tree: Any, id: str) -> str:
    (found,) = tree.xpath(f"//*[@id='{id}']")
    return " ".join(" ".join(found.itertext()).split())


def assert_stands_alone(tree: Any) -> None:
    assert not tree.xpath("//script | //link | //img | //image | //iframe | //object | //embed | //form | //base")
    assert not tree.xpath("//@src | //@srcset | //@background | //@poster")
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            if name.endswith("href"):
                assert value.startswith("#")
    assert not re.search(r"url\((?!#plot-)|@import", " ".join([*tree.xpath("//style/text()"), *tree.xpath("//@style")]))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in tree.xpath("//a/@href"):
        assert link[1:] in ids


def test_two_nights() -> None:
    tree = parse(render([entry("2026-01-30", BEFORE), entry("2026-01-31", LAST)]))
    assert_stands_alone(tree)
    assert tree.xpath("string(//h1)") == "Evaluation of 2 nights, 30 January 2026 to 31 January 2026"
    opening = tree.xpath("string(//*[@class='opening'])")
    assert "The night of 31 January 2026 scores BLEU" in opening
    assert "Against the night of 30 January 2026, 2 of the 3 sentences in common are different." in opening
    assert "too few sentences to tell" in opening
    assert len(tree.xpath("//*[@id='scores']//*[local-name() = 'svg']")) == 5
    assert "2026-01-30 3 1" in text_of(tree, "scores")
    assert "nrefs:1|case:mixed" in text_of(tree, "scores")
    assert re.search(r"number 0 0 0 1 0 0\.0% 0", text_of(tree, "numbers"))
    assert "1 sentence without any English is not counted" in text_of(tree, "lengths")
    assert "pasar 3" in text_of(tree, "documents")
    assert "On 3 sentences of 1 article that all have" in text_of(tree, "significance")
    assert "BLEU : 0 of 1 significant, on the 1 sentence with a reference" in text_of(tree, "significance")
    assert "On 3 sentences of 1 article that all have" in text_of(tree, "significance")
    (first,) = tree.xpath("//*[@id='w1']")
    assert first.xpath(".//ins/text()") == ["8"]
    assert first.xpath(".//del/text()") == ["9"]
    assert "9 became 8" in text_of(tree, "w1")
    assert tree.xpath("//*[@id='w1']//dd[@lang='id']/text()") == ["Terjual 9 ton ikan pada Senin."]
    assert "jembatan:0.1.0|config:nightly" in text_of(tree, "made")
    assert not tree.xpath("//*[@id='summaries']")


def test_one_night_without_references_or_numbers() -> None:
    tree = parse(render([entry("2026-01-31", [Pair("Rain.", None, "Hujan.", None, "hujan", "s1")])]))
    assert_stands_alone(tree)
    assert "none with a reference: there is no BLEU" in tree.xpath("string(//*[@class='opening'])")
    assert "There is no number on either side" in text_of(tree, "numbers")
    assert "There is only one" in text_of(tree, "significance")
    assert "Nothing is known against any sentence" in text_of(tree, "worst")


def test_nights_with_other_articles_are_not_held_against_each_other() -> None:
    other = [Pair("Wind.", None, "Angin.", None, "angin", "s1")]
    tree = parse(render([entry("2026-01-30", other), entry("2026-01-31", LAST)]))
    assert "no sentence in common with the night of 30 January 2026" in tree.xpath("string(//*[@class='opening'])")
    assert "They have no sentence in common" in text_of(tree, "significance")


def test_systems_in_files() -> None:
    wanted = "It rained all day long."
    systems = [
        entry(name, [Pair(text, wanted, segment="1")], night=False)
        for name, text in (("ours", wanted), ("third", "It rained all day."), ("theirs", ""))
    ]
    tree = parse(render(systems, title="Rain"))
    assert_stands_alone(tree)
    assert tree.xpath("string(//h1)") == "Rain"
    assert tree.xpath("string(//*[@class='opening']/p[1])").startswith("Of 3 systems, ours leads by BLEU with 100.0.")
    assert "give it with --src" in text_of(tree, "numbers")
    assert "give it with --src" in text_of(tree, "coverage")
    assert "No English" in text_of(tree, "w1")
    assert tree.xpath("//*[@id='w1']//del/text()") == [wanted]
    assert not tree.xpath("//*[@id='documents']")


def test_faults_of_coverage_are_listed_by_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = (
        CoverageFault(0, "fused", 0.5, "It holds two sentences."),
        CoverageFault(1, "fused", 0.9, "It holds three sentences."),
        CoverageFault(2, "lost", 1.0, "It is empty."),
    )
    monkeypatch.setattr("jembatan_eval.score.coverage", lambda pairs: Coverage(len(pairs), faults))
    found = text_of(parse(render([entry("2026-01-31", LAST)], worst=1)), "coverage")
    assert "Fused : 2 sentences, the surest 1 shown pasar s2 It holds three sentences." in found
    assert "Lost : 1 sentence pasar s3 It is empty." in found
    assert "two sentences" not in found


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(hostile: str) -> None:
    pairs = [Pair(f"{hostile} 8", f"{hostile} 9", f"{hostile} 9", None, hostile, hostile)]
    other = [pairs[0]._replace(hypothesis=f"{hostile} 7")]
    last = entry(f"{hostile} b", pairs)
    last = replace(last, evaluation=replace(last.evaluation, summaries=summaries(hostile)))
    tree = parse(render([entry(hostile, other), last], hostile, 20))
    assert_stands_alone(tree)
    assert tree.xpath("string(//h1)") == tree.xpath("string(//title)") == hostile
    assert hostile in text_of(tree, "summaries")
    (row,) = tree.xpath("//*[@id='w1']")
    assert [dd.text_content() for dd in row.xpath(".//dd")] == [
        f"{hostile} 9",
        f"{hostile} 9",
        f"{hostile} 8",
        f"{hostile} 7",
    ]


def test_summaries_have_their_place() -> None:
    last = entry("2026-01-31", LAST)
    told = replace(last, evaluation=replace(last.evaluation, summaries=summaries("45 is not in the article.")))
    found = text_of(parse(render([told])), "summaries")
    assert "1 of 1 articles have a summary; 1 say what the article does not." in found
    assert "Numbers that the article bears out 50.0% –" in found
    assert "pasar, sentence 1: 45 is not in the article." in found
    none = replace(last, evaluation=replace(last.evaluation, summaries=summaries()))
    assert "No name or number was found" in text_of(parse(render([none])), "summaries")
    assert not parse(render([last])).xpath("//*[@id='summaries']")


def test_the_page_is_the_same_for_the_same_entries() -> None:
    entries = [entry("2026-01-30", BEFORE), entry("2026-01-31", LAST)]
    assert render(entries) == render(entries)


def test_every_table_has_headers_that_say_of_what() -> None:
    tree = parse(render([entry("2026-01-30", BEFORE), entry("2026-01-31", LAST)]))
    assert tree.xpath("//table")
    assert not tree.xpath("//th[not(@scope)]")
    assert not tree.xpath("//table[not(.//th[@scope='col'])]")
    for drawn in tree.xpath("//*[local-name() = 'svg']"):
        assert drawn.get("role") == "img"
        assert drawn.get("aria-label")


def test_nothing_to_report_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        render([])
