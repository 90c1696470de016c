from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from publish_samples import (
    PROVENANCE,
    article,
    assert_stands_alone,
    better,
    classed,
    failed,
    mended,
    parse,
    rice,
    texts,
    told,
)

from jembatan.errors import JembatanError
from jembatan.publish.bundle import publish
from jembatan.publish.index import render_index, tally
from jembatan.publish.page import render_article
from jembatan.publish.provenance import EngineNote
from jembatan.quantities import NumberMatch, NumberReport, Quantity
from jembatan.records import Duplicate, Failure, Removal, Repair, Summary, SummarySentence

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "--></style></title><svg onload=alert(1)>",
]

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
    assert shown == ["numbers kept1", "reworded0", "converted0", "changed1", "lost1", "invented1"]


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


def test_repaired_sentences_and_calm_numbers_are_counted_apart_from_findings() -> None:
    counts = tally([mended(), told()], [], [])
    assert (counts.repaired, counts.machine_repaired, counts.flagged_segments) == (1, 1, 2)
    assert (counts.numbers.reworded, counts.numbers.converted, counts.numbers.lost) == (1, 1, 1)
    tree = parse(render_index([mended(), told()], [], [], PROVENANCE))
    assert texts(tree, f"//*[{classed('counts')}]/span[{classed('mended')}]") == ["1 repaired, 1 by a rule"]
    entries = [" ".join(text.split()) for text in texts(tree, f"//*[{classed('findings')}]")]
    assert entries == [
        "Needs a look 1 × Machine-repaired 1 × Number lost 1 × Repaired Numbers: 0 kept, 1 lost",
        "No findings Numbers: 0 kept, 1 reworded, 1 converted",
    ]


def test_a_better_text_that_is_flagged_all_the_same_counts_as_flagged_alone() -> None:
    counts = tally([better()], [], [])
    assert (counts.repaired, counts.machine_repaired, counts.flagged_segments) == (0, 1, 3)


def test_an_article_without_a_title_shows_its_opening() -> None:
    tree = parse(render_index([article([("Isi.", "The body.")], id="tanpa-judul", title=None)], [], [], PROVENANCE))
    assert texts(tree, "//ol/li//h3") == ["tanpa-judul"]
    assert texts(tree, f"//ol/li//*[{classed('original')}]") == ["The body."]


def test_an_empty_night_says_so() -> None:
    tree = parse(render_index([], [], [], PROVENANCE))
    assert texts(tree, f"//*[{classed('articles')}]/p") == ["No article was published."]
    assert texts(tree, "//h1") == ["The night of 6 November 2024"]


def test_findings_of_summaries_are_not_counted_as_sentences() -> None:
    foreign = article([("The market is open.", None), ("It rains.", None)], id="pasar", title=None)
    foreign = replace(
        foreign,
        translations=tuple(replace(made, flags=("foreign-language",)) for made in foreign.translations),
        summary=Summary("pasar", (), "short-writer", flags=("summary-length",)),
    )
    counts = tally([foreign], [], [])
    assert (counts.segments, counts.flagged_segments, counts.flagged) == (2, 2, 3)
    shown = f"//*[{classed('counts')}]/span[last()]"
    tree = parse(render_index([foreign], [], [], PROVENANCE))
    assert " ".join(texts(tree, shown)[0].split()) == "2 sentences, 2 flagged; 1 finding in the summaries"
    tree = parse(render_index([CALM], [], [], PROVENANCE))
    assert " ".join(texts(tree, shown)[0].split()) == "1 sentence, 0 flagged"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_nothing_in_the_index_and_on_the_page(text: str) -> None:
    number = NumberMatch("changed", Quantity(0, 1, "<", text), Quantity(0, 1, "<", text), text)
    plain = article([(text, text), (text, text), (text, None)], title=text, url=text)
    failure = Failure(text, text, text, text, 1)
    bundle = replace(
        plain,
        segmented=replace(
            plain.segmented,
            article=replace(plain.segmented.article, source=text, path=text),
            segments=tuple(replace(segment, language=text) for segment in plain.segmented.segments),
            removed=(Removal(text, text, 1), Removal(text * 20, text, 9)),
            repairs=(Repair(text, text, text),),
        ),
        translations=tuple(replace(made, flags=(text,), batch=text, problem=text) for made in plain.translations),
        numbers=tuple(NumberReport(text, (number,)) for _ in plain.numbers),
        summary=Summary(
            text, (SummarySentence(text, NumberReport(text, (number,)), (text,)),), text, 2, text, (text,), (text,)
        ),
        failures=(failure,),
    )
    engine = EngineNote(text, text, text, text, text, text, text, text, text, text, ((text, text),))
    made_by = replace(
        PROVENANCE, config_name=text, date=text, signature=text, engines=(engine,), settings=((text, text),)
    )
    for page in (
        render_article(bundle, made_by),
        render_index([bundle], [failure], [Duplicate(text, 1, text), Duplicate(text, 2, "harga-beras")], made_by),
    ):
        tree = parse(page)
        assert_stands_alone(tree)
        assert tree.xpath("//body//*[contains(., 'alert(1)')]")
        assert not tree.xpath(
            "//body//style | //meta[@http-equiv='refresh'] | //svg | //@style | //@srcdoc | //@action"
        )
        hrefs = [href for href in tree.xpath("//@href") if not href.startswith("#")]
        assert set(hrefs) <= {"index.html", "harga-beras.html"}
        assert set(tree.xpath("//@lang")) <= {"id", "en", "und"}


@pytest.mark.parametrize("id", HOSTILE)
def test_a_hostile_id_is_refused_before_a_page_is_made(tmp_path: Path, id: str) -> None:
    with pytest.raises(JembatanError, match="not safe as a file name"):
        publish(tmp_path / "b", [article([("Isi.", "Body.")], id=id)], [], [], PROVENANCE)
