from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publish_samples import (
    PROVENANCE,
    article,
    assert_stands_alone,
    backed,
    better,
    classed,
    failed,
    mended,
    parse,
    rice,
    texts,
    told,
)

from jembatan.publish.content import Bundle
from jembatan.publish.jsonl import record
from jembatan.publish.page import render_article
from jembatan.quantities import NumberMatch, NumberReport, Quantity
from jembatan.records import Removal, Summary, SummarySentence

SOURCES = f"//*[{classed('source')}]"
TARGETS = f"//*[{classed('target')} and not({classed('missing')})]"

HOSTILE = [
    "<script>alert(1)</script>",
    "\"quoted\" 'and' & <b>bold</b> &amp; {{ 7 * 7 }} {% raw %}",
    "\u202eright to left \u0634\u0631\u0642",
    "🌾🇮🇩 emoji \U0001f9d1\u200d\U0001f33e",
    "]]> --> </style> </div>",
]


def page(bundle: Bundle) -> Any:
    return parse(render_article(bundle, PROVENANCE))


def test_every_text_stands_there_once_and_in_order() -> None:
    tree = page(rice())
    assert texts(tree, SOURCES) == [segment.text for segment in rice().segmented.segments]
    assert texts(tree, TARGETS) == [made.target for made in rice().translations if made.target is not None]
    everything = tree.xpath("string(//body)")
    for segment, made in zip(rice().segmented.segments, rice().translations, strict=True):
        assert everything.count(segment.text) == 1
        assert made.target is None or everything.count(made.target) == 1


def test_hostile_text_is_shown_and_does_nothing() -> None:
    bundle = article([(text, text) for text in ["Judul", *HOSTILE]], title="Judul", url="javascript:alert(1)")
    bundle = replace(
        bundle, segmented=replace(bundle.segmented, article=replace(bundle.segmented.article, source=HOSTILE[0]))
    )
    tree = page(bundle)
    assert texts(tree, SOURCES) == texts(tree, TARGETS) == ["Judul", *HOSTILE]
    assert_stands_alone(tree)
    assert texts(tree, f"//*[{classed('url')}]")[0].strip() == "javascript:alert(1)"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1), min_size=1, max_size=4))
def test_any_text_comes_back_from_the_page(sentences: list[str]) -> None:
    tree = page(article([(text, text) for text in sentences], title=None))
    assert texts(tree, SOURCES) == texts(tree, TARGETS) == sentences


@pytest.mark.parametrize(
    "bundle",
    [rice(), failed(), mended(), told(), backed(), article([])],
    ids=["rice", "failed", "mended", "told", "backed", "empty"],
)
def test_a_page_stands_alone_and_every_anchor_exists(bundle: Bundle) -> None:
    tree = page(bundle)
    assert_stands_alone(tree)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    assert set(tree.xpath("//@aria-labelledby")) <= set(ids)
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == 1
    assert render_article(bundle, PROVENANCE) == render_article(bundle, PROVENANCE)


def test_numbers_are_marked_and_paired() -> None:
    marks = [
        (mark.text, mark.get("class").split()[0], mark.get("data-n"), mark.getparent().get("class"))
        for mark in page(rice()).xpath(f"//*[{classed('masthead')} or {classed('row')}]//mark")
    ]
    assert marks == [
        ("5.6", "kept", "1", "target"),
        ("5,6", "kept", "1", "original source"),
        ("11.800", "changed", "1", "source"),
        ("11.8", "changed", "1", "target"),
        ("3", "lost", "1", "source"),
        ("2025", "invented", "1", "target"),
    ]
    assert page(rice()).xpath("//mark[text()='11.8']/@title") == ["Changed: 11,800 became 11.8."]


