"""A recording is read back as it was written, and one that is not whole is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from canary_samples import SOURCES, chosen, circumstances, recording

from jembatan.canary.recording import Recording, path_of, read, write
from jembatan.errors import StoreError


def written(folder: Path, made: Recording) -> Path:
    path = path_of(folder, made.chosen)
    write(path, made)
    return path


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    made = recording(["one “1”", "", "三"], circumstances(revision="abc"))
    path = written(tmp_path, made)
    assert path.parent == tmp_path / "canary"
    assert path.name == f"opus-{chosen().digest}.json"
    assert read(path, chosen(), SOURCES) == made
    write(path, recording(["a", "b", "c"]))
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    assert read(tmp_path / "none.json", chosen(), SOURCES) is None


@pytest.mark.parametrize(
    "change",
    [
        {"model": "opus2"},
        {"kind": "nllb"},
        {"runtime": "transformers"},
        {"precision": "float32"},
        {"settings": {"beam_size": 2, "length_penalty": 1.0}},
        {"batch_size": 4},
        {"batch_tokens": 64},
        {"sentences": 2},
    ],
)
def test_another_choice_has_another_recording(change: dict[str, object]) -> None:
    assert chosen(**change).digest != chosen().digest


def test_the_order_of_the_settings_is_no_choice() -> None:
    assert chosen(settings={"length_penalty": 1.0, "beam_size": 4}).digest == chosen().digest


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"chosen": {}}', b"null"])
def test_a_damaged_recording_is_told_with_the_mend(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, recording(["one", "two", "three"]))
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"\.json: the canary's recording is damaged .*; move it away, and the next"):
        read(path, chosen(), SOURCES)


@pytest.mark.parametrize("part", ["chosen", "source", "fewer"])
def test_a_recording_under_a_name_that_is_not_its_own_is_told(tmp_path: Path, part: str) -> None:
    path = written(tmp_path, recording(["one", "two", "three"]))
    plain = json.loads(path.read_text(encoding="utf-8"))
    if part == "chosen":
        plain["chosen"]["model"] = "other"
    elif part == "source":
        plain["sentences"][0]["source"] = "Nol."
    else:
        plain["sentences"].pop()
    path.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(StoreError, match="is of other settings or sentences than its name says; move it away"):
        read(path, chosen(), SOURCES)


def test_a_recording_that_cannot_be_written_or_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "canary").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        written(tmp_path, recording(["one", "two", "three"]))
    with pytest.raises(StoreError, match="cannot be read"):
        read(path_of(tmp_path, chosen()), chosen(), SOURCES)
