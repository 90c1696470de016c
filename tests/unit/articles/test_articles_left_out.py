"""What an HTML page holds beside its article is told, where it stood, once, and with nothing of the article in it."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from jembatan.articles.left_out import left_out
from jembatan.articles.prepare import prepare
from jembatan.articles.read import read
from jembatan.articles.visible import Block, blocks
from jembatan.config import Fields
from jembatan.records import Article, LeftOut, Removal

PAGE = """<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Banjir Demak - Kabar Contoh</title>
<meta property="og:title" content="Banjir Melanda Demak"><style>p {color: red}</style><script>var kode = 1;</script>
</head><body><nav><ul><li><a href="/">Beranda</a></li><li><a href="/p">Politik</a></li></ul></nav>
<div>Beranda &raquo; Banjir Melanda Demak</div><article><h1>Banjir Melanda Demak</h1>
<figure><img src="x.jpg" alt="banjir"><figcaption>Foto: warga mengungsi (Kabar/Ani)</figcaption></figure>
<p>Warga di tiga kecamatan di Kabupaten Demak ter<b>paksa</b> mengungsi sejak Senin malam karena tanggul jebol.</p>
<p>Bupati meminta warga tetap tenang – bantuan sedang dalam perjalanan dari Semarang menuju lokasi.<br>Kata dia.</p>
<table><tr><td>Kecamatan</td><td>Pengungsi</td></tr><tr><td>Sayung</td><td>1.250 orang</td></tr></table>
<p style="display: none">Paragraf ini baru muncul setelah tombol ditekan.</p><noscript>Aktifkan JavaScript</noscript>
<p>Penutup berita ini ditulis oleh redaksi kami di Semarang.</p></article>
<aside><h3>Berita Terkait</h3><p>Harga beras naik</p>
<p>Warga di tiga kecamatan di Kabupaten Demak terpaksa mengungsi sejak Senin malam karena tanggul jebol.</p></aside>
<footer>Hak cipta <a href="/c">2024</a> Kabar Contoh</footer></body></html>"""


def page(folder: Path, text: str) -> Article:
    (folder / "a.html").write_text(text, encoding="utf-8")
    (article,) = read([folder], Fields())
    assert isinstance(article, Article)
    return article


def test_all_that_a_page_shows_beside_its_article_is_removed_with_a_reason_where_it_stood(tmp_path: Path) -> None:
    prepared = prepare(page(tmp_path, PAGE))
    assert [segment.text for segment in prepared.segments] == [
        "Banjir Melanda Demak",
        "Warga di tiga kecamatan di Kabupaten Demak terpaksa mengungsi sejak Senin malam karena tanggul jebol.",
        "Bupati meminta warga tetap tenang – bantuan sedang dalam perjalanan dari Semarang menuju lokasi.",
        "Kata dia.",
        "| Kecamatan | Pengungsi |",
        "| Sayung | 1.250 orang |",
        "Penutup berita ini ditulis oleh redaksi kami di Semarang.",
    ]
    assert prepared.removed == (
        Removal("Beranda\nPolitik", "html-outside-article", 1),
        Removal("Beranda »", "html-outside-article", 1),
        Removal("Banjir Melanda Demak", "repetition", 1),
        Removal("Foto: warga mengungsi (Kabar/Ani)", "html-outside-article", 1),
        Removal("Paragraf ini baru muncul setelah tombol ditekan.\nAktifkan JavaScript", "html-hidden", 6),
        Removal(
            "Berita Terkait\nHarga beras naik\n"
            "Warga di tiga kecamatan di Kabupaten Demak terpaksa mengungsi sejak Senin malam karena tanggul jebol.",
            "html-outside-article",
            7,
        ),
        Removal("Hak cipta 2024 Kabar Contoh", "html-outside-article", 7),
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Satu <b>du</b>a</p><p>tiga</p>", [("Satu dua", False), ("tiga", False)]),
        ("<div>luar<p>dalam</p>ekor</div>", [("luar", False), ("dalam", False), ("ekor", False)]),
        ("<p>baris<br>lain</p>", [("baris", False), ("lain", False)]),
        ("<script>kode</script>ekor<style>gaya</style>", [("ekor", False)]),
        ("<p>satu<!-- catatan --> dua</p>", [("satu dua", False)]),
        ("<p hidden>satu</p><p style='Display : NONE'>dua<b>!</b></p>", [("satu", True), ("dua!", True)]),
        ("<noscript>nyalakan <b>skrip</b></noscript>", [("nyalakan skrip", True)]),
        ("<p>ter\u00adjual\u200b \x07</p><p>—</p><p> </p>", [("terjual", False)]),
        ("<button>Kirim</button><select><option>A<option>B</select>", [("Kirim", False), ("A", False), ("B", False)]),
    ],
)  # fmt: skip
def test_the_blocks_of_a_page_are_its_lines_of_visible_text(body: str, expected: list[tuple[str, bool]]) -> None:
    tree = html.document_fromstring(f"<html><head><title>judul</title></head><body>{body}</body></html>")
    assert [(block.text, block.hidden) for block in blocks(tree)] == expected


def test_the_blocks_of_one_menu_table_or_section_share_a_group() -> None:
    tree = html.document_fromstring("<body>a<ul><li>b<li>c</ul>d<table><tr><td>e<td>f</table><div>g</div></body>")
    groups = [block.group for block in blocks(tree)]
    assert groups == [1, 2, 2, 1, 3, 3, 1]


def test_a_tree_of_any_depth_is_walked() -> None:
    root = node = html.Element("div")
    for number in range(20_000):
        node = html.etree.SubElement(node, "div")
        node.text, node.tail = f"d{number}", f"e{number}"
    assert len(blocks(root)) == 40_000


OUTSIDE = "html-outside-article"


@pytest.mark.parametrize(
    ("shown", "title", "text", "expected"),
    [
        (["satu dua", "tiga"], None, "satu dua\ntiga", []),
        (["menu", "satu dua", "kaki"], None, "satu dua", [("menu", 0), ("kaki", 1)]),
        # A word that comes back elsewhere is not taken for another.
        (["dua", "satu dua tiga empat lima"], None, "satu dua tiga empat lima", [("dua", 0)]),
        # Left out of the middle of a line, and of its ends.
        (["a b c d e f g h i j"], None, "a b c d g h i j", [("e f", 0)]),
        (["(Foto: Ani) Ada lima warga. Ikuti"], None, "Ada lima warga.", [("(Foto: Ani)", 0), ("Ikuti", 1)]),
        # A row of a table is one line; a block may be two.
        (["Kota", "Jiwa", "Demak dan Kudus"], None, "| Kota | Jiwa |\nDemak\ndan Kudus", []),
        # The title counts wherever it stands before the text, once.
        (["menu", "judul ini", "foto", "judul ini", "isi"], "Judul Ini", "isi", [("menu\njudul ini\nfoto", 0)]),
        # Moved by the extraction, and so not left out; but once only.
        (["lima enam tujuh", "satu dua tiga", "kaki"], None, "satu dua tiga\nlima enam tujuh", [("kaki", 2)]),
        (["satu dua", "satu dua", "satu dua"], None, "satu dua\nsatu dua", [("satu dua", 2)]),
        (["ya"], None, "tidak", [("ya", 1)]),
        ([], "judul", "tidak", []),
        # Letters are compared, not how they are written.
        (["KE\u0301DUA Kota!"], None, "k\u00e9dua kota", []),
    ],
)  # fmt: skip
def test_what_is_left_out(shown: list[str], title: str | None, text: str, expected: list[tuple[str, int]]) -> None:
    found = left_out([Block(block, 1) for block in shown], title, text)
    assert [(one.text, one.line) for one in found] == expected


def test_neighbours_are_told_together_by_group_and_reason() -> None:
    shown = [Block("a", 1), Block("b", 1), Block("c", 1, hidden=True), Block("d", 2), Block("isi", 2), Block("e", 2)]
    assert left_out(shown, None, "isi") == (
        LeftOut("a\nb", OUTSIDE, 0),
        LeftOut("c", "html-hidden", 0),
        LeftOut("d", OUTSIDE, 0),
        LeftOut("e", OUTSIDE, 1),
    )


WORDS = st.sampled_from(["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh"])
SHOWN = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=12)


def counted(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text.casefold()))


@given(SHOWN, st.data())
def test_no_word_of_a_page_is_in_neither_and_lines_rise(shown: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(shown or ["satu"]), max_size=12))
    kept = chosen if data.draw(st.booleans()) else [block for block in shown if block in chosen]
    found = left_out([Block(block, number // 3) for number, block in enumerate(shown)], None, "\n".join(kept))
    told = counted(*(one.text for one in found))
    # Each word is told, or stands in the text as often as it is not told.
    assert counted(*shown) - told <= counted(*kept)
    assert told <= counted(*shown)
    assert [one.line for one in found] == sorted(one.line for one in found)


@pytest.mark.parametrize(
    "shown",
    [
        [f"paragraf nomor {number} tentang banjir besar di kota itu" for number in range(20_000)],
        ["satu dua tiga empat lima enam"] * 20_000,
        ["Lainnya"] * 50_000 + ["isi berita"],
    ],
    ids=["distinct", "repeated", "menu"],
)
def test_a_huge_page_takes_seconds(shown: list[str]) -> None:
    started = time.monotonic()
    text = "\n".join(shown[::2])
    found = left_out([Block(block, 1) for block in shown], "Judul", text)
    assert counted(*shown) - counted(*(one.text for one in found)) == counted(text)
    assert time.monotonic() - started < 20
