"""``jembatan numbers``: its output is a contract for programs, its report is for people."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest

from nights import InProcess

SOURCE = "Ada 11.800 tentara.\nHarga naik.\nAda 11.800 tentara di sana.\n"
TARGET = "There are 11,800 soldiers.\nPrices rose.\nThere are 118 soldiers there.\n"


@pytest.fixture
def numbers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> InProcess:
    monkeypatch.chdir(tmp_path)
    Path("a.id").write_text(SOURCE, encoding="utf-8")
    Path("a.en").write_text(TARGET, encoding="utf-8")
    return InProcess(monkeypatch, capsys, "numbers")


def test_files_whose_numbers_all_survive_end_with_0(numbers: InProcess) -> None:
    Path("a.en").write_text(TARGET.replace("118 ", "11,800 "), encoding="utf-8")
    ended = numbers("a.id", "a.en")
    assert (ended.code, ended.out, ended.err) == (0, "3 lines: 3 ok, 0 converted, 0 error\n", "")


def test_the_report_shows_the_lines_that_are_not_ok(numbers: InProcess) -> None:
    ended = numbers("a.id", "a.en")
    assert ended.code == 3
    first, source, target, why, *_, last = ended.out.splitlines()
    assert first == "line 3: error"
    assert (source, target) == ("  Ada 11.800 tentara di sana.", "  There are 118 soldiers there.")
    assert why.startswith("    changed: ") and "118" in why and "(confidence " in why
    assert last == "3 lines: 2 ok, 0 converted, 1 error"


def test_json_has_one_object_a_line(numbers: InProcess) -> None:
    ended = numbers("--json", "a.id", "a.en")
    assert ended.code == 3
    first, second, third = map(json.loads, ended.out.splitlines())
    assert second == {"line": 2, "verdict": "ok", "pairs": []}
    assert (first["line"], first["verdict"], third["verdict"]) == (1, "ok", "error")
    (pair,) = first["pairs"]
    assert list(pair) == ["status", "verdict", "confidence", "explanation", "source", "target"]
    assert (pair["status"], pair["verdict"]) == ("kept", "ok")
    assert 0 < pair["confidence"] <= 1
    assert pair["source"].keys() == {"start", "end", "surface", "value", "kind", "unit"}
    assert (pair["source"]["start"], pair["source"]["end"], pair["source"]["surface"]) == (4, 10, "11.800")
    assert (pair["source"]["value"], pair["target"]["value"]) == ("11800", "11800")


def test_what_is_lost_or_invented_has_one_side_only(numbers: InProcess) -> None:
    Path("a.id").write_text("Ada 12 kapal.\nHarga naik.\n", encoding="utf-8")
    Path("a.en").write_text("There are ships.\nPrices rose 7 percent.\n", encoding="utf-8")
    lost, invented = (json.loads(line)["pairs"][0] for line in numbers("a.id", "a.en", "--json").out.splitlines())
    assert (lost["status"], lost["target"], lost["source"]["value"]) == ("lost", None, "12")
    assert (invented["status"], invented["source"], invented["target"]["value"]) == ("invented", None, "7")


def test_the_date_settles_what_is_ambiguous(numbers: InProcess) -> None:
    Path("a.id").write_text("Tarif baru berlaku mulai Selasa (5/11).\n", encoding="utf-8")
    Path("a.en").write_text("The new fares apply from Tuesday (November 5).\n", encoding="utf-8")
    assert numbers("a.id", "a.en", "--date", "2024-11-06").code == 0


def test_a_line_ends_at_a_line_feed_only(numbers: InProcess) -> None:
    Path("a.id").write_bytes("\ufeffAda 12 kapal.\u2028Ada 7.\r\n\r\n".encode())
    Path("a.en").write_bytes(b"There are 12 ships. There are 7.\n\n")
    assert numbers("a.id", "a.en").out == "2 lines: 2 ok, 0 converted, 0 error\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["gone.id", "a.en"], "gone.id: cannot be read (No such file or directory); give the path of a text file"),
        (["a.id", "."], ".: cannot be read (Is a directory)"),
        (["a.id", "short.en"], "a.id has 3 lines and short.en has 1; line n of the one must be the translation"),
        (["short.en", "a.id"], "short.en has 1 lines and a.id has 3"),
        (["latin.id", "a.en"], "latin.id: line 2 is not UTF-8 (byte 4 of the line); convert the file"),
        (["a.id", "latin.id"], "latin.id: line 2 is not UTF-8"),
        (["empty", "empty"], "empty: holds no line"),
        (["a.id", "a.en", "--date", "2024-13-05"], "--date 2024-13-05: no day of the calendar; write it as YYYY-MM-DD"),
        (["a.id", "a.en", "--date", "5/11/2024"], "--date 5/11/2024: no day of the calendar"),
        (["a.id", "a.en", "--date", "20241105"], "--date 20241105: no day of the calendar"),
        (["read", "--lang", "id", "gone"], "gone: cannot be read"),
        (["read", "--lang", "id", "latin.id"], "latin.id: line 2 is not UTF-8"),
    ],
)
def test_what_is_unusable_is_told_with_2(numbers: InProcess, arguments: list[str], expected: str) -> None:
    Path("short.en").write_text("One.\n", encoding="utf-8")
    Path("latin.id").write_bytes(b"Satu.\nKaf\xe9.\nTiga.\n")
    Path("empty").touch()
    ended = numbers(*arguments)
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    assert ended.err.startswith(f"jembatan: {expected}")
    if arguments[0] != "read":
        assert ended.out == ""


@pytest.mark.parametrize("arguments", [[], ["a.id"], ["a.id", "a.en", "more"], ["read", "a.id"], ["--lang", "id"]])
def test_a_wrong_command_line_is_told_with_2(numbers: InProcess, arguments: list[str]) -> None:
    ended = numbers(*arguments)
    assert ended.code == 2
    assert "Usage: jembatan numbers" in ended.err


@pytest.mark.parametrize(("arguments", "usage"), [([], "numbers [OPTIONS]"), (["read"], "numbers read [OPTIONS]")])
def test_both_have_help_with_examples(numbers: InProcess, arguments: list[str], usage: str) -> None:
    ended = numbers(*arguments, "--help")
    assert ended.code == 0
    assert f"Usage: jembatan {usage}" in ended.out
    assert "Examples:  jembatan numbers" in ended.out


def test_read_shows_what_is_read_and_where(numbers: InProcess) -> None:
    Path("read").write_text("Sabtu (10/12/2024):\nada 11.800 orang.\n", encoding="utf-8")
    ended = numbers("read", "--lang", "id", "./read")
    assert ended.code == 0
    found = [line.split("\t") for line in ended.out.splitlines()]
    assert ["1:7-17", "10/12/2024", "date", "2024-10-12"] in found
    assert found[-1][:2] == ["2:4-10", "11.800"]


def test_a_file_called_read_can_be_compared(numbers: InProcess) -> None:
    Path("read").write_text("12 Mei\n", encoding="utf-8")
    Path("a.en").write_text("12 May\n", encoding="utf-8")
    assert numbers("./read", "a.en").out == "1 lines: 1 ok, 0 converted, 0 error\n"


def test_read_in_json_from_standard_input(numbers: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.TextIOWrapper(io.BytesIO("Prices rose.\nIt cost Rp5 million, Café.\n".encode()))
    monkeypatch.setattr(sys, "stdin", text)
    first, second = map(json.loads, numbers("read", "--lang", "en", "--json").out.splitlines())
    assert first == {"line": 1, "quantities": []}
    assert second["quantities"][0]["value"] == "5000000"
    assert second["quantities"][0].keys() == {"start", "end", "surface", "value", "kind", "unit", "readings"}


def test_json_can_be_read_where_the_stream_lacks_letters(numbers: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.id").write_text("Suhu 12½°C di kafé.\n", encoding="utf-8")
    Path("a.en").write_text("It is 12½°C in the café.\n", encoding="utf-8")
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        numbers("a.id", "a.en", "--json")
    assert json.loads(raw.getvalue().decode("ascii"))["line"] == 1


def test_a_reader_who_leaves_early_is_no_crash(numbers: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.TextIOWrapper):
        def write(self, text: str) -> int:
            raise BrokenPipeError(32, "Broken pipe")

    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", Closed(io.BytesIO(), encoding="utf-8"))
        ended = numbers("a.id", "a.en")
    assert (ended.code, ended.err) == (3, "")


def test_pipes_are_read_once(numbers: InProcess, tmp_path: Path) -> None:
    os.mkfifo("pipe")
    writer = threading.Thread(target=Path("pipe").write_text, args=(SOURCE + "Satu lagi.\n",))
    writer.start()
    ended = numbers("pipe", "a.en")
    writer.join()
    assert ended.code == 2
    assert ended.err.startswith("jembatan: pipe has 4 lines and a.en has 3")
