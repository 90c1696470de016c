"""Cleaning: what is kept, cut and mended, in literal cases."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.articles.characters import mended
from jembatan.articles.clean import Cut, Paragraph, clean
from jembatan.records import Article, Repair


def cleaned(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [
        (part.kind, part.text) if isinstance(part, Paragraph) else (f"cut: {part.reason}", part.text)
        for part in clean(Article(id="a", path="a.txt", text=text, title=title)).parts
    ]


CASES = [
    (
        "JAKARTA, KOMPAS.com - Warga mengungsi.\nBaca juga:Banjir di Demak\nRumah terendam.",
        [
            ("cut: dateline", "JAKARTA, KOMPAS.com -"),
            ("sentence", "Warga mengungsi."),
            ("cut: related-link", "Baca juga:Banjir di Demak"),
            ("sentence", "Rumah terendam."),
        ],
    ),
    (
        "Banjir Melanda Demak\n\nBanjir melanda Demak\n\nWarga mengungsi.\n\n"
        "Bantuan Tiba\n\nBeras dibagikan. (abc/def)",
        [
            ("title", "Banjir Melanda Demak"),
            ("cut: repetition", "Banjir melanda Demak"),
            ("sentence", "Warga mengungsi."),
            ("heading", "Bantuan Tiba"),
            ("sentence", "Beras dibagikan."),
            ("cut: byline", "(abc/def)"),
        ],
    ),
    (
        "Warga mengungsi.\nSaksikan video di bawah ini:\nDetik-detik Banjir Demak\nBeras dibagikan.",
        [
            ("sentence", "Warga mengungsi."),
            ("cut: video-teaser", "Saksikan video di bawah ini:"),
            ("cut: video-teaser", "Detik-detik Banjir Demak"),
            ("sentence", "Beras dibagikan."),
        ],
    ),
    (
        "Warga mengungsi.\nNext Article\nBeras dibagikan kepada warga.",
        [
            ("sentence", "Warga mengungsi."),
            ("cut: next-article", "Next Article"),
            ("sentence", "Beras dibagikan kepada warga."),
        ],
    ),
    (
        "Nasional\nWarga mengungsi.\nNasional\nBeras dibagikan.\nSumber: Antara\n***",
        [
            ("cut: section-word", "Nasional"),
            ("sentence", "Warga mengungsi."),
            ("heading", "Nasional"),
            ("sentence", "Beras dibagikan."),
            ("cut: source-credit", "Sumber: Antara"),
            ("cut: ornament", "***"),
        ],
    ),
    (
        "Beras\nGula\nMinyak\nWarga mengantre.",
        [
            ("sentence", "Beras"),
            ("sentence", "Gula"),
            ("heading", "Minyak"),
            ("sentence", "Warga mengantre."),
        ],
    ),
    ("---", [("cut: ornament", "---")]),
    (" \n\t\n", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_paragraphs_and_cuts_in_order(text: str, expected: list[tuple[str, str]]) -> None:
    assert cleaned(text) == expected


def test_a_title_field_comes_first_and_its_repetition_goes() -> None:
    assert cleaned("Banjir Demak\nWarga mengungsi.", title="Banjir Demak") == [
        ("title", "Banjir Demak"),
        ("cut: repetition", "Banjir Demak"),
        ("sentence", "Warga mengungsi."),
    ]


def test_a_long_repeated_caption_goes_and_a_short_refrain_stays() -> None:
    caption = "Gubernur meninjau tanggul yang jebol di Demak, Jawa Tengah."
    assert cleaned(f"{caption}\nWarga lari.\nAir naik.\n{caption}\nWarga lari.") == [
        ("sentence", caption),
        ("sentence", "Warga lari."),
        ("sentence", "Air naik."),
        ("cut: repetition", caption),
        ("sentence", "Warga lari."),
    ]


@pytest.mark.parametrize(
    ("text", "kept", "repair"),
    [
        ("Kata â€œBudiâ€\x9d pulang.", "Kata “Budi” pulang.", "mojibake"),
        ("Beras &amp; gula naik.", "Beras & gula naik.", "mojibake"),
        ("Ber\u00adas naik.\u200b", "Beras naik.", "invisible characters"),
        ("Cafe\u0301 itu tutup.", "Café itu tutup.", "decomposed letters"),
        ("Kata **Budi** pulang.", "Kata Budi pulang.", "emphasis"),
        ("## Bantuan tiba.", "Bantuan tiba.", "heading mark"),
    ],
)
def test_repairs_are_recorded(text: str, kept: str, repair: str) -> None:
    result = clean(Article(id="a", path="a.txt", text=text))
    assert result.parts == (Paragraph(kept),)
    assert [mended.reason for mended in result.repairs] == [repair]


@pytest.mark.parametrize("text", ["“Kami siap,” kata Budi.", "Kata 'Budi' “siap”.", "ﬁlm ＡＢＣ itu tayang…"])
def test_quotation_marks_ligatures_and_widths_are_the_authors(text: str) -> None:
    assert clean(Article(id="a", path="a.txt", text=text)).parts == (Paragraph(text),)


def test_soft_wrapped_lines_are_joined_and_paragraphs_are_not() -> None:
    text = (
        "Warga di tiga kecamatan di Kabupaten Demak terpaksa mengungsi sejak\n"
        "Senin malam karena tanggul Sungai Wulan jebol dan air masuk ke\n"
        "permukiman mereka. Sebagian besar dari mereka kini tinggal di balai\n"
        "desa.\n"
        "\n"
        "Bupati meminta warga tetap tenang dan menunggu bantuan yang sedang\n"
        "dalam perjalanan dari Semarang."
    )
    result = clean(Article(id="a", path="a.txt", text=text))
    assert [part.text for part in result.parts] == [
        "Warga di tiga kecamatan di Kabupaten Demak terpaksa mengungsi sejak Senin malam karena tanggul Sungai Wulan "
        "jebol dan air masuk ke permukiman mereka. Sebagian besar dari mereka kini tinggal di balai desa.",
        "Bupati meminta warga tetap tenang dan menunggu bantuan yang sedang dalam perjalanan dari Semarang.",
    ]
    assert result.repairs[0] == Repair(before="sejak\nSenin", after="sejak Senin", reason="soft-wrapped line")
    assert len(result.repairs) == 4


def test_a_line_that_begins_with_a_comma_goes_on() -> None:
    result = clean(Article(id="a", path="a.txt", text="Menurut Budi\n, warga pulang."))
    assert result.parts == (Paragraph("Menurut Budi, warga pulang."),)


@pytest.mark.parametrize(
    ("shouted", "recased"),
    [
        ("KPK TAHAN BUPATI DI JAKARTA", "KPK Tahan Bupati di Jakarta"),
        ("PRESIDEN AS DAN PBB BERTEMU", "Presiden AS dan PBB Bertemu"),
        ("BRMZ DUKUNG WARGA", "BRMZ Dukung Warga"),
        ("GASPOL UNTUK OTSUS", "Gaspol untuk OTSUS"),
    ],
)
def test_headings_in_capitals_are_recased(shouted: str, recased: str) -> None:
    result = clean(Article(id="a", path="a.txt", text=f"{shouted}\n\nDana OTSUS dibagikan kepada warga."))
    assert result.parts[0] == Paragraph(recased, "title")
    assert result.repairs == (Repair(before=shouted, after=recased, reason="capitals"),)


def test_an_acronym_alone_is_no_shout() -> None:
    assert cleaned("KPK\nWarga mengungsi.")[0] == ("heading", "KPK")


def test_a_cut_inside_a_paragraph_stands_after_it() -> None:
    assert clean(Article(id="a", path="a", text="Warga [Gambas:Video Contoh] pulang.")).parts == (
        Paragraph("Warga pulang."),
        Cut("[Gambas:Video Contoh]", "embed"),
    )


@pytest.mark.parametrize(
    "text",
    ["Luas 3*4 meter dan 5*6 meter.", "Ada 2**10 dan 3**4 baris.", "Ada 3[4](/x) rumah.", "Rumus 3*x dan y*2."],
)
def test_signs_between_numbers_stay(text: str) -> None:
    assert clean(Article(id="a", path="a", text=text)).parts == (Paragraph(text),)


@given(st.text("0159*_ \\[]>#a.\u202e", max_size=40))
def test_mending_changes_no_number(text: str) -> None:
    digits = re.findall(r"\d+", text.replace("\u202e", ""))
    assert re.findall(r"\d+", mended(text, [])) == digits


@pytest.mark.parametrize("mark", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"])
def test_marks_of_the_direction_of_writing_are_taken_out_and_recorded(mark: str) -> None:
    result = clean(Article(id="a", path="a", text=f"Warga {mark}pulang."))
    assert result.parts == (Paragraph("Warga pulang."),)
    assert [repair.reason for repair in result.repairs] == ["invisible characters"]