def test_notes_say_what_is_wrong_in_words() -> None:
    notes = [" ".join(text.split()) for text in texts(page(rice()), f"//ul[{classed('notes')}]/li")]
    assert notes == [
        "+Number without support. 6.5 is new.",
        "!Number changed 1. 11,800 became 11.8.",
        "−Number lost 1. 3 is missing.",
        "house-style.",
        "+Number invented 1. 2025 is new.",
        "Not Indonesian. This text seems to be in another language. It was left as it is.",
    ]


def test_what_is_no_error_is_told_calmly() -> None:
    tree = page(told())
    assert [" ".join(text.split()) for text in texts(tree, f"//ul[{classed('calm')}]/li")] == [
        "Left out 1. Senin was left out.",
        "≈Number converted 3. 24 months are two years.",
    ]
    assert not tree.xpath(f"//ul[{classed('notes')} and not({classed('calm')})]")
    assert [(mark.text, mark.get("class").split()[0]) for mark in tree.xpath("//mark")] == [
        ("Senin", "excused"),
        ("12", "reworded"),
        ("24 bulan", "converted"),
        ("A dozen", "reworded"),
        ("two years", "converted"),
    ]
    assert " ".join(texts(tree, f"//*[{classed('strip')}]")[0].split()) == "No findings in 1 sentence."


def test_a_repair_shows_the_first_output_and_each_step_in_words() -> None:
    tree = page(mended())
    mends = f"//details[{classed('mend')}]"
    assert tree.xpath(f"{mends}/@class") == ["mend repaired", "mend machine-repaired", "mend tried"]
    assert texts(tree, f"{mends}/summary") == [
        "Repaired (n-best, try 1)",
        "Machine-repaired (2.500 written as 2,500)",
        "Not repaired: 1 try, none was right",
    ]
    assert texts(tree, f"{mends}/p/span") == ["There are 11.8 tons.", "There are 2.500 trucks."]
    assert [" ".join(text.split()) for text in texts(tree, f"{mends}/ol/li")] == [
        "Another hypothesis. N-best, try 1: There are 11 tons. 11.800 became 11.",
        "Another hypothesis. N-best, try 1. Taken",
        "Decoded again. Again, try 1. No text",
        "Rule of form. 2.500 written as 2,500. Taken",
        "Clauses alone. Split, try 1: There are some stores. 3 is missing.",
    ]
    assert tree.xpath(f"{mends}/@open") == []


def test_a_repaired_sentence_is_marked_and_needs_no_look_but_a_machine_repaired_one_does() -> None:
    tree = page(mended())
    strip = f"//*[{classed('strip')}]"
    assert " ".join(texts(tree, strip)[0].split()) == "2 of 4 sentences need a look: 2 3 2 repaired: 1 2"
    assert tree.xpath(f"//*[{classed('row')} and {classed('mended')}]/@id") == ["s1", "s2"]
    assert tree.xpath(f"//*[{classed('row')} and {classed('look')}]/@id") == ["s2", "s3"]
    notes = [" ".join(text.split()) for text in texts(tree, f"//ul[{classed('notes')}]/li")]
    assert notes[0].startswith("Machine-repaired. A rule, not a model,")


def test_a_better_text_that_is_flagged_all_the_same_is_not_called_repaired() -> None:
    tree = page(better())
    assert tree.xpath(f"//details[{classed('mend')}]/@class")[0] == "mend better"
    assert texts(tree, f"//details[{classed('mend')}]/summary")[0] == "Better, not yet right (n-best, try 1)"
    strip = f"//*[{classed('strip')}]"
    assert " ".join(texts(tree, strip)[0].split()) == "3 of 4 sentences need a look: 1 2 3 1 repaired: 2"
    assert tree.xpath(f"//*[{classed('row')} and {classed('mended')}]/@id") == ["s2"]


def test_a_flag_without_a_number_of_its_own_is_explained() -> None:
    bundle = article([("Ada dua.", "There are two.")], title=None)
    flagged = replace(bundle, translations=(replace(bundle.translations[0], flags=("number-lost",)),))
    assert texts(page(flagged), f"//ul[{classed('notes')}]/li") == [
        "Number lost. A number of the Indonesian sentence is missing in the English."
    ]


