from __future__ import annotations

from dataclasses import replace

from publish_samples import PROVENANCE, article, assert_stands_alone, classed, failed, parse, rice, texts

from jembatan.publish.index import render_index, tally
from jembatan.records import Duplicate, Failure

CALM = article([("Tenang", "Calm")], id="tenang", title="Tenang")
FAILURES = [Failure("read", "line 7 is not JSON", None, "in/kawat.jsonl", 7), *failed().failures]
DUPLICATES = [Duplicate("in/kawat.jsonl", 12, "tenang"), Duplicate("in/b.txt", None, "elsewhere")]


def test_worst_comes_first() -> None:
    one_flag = replace(CALM.translations[0], flags=("split",))
    mild = replace(CALM, translations=(one_flag,))
    mild = replace(mild, segmented=replace(mild.segmented, article=replace(mild.segmented.article, id="agak")))
    tree = parse(render_index([CALM, mild, rice(), failed()], FAILURES, [], PROVENANCE))
    assert tree.xpath("//ol/li//h3/a/@href") == ["pasar-tutup.html", "harga-beras.html", "agak.html", "tenang.html"]
    assert tree.xpath("//ol/li/@class") == ["failed", "review", "review", "ok"]
    assert_stands_alone(tree)
    assert len(set(tree.xpath("//@id"))) == len(tree.xpath("//@id"))


def test_counts() -> None:
    counts = tally([CALM, rice(), failed()], FAILURES, DUPLICATES)
    assert (counts.articles, counts.failed, counts.review, counts.ok) == (3, 1, 1, 1)
    assert (counts.segments, counts.flagged, counts.failures, counts.duplicates) == (7, 5, 2, 2)
    numbers = counts.numbers
    assert (numbers.kept, numbers.changed, numbers.lost, numbers.invented) == (1, 1, 1, 1)
    shown = texts(parse(render_index([CALM, rice(), failed()], FAILURES, [], PROVENANCE)), "//dl[@aria-label]/div")
    assert shown == ["numbers kept1", "changed1", "lost1", "invented1"]


def test_failures_and_duplicates_are_listed_once_with_reasons() -> None:
    tree = parse(render_index([CALM, failed()], FAILURES, DUPLICATES, PROVENANCE))
    assert [" ".join(text.split()) for text in texts(tree, f"//*[{classed('failures')}]//li")] == [
        "in/kawat.jsonl, record 7: At the stage “read”: line 7 is not JSON",
        "pasar-tutup: At the stage “translate”: the engine stopped: out of memory",
    ]
    assert [" ".join(text.split()) for text in texts(tree, f"//*[{classed('duplicates')}]//li")] == [
        "in/kawat.jsonl, record 12: the same as tenang",
        "in/b.txt: the same as elsewhere",
    ]
    assert tree.xpath(f"//*[{classed('duplicates')}]//a/@href") == ["tenang.html"]


def test_an_entry_shows_titles_flags_and_numbers() -> None:
    tree = parse(render_index([rice()], [], [], PROVENANCE))
    assert [" ".join(text.split()) for text in texts(tree, "//ol/li")] == [
        "Rice prices rise 5.6 percent Harga beras naik Warta Contoh 5 November 2024 5 sentences Needs a look "
        "1 × Not Indonesian 1 × house-style 1 × Number changed 1 × Number invented 1 × Number lost "
        "1 × Number without support Numbers: 1 kept, 1 changed, 1 lost, 1 invented"
    ]


def test_an_article_without_a_title_shows_its_opening() -> None:
    tree = parse(render_index([article([("Isi.", "The body.")], id="tanpa-judul", title=None)], [], [], PROVENANCE))
    assert texts(tree, "//ol/li//h3") == ["tanpa-judul"]
    assert texts(tree, f"//ol/li//*[{classed('original')}]") == ["The body."]


def test_an_empty_night_says_so() -> None:
    tree = parse(render_index([], [], [], PROVENANCE))
    assert texts(tree, f"//*[{classed('articles')}]/p") == ["No article was published."]
    assert texts(tree, "//h1") == ["The night of 6 November 2024"]
