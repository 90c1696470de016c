"""What a run says: JSON lines in its folder, notices on the terminal, bars only where somebody looks."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console

from jembatan.errors import StoreError
from jembatan.watch import Watch


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]


def without_times(folder: Path) -> list[dict[str, object]]:
    found = lines(folder)
    for line in found:
        moment = datetime.fromisoformat(str(line.pop("timestamp")))
        assert moment.tzinfo is not None
    return found


def test_every_event_is_a_json_line_with_a_time(tmp_path: Path) -> None:
    heard = io.StringIO()
    with Watch(Console(file=heard, width=100)) as watch:
        watch.started(tmp_path)
        watch.progress("translate", 16, 144)
        watch.notice("translate: “odd” [batch] of 16")
        watch.note("canary: as recorded")
        watch.finished({"exit_code": 0, "seconds": 1.5})
    assert without_times(tmp_path) == [
        {"event": "started", "level": "info", "run": tmp_path.name},
        {"event": "progress", "level": "info", "stage": "translate", "done": 16, "total": 144},
        {"event": "notice", "level": "info", "text": "translate: “odd” [batch] of 16"},
        {"event": "note", "level": "info", "text": "canary: as recorded"},
        {"event": "finished", "level": "info", "exit_code": 0, "seconds": 1.5},
    ]
    assert heard.getvalue() == "translate: “odd” [batch] of 16\n"


def test_a_terminal_sees_how_far_it_is(tmp_path: Path) -> None:
    seen = io.StringIO()
    with Watch(Console(file=seen, width=100, force_terminal=True)) as watch:
        watch.started(tmp_path)
        watch.progress("translate", 144, 144)
        watch.progress("summarise", 1, 5)
    assert "translating sentences" in seen.getvalue()
    assert "144/144" in seen.getvalue()
    assert "summarising articles" in seen.getvalue()


def test_a_run_that_stops_says_why_in_its_log(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Watch(Console(file=io.StringIO())) as watch:
        watch.started(tmp_path)
        raise RuntimeError("the disk is gone")
    assert without_times(tmp_path)[-1] == {
        "event": "stopped",
        "level": "info",
        "error": "RuntimeError",
        "reason": "the disk is gone",
    }


def test_a_second_run_folder_gets_a_log_of_its_own(tmp_path: Path) -> None:
    folders = [tmp_path / "shard", tmp_path / "whole"]
    with Watch(Console(file=io.StringIO())) as watch:
        for folder in folders:
            folder.mkdir()
            watch.started(folder)
        watch.notice("published")
    assert [[line["event"] for line in lines(folder)] for folder in folders] == [["started"], ["started", "notice"]]


def test_what_is_said_before_a_run_began_is_for_the_terminal_alone() -> None:
    heard = io.StringIO()
    with Watch(Console(file=heard)) as watch:
        watch.notice("nothing to do")
    assert heard.getvalue() == "nothing to do\n"


def test_a_log_that_cannot_be_made_or_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").symlink_to("/dev/full")
    with pytest.raises(StoreError, match="log cannot be written"), Watch(Console(file=io.StringIO())) as watch:
        watch.started(tmp_path)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="log cannot be made"), Watch(Console(file=io.StringIO())) as watch:
        watch.started(tmp_path / "file")


def test_a_night_goes_on_where_nobody_listens(tmp_path: Path) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    with Watch(Console(file=Full())) as watch:
        watch.started(tmp_path)
        watch.notice("another shard is still to come")
    assert [line["event"] for line in lines(tmp_path)] == ["started", "notice"]
