from __future__ import annotations

from pathlib import Path

import pytest

from jembatan_eval.whole_file import replace


def test_a_file_is_replaced_and_keeps_its_permissions_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "made.json"
    replace(path, "one\n")
    path.chmod(0o640)
    replace(path, "dua “2”\n")
    assert path.read_text(encoding="utf-8") == "dua “2”\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        replace(tmp_path / "folder", "one")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