def test_the_strip_counts_and_links_what_needs_a_look() -> None:
    tree = page(rice())
    strip = f"//*[{classed('strip')}]"
    assert " ".join(texts(tree, strip)[0].split()) == "4 of 5 sentences need a look: 2 3 4 5 and the summary"
    assert tree.xpath(f"{strip}/a/@href") == ["#s2", "#s3", "#s4", "#s5", "#summary"]
    calm = article([("Aman.", "Safe.")], title=None)
    assert " ".join(texts(page(calm), strip)[0].split()) == "No findings in 1 sentence."


def test_text_that_was_left_or_failed_says_why() -> None:
    missing = f"//*[{classed('missing')}]"
    assert texts(page(rice()), missing) == ["Left as it is: it is too long"]
    assert page(rice()).xpath(f"//*[@id='s5']/*[{classed('source')}]/@lang") == ["en"]
    assert texts(page(failed()), missing) == ["No translation: no translation was made"]
    incomplete = " ".join(texts(page(failed()), f"//*[{classed('failures')}]")[0].split())
    assert incomplete == "This article is incomplete At the stage “translate”: the engine stopped: out of memory"


def test_a_title_without_translation_stays_the_heading() -> None:
    tree = page(article([("Judul", None), ("Isi.", "Body.")], title="Judul"))
    assert [(heading.text, heading.get("lang")) for heading in tree.xpath("//h1")] == [("Judul", "id")]
    assert texts(tree, f"//*[{classed('missing')}]") == ["No translation: it is too long"]


def test_removed_text_stands_where_it_stood() -> None:
    tree = page(rice())
    removed = f"//*[{classed('removed')}]"
    assert [" ".join(text.split()) for text in texts(tree, removed)] == [
        "Removed: read also Baca juga: Harga cabai",
        "Removed: byline (abc/abc)",
    ]
    assert tree.xpath(f"{removed}[1]/following-sibling::*[1]/@id") == ["s3"]
    assert tree.xpath(f"{removed}[last()]/preceding-sibling::*[1]/@id") == ["s5"]
    assert [row.xpath("string()").split() for row in tree.xpath("//tbody/tr")] == [
        ["ter-", "jualterjualsoft", "hyphen"]
    ]


def test_the_summary_says_who_wrote_it_and_how_its_numbers_fared() -> None:
    summary = " ".join(texts(page(rice()), "//*[@id='summary']")[0].split())
    assert "Written by short-writer from the English text below, in 2 parts that were merged." in summary
    assert summary.endswith("1 of 1 number in it is not in that text as written.")
    assert not page(failed()).xpath("//*[@id='summary']")


def test_the_summary_says_of_how_many_answers_it_is_the_best() -> None:
    bundle = rice()
    assert bundle.summary is not None
    chosen = replace(bundle, summary=replace(bundle.summary, answer=2, answers=3))
    (summary,) = texts(page(chosen), "//*[@id='summary']")
    assert "in 2 parts that were merged; the best of its 3 answers." in " ".join(summary.split())


def test_a_sentence_of_the_summary_links_to_its_evidence_and_lights_it_up() -> None:
    tree = page(backed())
    sentences = tree.xpath(f"//*[@id='summary']/div[{classed('lead')} or {classed('sentence')}]")
    assert [(one.get("id"), one.get("tabindex")) for one in sentences] == [("summary-1", "0"), ("summary-2", "0")]
    assert [one.xpath(f".//*[{classed('evidence')}]/a/@href") for one in sentences] == [["#s2", "#s1"], ["#s3"]]
    assert tree.xpath(f"//*[{classed('evidence')}]/a/@aria-label")[0] == "Borne out by sentence 2"
    style = tree.xpath("string(//style)")
    assert "main:has(#summary-1:is(:hover, :focus, :focus-within)) :is(#s2, #s1) {" in style
    assert "main:has(#summary-2:is(:hover, :focus, :focus-within)) :is(#s3) {" in style
    # Without evidence there is nothing to light up.
    assert not page(rice()).xpath("//*[@tabindex]")
    assert "main:has(" not in page(rice()).xpath("string(//style)")


