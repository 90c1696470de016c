"""Damaged and odd input: one fault costs what it touches, is reported, and stops nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from jembatan.articles import read as reading
from jembatan.articles.documents import read_text
from jembatan.articles.ids import digest
from jembatan.articles.read import read
from jembatan.articles.record import Record
from jembatan.config import Fields
from jembatan.errors import InputError
from jembatan.records import Article, Duplicate, Failure

FIELDS = Fields()


def everything(*inputs: Path) -> list[Article | Failure | Duplicate]:
    return list(read(inputs, FIELDS))


def texts(found: Iterable[Article | Failure | Duplicate]) -> list[str]:
    return [record.text for record in found if isinstance(record, Article)]


def faults(found: Iterable[Article | Failure | Duplicate]) -> list[tuple[int | None, str]]:
    return [(record.record, record.reason) for record in found if isinstance(record, Failure)]


def test_one_broken_byte_in_a_csv_costs_one_record(tmp_path: Path) -> None:
    good = 'id,text\na,"Kafé “Satu”\ntutup."\n'.encode()
    (tmp_path / "a.csv").write_bytes(good + b"b,Rusak \xff di sini.\n" + "c,Kafé – buka.\n".encode())
    found = everything(tmp_path)
    assert texts(found) == ["Kafé “Satu”\ntutup.", "Kafé – buka."]
    assert faults(found) == [(4, "not valid UTF-8: byte 0xFF")]


def test_a_csv_in_windows_1252_is_still_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(
        "id,text\na,Bupati meminta warga tenang – katanya di Café Demak.\n".encode("cp1252")
    )
    found = everything(tmp_path)
    assert texts(found) == ["Bupati meminta warga tenang – katanya di Café Demak."]
    assert not faults(found)


@pytest.mark.parametrize("missing", [1, 2])
def test_a_text_cut_inside_its_last_character_stays_utf8(tmp_path: Path, missing: int) -> None:
    (tmp_path / "a.txt").write_bytes("Kata dia, “air surut”".encode()[:-missing])
    found = everything(tmp_path)
    assert texts(found) == ["Kata dia, “air surut"]
    assert faults(found) == [
        (None, f"the file ends inside a character, as if cut off; its last {3 - missing} byte(s) are left out")
    ]
    assert found[1] == Failure(stage="read", reason=faults(found)[0][1], article="a", path=str(tmp_path / "a.txt"))


def test_a_text_with_one_broken_byte_stays_utf8_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Kafé “Satu” ".encode() + b"\xff tutup.")
    found = everything(tmp_path)
    assert texts(found) == ["Kafé “Satu” \ufffd tutup."]
    assert faults(found) == [
        (None, "the file is not valid UTF-8 at byte 17 and perhaps more; what is broken is shown as U+FFFD")
    ]


@pytest.mark.parametrize("control", ["\x00", "\x01"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_control_character_costs_one_record(tmp_path: Path, control: str, encoding: str) -> None:
    csv = f"id,text\na,Rusak{control}.\nb,Air surut.\n"
    (tmp_path / "a.csv").write_bytes(csv.encode(encoding))
    found = everything(tmp_path / "a.csv")
    assert texts(found) == ["Air surut."]
    assert [number for number, _ in faults(found)] == [2]
    rows = f'{{"text": "Rusak{control}."}}\n{{"text": "Air surut."}}\n'
    (tmp_path / "a.jsonl").write_bytes(rows.encode(encoding))
    found = everything(tmp_path / "a.jsonl")
    assert texts(found) == ["Air surut."]
    assert [number for number, _ in faults(found)] == [1]


def test_an_unreadable_jsonl_is_not_called_empty(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b"bukan gzip")
    [(number, reason)] = faults(everything(tmp_path))
    assert number == 1
    assert reason.startswith("cannot be read on from here")


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.csv", "id,text\n", "the file holds no records"),
        ("a.csv", "id,text\n\n \n", "the file holds no records"),
        ("a.csv", "", "the file is empty"),
        ("a.jsonl", "\n \n", "the file holds no records"),
        ("a.jsonl", "", "the file is empty"),
    ],
)
def test_a_file_without_records_is_a_failure(tmp_path: Path, name: str, text: str, reason: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert faults(everything(tmp_path)) == [(None, reason)]


def test_a_key_that_comes_twice_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Satu.", "text": "Dua."}\n{"text": "Tiga."}\n', encoding="utf-8")
    found = everything(tmp_path)
    assert texts(found) == ["Tiga."]
    assert faults(found) == [(1, "not valid JSON: the key 'text' comes more than once")]


def test_a_column_that_comes_twice_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,text\nSatu.,Dua.\n", encoding="utf-8")
    assert everything(tmp_path) == [
        Failure("read", "the header has more than one column 'text'", path=str(tmp_path / "a.csv"), record=1)
    ]
    (tmp_path / "a.csv").write_text("text,lain,lain\nSatu.,x,y\n", encoding="utf-8")
    assert texts(everything(tmp_path)) == ["Satu."]


@pytest.mark.parametrize("field", ["id", "title", "source", "url", "published"])
@pytest.mark.parametrize("value", [["x"], {"x": "y"}, "a\u0001b"])
def test_a_wrong_optional_field_does_not_cost_the_article(tmp_path: Path, field: str, value: object) -> None:
    row = {"id": "a", "title": "Judul", field: value, "text": "Air surut."}
    # JSON's own escapes carry the control character past the decoder.
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    article, failure = everything(tmp_path)
    assert isinstance(article, Article)
    assert isinstance(failure, Failure)
    assert article.text == "Air surut."
    assert getattr(article, field) is None or field == "id"
    assert failure.article == article.id
    assert failure.reason.startswith(f"field {field!r}")
    assert failure.reason.endswith("; the article goes on without it")


def test_files_that_are_not_read_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Air surut.", encoding="utf-8")
    for name in ("b.json", "c.docx", "d.txt.gz", "foto.jpg", "README.md"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "e.txt").symlink_to(tmp_path / "tiada.txt")
    os.mkfifo(tmp_path / "f.txt")
    found = everything(tmp_path)
    assert texts(found) == ["Air surut."]
    kinds = "not a kind of file that is read (.txt, .html, .htm, .jsonl, .jsonl.gz, .csv, .parquet)"
    assert [(Path(f.path or "").name, f.reason) for f in found if isinstance(f, Failure)] == [
        ("b.json", kinds),
        ("c.docx", kinds),
        ("d.txt.gz", kinds),
        ("e.txt", "a broken link"),
        ("f.txt", "no regular file"),
    ]


def test_linked_folders_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar" / "a.txt").write_text("Air surut.", encoding="utf-8")
    (tmp_path / "luar" / "pulang").symlink_to(tmp_path / "luar")
    (tmp_path / "berita").mkdir()
    (tmp_path / "berita" / "tautan").symlink_to(tmp_path / "luar")
    found = everything(tmp_path / "berita")
    assert texts(found) == ["Air surut."]
    assert len(found) == 1


@pytest.mark.parametrize("name", ["x" * 300 + ".txt", "putar.txt"])
def test_a_path_that_cannot_be_looked_at_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "putar.txt").symlink_to(tmp_path / "putar.txt")
    with pytest.raises(InputError, match="cannot be opened"):
        read([tmp_path / name], FIELDS)


def test_a_given_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Air surut.", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match="may not be read"):
        read([tmp_path / "a.txt"], FIELDS)


def test_what_may_not_be_read_below_a_folder_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(f"Berita {name}.", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Berita c.", encoding="utf-8")
    scan, status = os.scandir, Path.stat

    def scandir(path: str) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.name == "c.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return status(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "stat", stat)
    found = everything(tmp_path)
    assert texts(found) == ["Berita b."]
    assert [f.reason for f in found if isinstance(f, Failure)] == [
        "cannot be listed: Permission denied",
        "cannot be read: Permission denied",
    ]


def test_an_unexpected_error_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Berita {name}.", encoding="utf-8")

    def odd(path: Path) -> Iterator[object]:
        if path.name == "a.txt":
            raise OverflowError("terlalu besar")
        return read_text(path)

    monkeypatch.setattr(reading, "read_text", odd)
    found = everything(tmp_path)
    assert texts(found) == ["Berita b."]
    assert faults(found) == [(None, "cannot be read on: OverflowError: terlalu besar")]


@pytest.mark.parametrize("charset", ["undefined", "hex", "tiada", "idna"])
def test_a_page_that_declares_no_encoding_of_text(tmp_path: Path, charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><article><p>Bupati meminta warga di tiga kecamatan '
    page += "tetap tenang – bantuan sedang dalam perjalanan dari Semarang.</p></article></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("cp1252"))
    [text] = texts(everything(tmp_path))
    assert "tenang – bantuan" in text


def test_ids_never_collide(tmp_path: Path) -> None:
    third = f"a-{digest('/Tiga.'.replace('/', chr(10)))[:10]}"
    rows = [{"id": "a", "text": "Satu."}, {"id": third, "text": "Dua."}, {"id": "a", "text": "Tiga."}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ids = [record.id for record in everything(tmp_path) if isinstance(record, Article)]
    assert ids[:2] == ["a", third]
    assert len(set(ids)) == 3


def parquet(path: Path, columns: dict[str, object]) -> None:
    import pyarrow  # type: ignore[import-untyped]
    import pyarrow.parquet  # type: ignore[import-untyped]

    pyarrow.parquet.write_table(pyarrow.table(columns), path)


@pytest.mark.parametrize("name", ["a[1].parquet", "b*.parquet", "c?.parquet", "d{e,f}.parquet", "g::h.parquet"])
def test_a_parquet_file_is_read_by_its_literal_name(tmp_path: Path, name: str) -> None:
    for other in ("a1.parquet", "bb.parquet", "cc.parquet", "de.parquet"):
        parquet(tmp_path / other, {"text": ["Lain."]})
    parquet(tmp_path / name, {"text": ["Air surut."]})
    [record] = reading._of_format(tmp_path / name, FIELDS)
    assert isinstance(record, Record)
    assert record.text == "Air surut."


def test_a_parquet_value_that_python_cannot_hold_costs_no_article(tmp_path: Path) -> None:
    import pyarrow

    days = pyarrow.array([2**60, 1_730_764_800_000], type=pyarrow.int64()).cast(pyarrow.timestamp("ms"))
    parquet(tmp_path / "a.parquet", {"id": ["a", "b"], "text": ["Satu.", "Dua."], "published": days})
    found = everything(tmp_path)
    assert texts(found) == ["Satu.", "Dua."]
    assert [r.published for r in found if isinstance(r, Article)] == [None, date(2024, 11, 5)]
    [(number, reason)] = faults(found)
    assert number == 1
    assert reason.startswith("field 'published' cannot be read: ")


def test_other_parquet_columns_are_not_read(tmp_path: Path) -> None:
    import pyarrow

    odd = pyarrow.array([2**60], type=pyarrow.int64()).cast(pyarrow.timestamp("ms", tz="Tiada/Zona"))
    parquet(tmp_path / "a.parquet", {"lain": odd, "text": ["Satu."]})
    found = everything(tmp_path)
    assert (texts(found), faults(found)) == (["Satu."], [])


def test_a_parquet_file_without_the_text_column(tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", {"id": ["a"], "isi": ["Satu."]})
    assert faults(everything(tmp_path)) == [(1, "field 'text' is missing (fields.text in the config names it)")]
    parquet(tmp_path / "a.parquet", {"isi": ["Satu."]})
    assert faults(everything(tmp_path)) == [(1, "field 'text' is missing (fields.text in the config names it)")]
