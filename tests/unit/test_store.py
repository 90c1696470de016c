"""The store: whole batches, first writer wins, several processes at once, and a message where it cannot work."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from jembatan.errors import StoreError
from jembatan.store import Pace, Store, Stored

MADE_BY = {"stage": "translate", "settings": {"beam_size": 4}}


def test_what_was_put_is_got_and_nothing_else(tmp_path: Path) -> None:
    store = Store(tmp_path)
    results = [Stored("k1", '{"text": "satu"}', "b1"), Stored("k2", '{"text": "“dua” 🇮🇩"}', "b1/2")]
    store.put(results, "f1", MADE_BY)
    assert store.get(["k1", "k2", "k3"]) == {"k1": results[0], "k2": results[1]}
    assert store.get([]) == {}
    assert Store(tmp_path).get(["k2"]) == {"k2": results[1]}


def test_more_keys_than_a_statement_of_sqlite_takes_are_found(tmp_path: Path) -> None:
    store = Store(tmp_path)
    results = [Stored(f"k{number}", str(number), "b") for number in range(2500)]
    store.put(results, "f1", MADE_BY)
    assert store.get([result.key for result in results]) == {result.key: result for result in results}


def test_the_first_writer_wins(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put([Stored("k1", "first", "b1")], "f1", MADE_BY)
    store.put([Stored("k1", "second", "b2"), Stored("k2", "new", "b2")], "f1", MADE_BY)
    assert store.get(["k1", "k2"]) == {"k1": Stored("k1", "first", "b1"), "k2": Stored("k2", "new", "b2")}


def test_a_batch_that_cannot_be_stored_whole_is_not_stored_at_all(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with closing(sqlite3.connect(tmp_path / "results.sqlite")) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON results WHEN NEW.key = 'k2' "
            "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    with pytest.raises(StoreError, match="disk full"):
        store.put([Stored("k1", "good", "b1"), Stored("k2", "bad", "b1")], "f1", MADE_BY)
    assert store.get(["k1", "k2"]) == {}
    assert store.made_by("f1") == {}


def test_fingerprints_say_what_made_a_result(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put([], "f1", MADE_BY)
    assert store.made_by("f1") == MADE_BY
    assert store.made_by("f2") == {}


def test_the_pace_adds_up(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.pace("f1") is None
    store.add_pace("f1", Pace(2, 100, 1.5))
    store.add_pace("f1", Pace(3, 50, 0.5))
    store.add_pace("f2", Pace(1, 1, 1.0))
    assert store.pace("f1") == Pace(5, 150, 2.0)


WRITER = """
import sys
from contextlib import closing
from pathlib import Path
from jembatan.store import Pace, Store, Stored
folder, me = Path(sys.argv[1]), sys.argv[2]
store = Store(folder)
for number in range(40):
    shared = Stored(f"shared-{number}", me, f"{me}-{number}")
    store.put([shared, Stored(f"{me}-{number}", me, f"{me}-{number}")], f"f-{me}", {"by": me})
    store.add_pace("pace", Pace(1, 10, 0.5))
"""


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    names = ["a", "b", "c", "d"]
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], stderr=subprocess.PIPE) for name in names
    ]
    assert [writer.communicate(timeout=120)[1].decode() for writer in writers] == [""] * len(names)
    assert [writer.returncode for writer in writers] == [0] * len(names)
    store = Store(tmp_path)
    own = store.get([f"{name}-{number}" for name in names for number in range(40)])
    assert len(own) == 160
    shared = store.get([f"shared-{number}" for number in range(40)])
    assert len(shared) == 40
    assert all(result.batch == f"{result.value}-{key.removeprefix('shared-')}" for key, result in shared.items())
    assert store.pace("pace") == Pace(160, 1600, 80.0)


def test_a_writer_that_is_killed_in_its_batch_leaves_none_of_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put([Stored("k1", "before", "b0")], "f1", MADE_BY)
    killed = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.executemany("INSERT INTO results VALUES (?, 'f', 'b1', ?)", [(f"x{n}", "v" * 4000) for n in range(500)])
os.kill(os.getpid(), signal.SIGKILL)
"""
    path = tmp_path / "results.sqlite"
    ended = subprocess.run([sys.executable, "-c", killed, str(path)], check=False, timeout=60)
    assert ended.returncode == -9
    assert (tmp_path / "results.sqlite-journal").exists()
    assert store.get(["k1", "x0", "x499"]) == {"k1": Stored("k1", "before", "b0")}


def test_a_file_that_is_no_store_is_named_with_the_fix(tmp_path: Path) -> None:
    (tmp_path / "results.sqlite").write_bytes(b"this was never a database, whatever its name says" * 100)
    with pytest.raises(StoreError) as caught:
        Store(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'results.sqlite'}: file is not a database; "
        "move it away to start anew; every result is then computed again"
    )


def test_a_store_that_was_damaged_is_named_with_the_fix(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put([Stored(f"k{number}", "v" * 500, "b") for number in range(200)], "f1", MADE_BY)
    path = tmp_path / "results.sqlite"
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 200] = b"\xff" * 200
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"results\.sqlite: .*malformed.*; move it away to start anew"):
        store.get([f"k{number}" for number in range(200)])


def test_a_folder_that_cannot_be_made_is_named_with_the_fix(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError) as caught:
        Store(tmp_path / "file" / "store")
    assert (
        str(caught.value) == f"{tmp_path / 'file' / 'store'}: cannot be made (Not a directory); give another --output"
    )


def test_a_file_that_cannot_be_opened_is_named_with_the_fix(tmp_path: Path) -> None:
    (tmp_path / "results.sqlite").mkdir()
    with pytest.raises(StoreError, match="unable to open database file; look at the free space, and whether"):
        Store(tmp_path)