def test_what_the_article_does_not_bear_out_is_told_with_its_reason() -> None:
    tree = page(backed())
    removed = [" ".join(text.split()) for text in texts(tree, f"//*[@id='summary']//*[{classed('removed')}]")]
    assert removed == [
        "Replaced: evidence Stocks <fell>. No sentence tells this.",
        "Taken out: evidence It snowed. No sentence tells this.",
    ]
    notes = [" ".join(text.split()) for text in texts(tree, f"//*[@id='summary']//ul[{classed('notes')}]/li")]
    assert [note.partition(".")[0] for note in notes] == ["From the article", "Sentences taken out"]


def test_a_summary_may_leave_numbers_out() -> None:
    lost = NumberMatch("lost", Quantity(0, 1, "3", "3"), None, "3 is missing.")
    sentence = SummarySentence("It rose.", NumberReport("harga-beras", (lost,)))
    tree = page(replace(rice(), summary=Summary("harga-beras", (sentence,), "short-writer")))
    summary = " ".join(texts(tree, "//*[@id='summary']")[0].split())
    assert summary == "Summary It rose. Written by short-writer from the English text below. It holds no numbers."


def test_what_was_cut_off_a_summary_is_shown_below_it_and_in_the_record() -> None:
    bundle = rice()
    assert bundle.summary is not None
    cut = replace(
        bundle, summary=replace(bundle.summary, cut=("One more.", "And <another>."), flags=("summary-shortened",))
    )
    assert texts(page(cut), f"//*[@id='summary']//*[{classed('removed')}]/span") == [
        "Removed: beyond the length",
        "One more.\nAnd <another>.",
    ]
    notes = record(cut, PROVENANCE)["summary_notes"]
    assert notes is not None
    assert notes["cut"] == ["One more.", "And <another>."]
    assert not page(bundle).xpath(f"//*[@id='summary']//*[{classed('removed')}]")


def test_long_removed_text_is_folded_but_whole() -> None:
    long = "Tinggalkan komentar. " * 40
    bundle = rice()
    bundle = replace(bundle, segmented=replace(bundle.segmented, removed=(Removal(long, "comments", 0),)))
    assert texts(page(bundle), f"//*[{classed('removed')}]/details[not(@open)]/p") == [long]


def test_the_foot_names_engine_weights_licence_and_plan() -> None:
    foot = " ".join(texts(page(rice()), "//footer")[0].split())
    for part in (
        "Translation: bridge-id-en",
        "CC-BY-4.0. Name the authors.",
        "Originhub",
        "Why this modelThe first candidate",
        "sha256:" + "0123456789ab" * 5 + "cdef",
        "ctranslate2 4.6.0",
        "beam size4",
        "r1#2, r1#3",
        "jembatan:0.1.0|cfg:ab12",
    ):
        assert part in foot


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://warta.example/a?b=1&c=2", True),
        ("http://warta.example", True),
        ("HTTPS://warta.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//warta.example/a", False),
        ("http://[broken", False),
        ("https://", False),
        ("warta.example", False),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    tree = page(article([("Isi.", "Body.")], title=None, url=url))
    assert tree.xpath(f"//*[{classed('url')}]//a/@href") == ([url] if linked else [])
    assert texts(tree, f"//*[{classed('url')}]//bdi") == [url]


def test_run_times_are_not_on_the_page() -> None:
    later = replace(PROVENANCE, run=replace(PROVENANCE.run, started="2025-01-01T00:00:00+07:00", seconds=1.0))
    assert render_article(rice(), later) == render_article(rice(), PROVENANCE)
