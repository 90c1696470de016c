from __future__ import annotations

import hashlib
import io
import os
import subprocess
from pathlib import Path

import pytest
from fetch_notes import Notes
from rich.console import Console

from jembatan.config import ModelKind
from jembatan.errors import ModelError, OriginRefused
from jembatan.models import delivery, lock
from jembatan.models.files import FileRecord, altered, digest_of, git_blob_id, record, record_all, touched, wanted
from jembatan.models.progress import Reporter

TOKENISER = ["config.json", "source.spm", "target.spm", "vocab.json"]
SHARDS = ["model.safetensors.index.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]


@pytest.mark.parametrize(
    ("names", "kind", "taken"),
    [
        ([*TOKENISER, "model.safetensors", "pytorch_model.bin"], "marian", [*TOKENISER, "model.safetensors"]),
        ([*TOKENISER, "pytorch_model.bin", "rust_model.ot"], "marian", [*TOKENISER, "pytorch_model.bin"]),
        (
            ["config.json", "tokenizer.json", *SHARDS, "training_args.bin", "handler.py"],
            "nllb",
            ["config.json", "tokenizer.json", *SHARDS],
        ),
        (
            ["config.json", "tokenizer.json", "model.safetensors", "modules.json", "sentence_bert_config.json"],
            "encoder",
            ["config.json", "model.safetensors", "tokenizer.json"],
        ),
        (["a.gguf", "README.md", "config.json"], "causal", ["a.gguf"]),
        (
            ["config.json", "model.safetensors", "tokenizer.json", "a.gguf"],
            "causal",
            ["config.json", "model.safetensors", "tokenizer.json"],
        ),
    ],
)
def test_wanted(names: list[str], kind: ModelKind, taken: list[str]) -> None:
    assert wanted(names, kind, "here") == tuple(sorted(taken))


@pytest.mark.parametrize(
    ("names", "kind", "reason"),
    [
        (["config.json"], "marian", "here: no weights there"),
        (["config.json", "vocab.json", "source.spm", "model.safetensors"], "marian", "target.spm is missing"),
        (["config.json", "model.safetensors"], "nllb", "tokenizer.json or sentencepiece.bpe.model is missing"),
        (["a.gguf", "b.gguf"], "causal", "several GGUF files"),
    ],
)
def test_what_is_incomplete_is_refused(names: list[str], kind: ModelKind, reason: str) -> None:
    with pytest.raises(OriginRefused, match=reason):
        wanted(names, kind, "here")


def test_git_names_a_file_as_we_do(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"some text\n")
    command = ["git", "hash-object", str(tmp_path / "a")]
    git = subprocess.run(command, capture_output=True, text=True, check=True)
    assert git_blob_id(tmp_path / "a") == git.stdout.strip()


def test_digest_of_several_files_is_that_of_their_listing(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"2")
    (tmp_path / "a").write_bytes(b"1")
    listing = subprocess.run("sha256sum a b | sha256sum", shell=True, cwd=tmp_path, capture_output=True, check=True)
    assert digest_of(record_all(tmp_path)) == listing.stdout.decode().split()[0]
    assert digest_of([record(tmp_path, "a")]) == hashlib.sha256(b"1").hexdigest()


def test_a_touched_file_is_seen_cheaply_and_an_altered_one_wholly(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    files = record_all(tmp_path)
    assert touched(tmp_path, files) == altered(tmp_path, files) == []
    os.utime(tmp_path / "a", ns=(1, 1))
    assert touched(tmp_path, files) == [f"{tmp_path / 'a'} was changed since it was verified"]
    assert altered(tmp_path, files) == []
    (tmp_path / "a").write_bytes(b"2")
    assert altered(tmp_path, files)[0].startswith(f"{tmp_path / 'a'} has sha256 d4735e3a")
    (tmp_path / "a").unlink()
    assert touched(tmp_path, files) == [f"{tmp_path / 'a'} is missing"]
    assert altered(tmp_path, files) == [f"{tmp_path / 'a'} cannot be read (No such file or directory)"]


def test_a_lock_reads_back_as_written(tmp_path: Path) -> None:
    assert lock.read(tmp_path) == lock.Lock()
    model = lock.FetchedModel(
        name="tiny",
        kind="marian",
        licence="MIT",
        origin="hub Somebody/tiny",
        asked=None,
        revision="b" * 40,
        weights="0" * 64,
        folder="weights/0-tiny",
        files=(FileRecord("a", "1" * 64, 3, 4),),
        fetched="2024-12-10T00:00:00+00:00",
    )
    written = lock.Lock().with_model("tiny-1", model).with_model("another", model)
    lock.write(tmp_path, written)
    assert lock.read(tmp_path) == written
    assert list(lock.read(tmp_path).models) == ["another", "tiny-1"]
    assert [path.name for path in tmp_path.iterdir()] == ["models.lock"]


@pytest.mark.parametrize("content", ["", "{", '{"version": 2}', '{"version": 1, "modles": {}}'])
def test_a_damaged_lock_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "models.lock").write_text(content)
    with pytest.raises(ModelError, match=r"models.lock: damaged or written by another version.*models fetch"):
        lock.read(tmp_path)


def test_a_full_disk_is_told_before_it_is_full(tmp_path: Path) -> None:
    delivery.need_space(tmp_path, 1, "a small thing")
    with pytest.raises(ModelError, match=r"a large thing needs 1000000.2 GB, .* are free. Make room"):
        delivery.need_space(tmp_path, 10**15, "a large thing")


def test_progress_is_lines_in_a_log(notes: Notes) -> None:
    with notes.bar("file", 4_000_000, done=1_000_000) as advance:
        for _ in range(3):
            advance(1_000_000)
    assert notes.text == "file: 2 of 4 MB\nfile: 3 of 4 MB\nfile: 4 of 4 MB\n"


def test_progress_is_a_bar_on_a_terminal() -> None:
    terminal = Console(file=io.StringIO(), force_terminal=True, width=100)
    reporter = Reporter(terminal)
    with reporter.bar("file", 4_000_000) as advance:
        advance(4_000_000)
    with reporter.parts(2) as begin:
        begin(1, "first")
        begin(2, "second")
    shown = terminal.file.getvalue()  # type: ignore[attr-defined]
    assert "4.0/4.0 MB" in shown
    assert "part 2 of 2: second" in shown
