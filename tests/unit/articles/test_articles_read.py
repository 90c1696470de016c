"""Reading: every format, every fault a Failure with its place, nothing twice, nothing in silence."""

from __future__ import annotations

import codecs
import gzip
import json
import socket
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from jembatan.articles.read import read
from jembatan.config import Fields
from jembatan.errors import InputError
from jembatan.records import Article, Duplicate, Failure

FIELDS = Fields()
PAGE = """<!DOCTYPE html><html lang="id"><head><meta charset="{charset}"><title>Banjir Demak - Kabar Contoh</title>
<meta property="og:title" content="Banjir Melanda Demak"><meta property="og:site_name" content="Kabar Contoh">
<meta property="og:url" content="https://kabar.example/banjir"><meta property="article:published_time"
content="2024-11-05T10:20:00+07:00"></head><body><nav><a href="/">Beranda</a></nav><article>
<h1>Banjir Melanda Demak</h1>
<p>Warga di tiga kecamatan di Kabupaten Demak terpaksa mengungsi sejak Senin malam karena tanggul jebol.</p>
<p>Bupati meminta warga tetap tenang – bantuan sedang dalam perjalanan dari Semarang menuju lokasi banjir.</p>
</article><footer>Hak cipta</footer></body></html>"""


def everything(*inputs: Path, fields: Fields = FIELDS) -> list[Article | Failure | Duplicate]:
    return list(read(inputs, fields))


def articles(found: Iterable[Article | Failure | Duplicate]) -> list[Article]:
    return [record for record in found if isinstance(record, Article)]


def faults(found: Iterable[Article | Failure | Duplicate]) -> list[tuple[int | None, str]]:
    return [(record.record, record.reason) for record in found if isinstance(record, Failure)]


