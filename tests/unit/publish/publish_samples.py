"""Small literal records for the tests of publishing, and a parser for the pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from lxml import html

from jembatan.publish.content import Bundle
from jembatan.publish.provenance import EngineNote, Provenance, RunTimes
from jembatan.quantities import NumberMatch, NumberReport, Quantity
from jembatan.records import (
    Article,
    Failure,
    Finding,
    Removal,
    Repair,
    RepairStep,
    Replaced,
    Rung,
    Segment,
    Segmented,
    Summary,
    SummarySentence,
    TracedItem,
    Translation,
)

ENGINE = "bridge-id-en|ctranslate2:int8|w:0123456789ab|ctranslate2-4.6.0"

PROVENANCE = Provenance(
    config_name="nightly",
    date="2024-11-06",
    signature="jembatan:0.1.0|cfg:ab12",
    engines=(
        EngineNote(
            stage="translate",
            name="bridge-id-en",
            identity=ENGINE,
            licence="CC-BY-4.0",
            licence_note="Name the authors.",
            origin="hub",
            origin_reason="the first candidate",
            weights="0123456789ab" * 5 + "cdef",
            libraries=(("ctranslate2", "4.6.0"),),
        ),
    ),
    settings=(("beam size", "4"),),
    jembatan_version="0.1.0",
    run=RunTimes("2024-11-06T01:00:00+07:00", "2024-11-06T01:10:00+07:00", 600.0),
)


def article(
    pairs: list[tuple[str, str | None]],
    id: str = "harga-beras",
    title: str | None = "Harga beras naik",
    url: str | None = None,
) -> Bundle:
    """An article of plain (source, target) pairs; the first is its title where it has one."""
    segments = tuple(
        Segment(id, index, source, " ", "title" if title and not index else "sentence", paragraph=index // 2)
        for index, (source, _) in enumerate(pairs)
    )
    return Bundle(
        Segmented(Article(id, "-", f"in/{id}.txt", title, "Warta Contoh", url, date(2024, 11, 5)), "-", "", segments),
        tuple(
            Translation(
                id, index, target, ENGINE, -0.123456, batch="r1#2", problem=None if target else "it is too long"
            )
            for index, (_, target) in enumerate(pairs)
        ),
        tuple(NumberReport(id, ()) for _ in pairs),
        None,
    )


def rice() -> Bundle:
    """An article with one of everything: numbers of each status, flags, removals, a repair, a summary."""
    plain = article(
        [
            ("Harga beras naik 5,6 persen", "Rice prices rise 5.6 percent"),
            ("Sebanyak 11.800 ton terjual.", "Some 11.8 tons were sold."),
            ("Ada 3 gudang.", "There are warehouses."),
            ("Stok aman.", "Stocks are safe until 2025."),
            ("The market is open.", None),
        ]
    )
    id = plain.segmented.article.id
    reports: tuple[list[NumberMatch], ...] = (
        [NumberMatch("kept", Quantity(17, 20, "5,6", "5.6"), Quantity(17, 20, "5.6", "5.6"), "5,6 is 5.6.")],
        [
            NumberMatch(
                "changed",
                Quantity(9, 15, "11.800", "11800", readings=("11800", "11.8")),
                Quantity(5, 9, "11.8", "11.8"),
                "11,800 became 11.8.",
            )
        ],
        [NumberMatch("lost", Quantity(4, 5, "3", "3"), None, "3 is missing.")],
        [NumberMatch("invented", None, Quantity(22, 26, "2025", "2025"), "2025 is new.")],
        [],
    )
    flags = ((), ("number-changed",), ("number-lost",), ("number-invented", "house-style"), ("foreign-language",))
    segments = plain.segmented.segments
    return replace(
        plain,
        segmented=replace(
            plain.segmented,
            segments=(*segments[:4], replace(segments[4], language="en", translate=False)),
            removed=(Removal("Baca juga: Harga cabai", "read-also", 2), Removal("(abc/abc)", "byline", 5)),
            repairs=(Repair("ter-\njual", "terjual", "soft-hyphen"),),
            language="id",
        ),
        translations=tuple(
            replace(translation, flags=names) for translation, names in zip(plain.translations, flags, strict=True)
        ),
        numbers=tuple(NumberReport(id, tuple(matches)) for matches in reports),
        summary=Summary(
            id,
            (
                SummarySentence("Rice costs more.", NumberReport(id, ())),
                SummarySentence(
                    "It rose 6.5 percent.",
                    NumberReport(id, (NumberMatch("invented", None, Quantity(8, 11, "6.5", "6.5"), "6.5 is new."),)),
                    ("number-unsupported",),
                ),
            ),
            "short-writer",
            parts=2,
            batch="r1#3",
        ),
    )


def tried(rung: Rung, target: str | None, reason: str, accepted: bool = False, told: str = "") -> RepairStep:
    """A step of the repair; an accepted one left nothing wrong."""
    findings = (Finding("numbers", accepted, float(accepted), "" if accepted else reason),) if target else ()
    return RepairStep(rung, told or f"{rung}, try 1", target, ENGINE, -0.25, "r2#1", findings, accepted, reason)


def mended() -> Bundle:
    """Sentences that the repair took up: mended by another hypothesis, by a rule, not at all; the last was clean."""
    plain = article(
        [
            ("Ada 11.800 ton.", "There are 11,800 tons."),
            ("Ada 2.500 truk.", "There are 2,500 trucks."),
            ("Ada 3 gudang.", "There are stores."),
            ("Dua tahun lalu.", "Two years ago."),
        ],
        id="beras-diperbaiki",
        title=None,
    )
    steps = (
        (
            tried("n-best", "There are 11 tons.", "11.800 became 11."),
            tried("n-best", "There are 11,800 tons.", "taken", True),
        ),
        (
            tried("again", None, "no text"),
            tried("rewrite", "There are 2,500 trucks.", "taken", True, "2.500 written as 2,500"),
        ),
        (tried("split", "There are some stores.", "3 is missing."),),
        (),
    )  # fmt: skip
    first = ("There are 11.8 tons.", "There are 2.500 trucks.", None, None)
    flags: tuple[tuple[str, ...], ...] = ((), ("machine-repaired",), ("number-lost",), ())
    lost = NumberMatch("lost", Quantity(4, 5, "3", "3"), None, "3 is missing.")
    return replace(
        plain,
        translations=tuple(
            replace(made, first=was, steps=climbed, flags=names)
            for made, was, climbed, names in zip(plain.translations, first, steps, flags, strict=True)
        ),
        numbers=(*plain.numbers[:2], NumberReport("beras-diperbaiki", (lost,)), plain.numbers[3]),
    )


def better() -> Bundle:
    """The bundle ``mended`` where the first sentence, which took another output, still has to be looked at."""
    repaired = mended()
    first, *others = repaired.translations
    return replace(repaired, translations=(replace(first, flags=("glossary",)), *others))


def told() -> Bundle:
    """Numbers that are told and are no errors: reworded, converted, and a weekday left out."""
    plain = article([("Senin, 12 truk menempuh 24 bulan.", "A dozen trucks took two years.")], id="tenang", title=None)
    matches = (
        NumberMatch("lost", Quantity(0, 5, "Senin", "1", "weekday"), None, "Senin was left out.", excused=True),
        NumberMatch("reworded", Quantity(7, 9, "12", "12"), Quantity(0, 7, "A dozen", "12"), "12 is a dozen."),
        NumberMatch(
            "converted",
            Quantity(24, 32, "24 bulan", "24", unit="month"),
            Quantity(20, 29, "two years", "2", unit="year"),
            "24 months are two years.",
            0.9,
        ),
    )  # fmt: skip
    return replace(plain, numbers=(NumberReport("tenang", matches),))


def backed() -> Bundle:
    """A summary with its evidence: a sentence of the engine, one of the article in the place of another, and one that
    was taken out."""
    plain = article(
        [
            ("Harga beras naik", "Rice prices rise"),
            ("Budi bertemu 40 orang.", "Budi met 40 people."),
            ("Stok aman.", "Stocks are safe."),
        ]
    )
    id = plain.segmented.article.id
    traced = (TracedItem("Budi", "name", 0, 4, 1), TracedItem("40", "number", 9, 11, None))
    invented = (Finding("evidence", False, 0.25, "No sentence tells this."),)
    return replace(
        plain,
        summary=Summary(
            id,
            (
                SummarySentence("Budi met 40.", NumberReport(id, ()), (), (1, 0), traced),
                SummarySentence("Stocks are safe.", NumberReport(id, ()), ("summary-extracted",), (2,), extracted=True),
            ),
            "short-writer",
            flags=("summary-taken-out",),
            replaced=(Replaced("Stocks <fell>.", invented, 1), Replaced("It snowed.", invented, None)),
            answer=2,
            answers=2,
        ),
    )


def failed() -> Bundle:
    """An article that failed before anything was translated."""
    plain = article([("Pasar tutup lebih awal.", None)], id="pasar-tutup", title=None)
    failure = Failure("translate", "the engine stopped: out of memory", "pasar-tutup", "in/pasar-tutup.txt")
    return replace(plain, translations=(), numbers=(), failures=(failure,))


def parse(page: str) -> Any:
    """The element tree of a page."""
    return html.document_fromstring(page.encode("utf-8"))


def texts(tree: Any, path: str) -> list[str]:
    """The text of each element that an XPath finds."""
    return [element.text_content() for element in tree.xpath(path)]


def classed(name: str) -> str:
    """The XPath condition for a class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def assert_stands_alone(tree: Any) -> None:
    """No script, nothing loaded from elsewhere, and no link but to anchors, to pages of the bundle and to the web."""
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //embed | //form | //base | //*[@src]")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert not re.search(r"url\(|@import|expression\(", tree.xpath("string(//style)"))
    for link in tree.xpath("//a"):
        assert re.match(r"#|[\w-]+\.html$|https?://", link.get("href"))
        if link.get("href").startswith("http"):
            assert link.get("rel") == "noopener noreferrer"