def jsonl(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_text_files_of_a_folder_come_sorted_with_their_names_as_ids(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "banjir-demak.txt").write_text("Warga mengungsi.", encoding="utf-8")
    (tmp_path / "Air Surut!.txt").write_text("Air surut.", encoding="utf-8")
    (tmp_path / "README.md").write_text("Bukan artikel.", encoding="utf-8")
    (tmp_path / ".tersembunyi.txt").write_text("Bukan artikel.", encoding="utf-8")
    found = articles(everything(tmp_path))
    assert [(a.id, a.text, a.title, a.record) for a in found] == [
        ("air-surut-" + found[0].id[-10:], "Air surut.", None, None),
        ("banjir-demak", "Warga mengungsi.", None, None),
    ]


def test_globs_and_a_file_named_twice(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Berita {name}.", encoding="utf-8")
    found = everything(tmp_path / "[ab].txt", tmp_path / "b.txt", tmp_path / "*")
    assert [a.id for a in articles(found)] == ["a", "b", "c"]
    assert len(found) == 3


@pytest.mark.parametrize("name", ["tiada.txt", "tiada", "*.txt", "kosong", "lain.md"])
def test_an_input_without_articles_is_refused_by_name_at_the_call(tmp_path: Path, name: str) -> None:
    (tmp_path / "kosong").mkdir()
    (tmp_path / "lain.md").write_text("x", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read([tmp_path / name], FIELDS)
    assert str(tmp_path / name) in str(error.value)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Café – “ya”".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "Café – “ya”".encode(), "utf-8-sig"),
        ("Café – “ya”".encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + "Café – “ya”".encode("utf-16-be"), "utf-16"),
        ("Café – “ya”".encode("utf-16-le"), "utf-16-le"),
        ("Café – “ya”".encode("utf-16-be"), "utf-16-be"),
        ("Café – “ya”".encode("utf-32"), "utf-32"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert [(a.text, a.encoding) for a in articles(everything(tmp_path))] == [("Café – “ya”", encoding)]


def test_windows_1252_is_told_by_statistics(tmp_path: Path) -> None:
    text = "Bupati meminta warga tetap tenang – bantuan sedang dalam perjalanan, “segera tiba”, katanya di Café Demak."
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    assert [(a.text, a.encoding) for a in articles(everything(tmp_path))] == [(text, "cp1252")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary data"),
        (b"Berita\x00bohong", "binary data"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00", "not valid utf-16"),
    ],
)
def test_no_text_is_a_failure(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    [failure] = everything(path)
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.path, failure.article) == ("read", str(path), None)
    assert reason in failure.reason


def test_an_unreadable_file_is_a_failure_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")
    (tmp_path / "b.txt").write_text("Air surut.", encoding="utf-8")
    found = everything(tmp_path)
    assert [type(record) for record in found] == [Failure, Article]


def test_jsonl_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "berita.jsonl"
    good = {
        "id": "007",
        "title": "Banjir",
        "text": "Warga mengungsi.",
        "published": "Selasa, 5 November 2024 10:20 WIB",
    }
    lines = [
        json.dumps(good),
        "{rusak",
        "",
        "[1]",
        '{"id": "8"}',
        '{"text": "  "}',
        '{"text": ["a"]}',
        '{"text": "a\\u0000b"}',
        '{"text": "a\\ud800b"}',
        '{"text": "Air surut.", "id": 9, "source": 1.50, "url": null, "published": "kemarin"}',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = everything(path)
    assert [(a.id, a.title, a.text, a.source, a.url, a.published, a.record) for a in articles(found)] == [
        ("007", "Banjir", "Warga mengungsi.", None, None, date(2024, 11, 5), 1),
        ("9", None, "Air surut.", "1.50", None, None, 10),
    ]
    assert [(number, reason.split(":")[0]) for number, reason in faults(found)] == [
        (2, "not valid JSON"),
        (4, "not a JSON object"),
        (5, "field 'text' is missing (fields.text in the config names it)"),
        (6, "field 'text' is empty (fields.text in the config names it)"),
        (7, "field 'text' is no text"),
        (8, "binary data, not text"),
        (9, "half a character (U+D800) at 1"),
        (10, "no date can be told from 'kemarin'; the article goes on without one"),
    ]
    assert [record.article for record in found if isinstance(record, Failure)][-1] == "9"


def test_jsonl_survives_deep_nesting_and_mixed_encodings(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    latin = '{"id": "b", "text": "Kaf\xe9 itu tutup karena banjir besar."}'.encode("cp1252")
    path.write_bytes(b"[" * 100_000 + b"\n" + latin + b"\n" + '{"id": "c", "text": "Café."}'.encode())
    found = everything(path)
    assert [(a.id, a.text) for a in articles(found)] == [("b", "Kafé itu tutup karena banjir besar."), ("c", "Café.")]
    assert [number for number, _ in faults(found)] == [1]


def test_jsonl_in_utf16_and_gzipped(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Satu."}\n{"id": "b", "text": "Dua."}', encoding="utf-16")
    with gzip.open(tmp_path / "b.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write('{"id": "c", "text": "Tiga."}\n')
    assert [a.id for a in articles(everything(tmp_path))] == ["a", "b", "c"]


def test_a_cut_off_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": str(n), "text": f"Berita {n * n}."}) + "\n" for n in range(5000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(rows.encode())[:-200])
    found = everything(tmp_path)
    assert len(articles(found)) > 1000
    assert "cannot be read on from here" in faults(found)[-1][1]


def test_csv_record_by_record(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "id,title,text,published\n"
        '007,Banjir,"Warga ""mengungsi"".\nAir naik.",2024-11-05\n'
        "8,terlalu,banyak,kolom,di sini\n"
        "\n"
        '9,Rusak,"tanda kutip tak ditutup,\n'
        "10,Surut,Air surut.,\n"
        '11,Rusak,"a"b,\n'
        "12,,,\n"
        "13,Akhir,Warga pulang.,5/11/2024\n",
        encoding="utf-8",
    )
    found = everything(path)
    assert [(a.id, a.text, a.published, a.record) for a in articles(found)] == [
        ("007", 'Warga "mengungsi".\nAir naik.', date(2024, 11, 5), 2),
        ("10", "Air surut.", None, 7),
        ("13", "Warga pulang.", date(2024, 11, 5), 10),
    ]
    assert faults(found) == [
        (4, "5 fields where the header has 4"),
        (6, "broken quoting"),
        (8, "broken quoting"),
        (9, "field 'text' is empty (fields.text in the config names it)"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_delimiters(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "a.csv").write_text(f"id{delimiter}text\na{delimiter}Air surut.\n", encoding="utf-8-sig")
    assert [(a.id, a.text) for a in articles(everything(tmp_path))] == [("a", "Air surut.")]


def test_csv_without_the_text_column_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,isi\na,Air surut.\n", encoding="utf-8")
    assert faults(everything(tmp_path)) == [
        (1, "no column 'text' in the first line (fields.text in the config names it)")
    ]
    assert [a.text for a in articles(everything(tmp_path, fields=Fields(text="isi")))] == ["Air surut."]


def test_parquet_is_read_anew_when_it_changed_and_offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow  # type: ignore[import-untyped]
    import pyarrow.parquet  # type: ignore[import-untyped]

    def refuse(*_: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    path = tmp_path / "a.parquet"
    for text in ("Air naik.", "Air surut."):
        table = pyarrow.table({"id": ["007", None], "text": [text, None], "published": [date(2024, 11, 5), None]})
        pyarrow.parquet.write_table(table, path)
        found = everything(path)
        assert [(a.id, a.text, a.published, a.record) for a in articles(found)] == [("007", text, date(2024, 11, 5), 1)]
        assert faults(found) == [(2, "field 'text' is empty (fields.text in the config names it)")]


def test_a_broken_parquet_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 bukan parquet")
    [failure] = everything(tmp_path)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("cannot be read as Parquet")


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_html(tmp_path: Path, charset: str) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(charset=charset).encode(charset))
    [article] = everything(tmp_path)
    assert isinstance(article, Article)
    assert (article.title, article.source) == ("Banjir Melanda Demak", "Kabar Contoh")
    assert (article.url, article.published) == ("https://kabar.example/banjir", date(2024, 11, 5))
    assert "terpaksa mengungsi" in article.text
    assert "tenang – bantuan" in article.text
    assert "Beranda" not in article.text


def test_html_without_an_article_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_text("<html><body></body></html>", encoding="utf-8")
    assert faults(everything(tmp_path)) == [(None, "no article found in the page")]


def test_the_same_article_twice_is_one_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Warga mengungsi.\n\nAir naik.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Warga  mengungsi. Air\nnaik.", encoding="utf-16")
    jsonl(tmp_path / "c.jsonl", {"id": "x", "text": "Air surut."}, {"id": "y", "text": "Air surut."})
    found = everything(tmp_path)
    assert [a.id for a in articles(found)] == ["a", "x"]
    assert [record for record in found if isinstance(record, Duplicate)] == [
        Duplicate(path=str(tmp_path / "b.txt"), record=None, of="a"),
        Duplicate(path=str(tmp_path / "c.jsonl"), record=2, of="x"),
    ]


def test_two_articles_with_one_id_get_distinct_ids_that_stay(tmp_path: Path) -> None:
    rows = [{"id": "7", "text": "Air naik."}, {"id": "7", "text": "Air surut."}, {"text": "Tanpa id."}]
    first = [a.id for a in articles(everything(jsonl(tmp_path / "a.jsonl", *rows)))]
    again = [a.id for a in articles(everything(jsonl(tmp_path / "a.jsonl", *rows)))]
    assert first == again
    assert first[0] == "7"
    assert first[1].startswith("7-")
    assert first[2].startswith("a-")
    assert len(set(first)) == 3
