from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from publish_samples import PROVENANCE, article, failed, rice

from jembatan.errors import JembatanError
from jembatan.publish import manifest
from jembatan.publish.bundle import Published, publish
from jembatan.publish.content import Bundle
from jembatan.records import Duplicate, Failure

LATER = replace(PROVENANCE, run=replace(PROVENANCE.run, started="2024-11-06T02:00:00+07:00", seconds=3.5))
OTHER = article([("Isi.", "Body.")], id="isi", title=None)


def night(folder: Path, *bundles: Bundle) -> Published:
    return publish(folder, bundles, [], [Duplicate("in/b.txt", None, "harga-beras")], PROVENANCE)


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in sorted(folder.iterdir())}


def test_a_bundle_holds_what_its_manifest_lists(tmp_path: Path) -> None:
    folder = tmp_path / "bundles" / "2024-11-06"
    published = night(folder, rice(), failed())
    assert (published.folder, published.changed, published.kept) == (folder, True, None)
    written = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(written["files"]) == {"index.html", "harga-beras.html", "pasar-tutup.html", "bundle.jsonl"}
    assert {path.name for path in folder.iterdir()} == {*written["files"], "manifest.json"}
    for name, entry in written["files"].items():
        data = (folder / name).read_bytes()
        assert entry == {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    assert written["digest"] == published.digest
    assert (written["schema"], written["bundle_schema"], written["config"]) == (1, 2, "nightly")
    assert written["signature"] == "jembatan:0.1.0|cfg:ab12"
    assert written["engines"][0]["licence"] == "CC-BY-4.0"
    assert written["engines"][0]["libraries"] == {"ctranslate2": "4.6.0"}
    assert written["counts"]["numbers"] == {
        "kept": 1,
        "reworded": 0,
        "converted": 0,
        "changed": 1,
        "lost": 1,
        "invented": 1,
    }
    assert (written["counts"]["repaired"], written["counts"]["machine_repaired"]) == (0, 0)
    assert (written["counts"]["articles"], written["counts"]["failures"], written["counts"]["duplicates"]) == (2, 1, 1)
    assert written["run"]["seconds"] == 600.0
    ids = [json.loads(text)["id"] for text in (folder / "bundle.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ids == ["harga-beras", "pasar-tutup"]
    assert [path.name for path in folder.parent.iterdir()] == ["2024-11-06"]


def test_the_digest_can_be_computed_from_the_manifest(tmp_path: Path) -> None:
    published = night(tmp_path / "b", rice())
    written = json.loads((tmp_path / "b" / "manifest.json").read_text(encoding="utf-8"))
    content = {name: value for name, value in written.items() if name not in ("digest", "run")}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")
    assert hashlib.sha256(canonical).hexdigest() == published.digest


def test_the_same_content_leaves_the_folder_untouched(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    first = publish(folder, [rice()], [], [], PROVENANCE)
    before, inode = state(folder), folder.stat().st_ino
    second = publish(folder, [rice()], [], [], LATER)
    assert (second.changed, second.digest, second.kept) == (False, first.digest, None)
    assert (state(folder), folder.stat().st_ino) == (before, inode)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_other_content_replaces_the_bundle(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    first = night(folder, rice(), OTHER)
    second = night(folder, rice())
    assert second.changed
    assert second.digest != first.digest
    assert not (folder / "isi.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


@pytest.mark.parametrize("bundles", [(rice(),), (OTHER,)], ids=["same", "other"])
def test_what_a_person_put_into_a_bundle_is_kept(tmp_path: Path, bundles: tuple[Bundle, ...]) -> None:
    folder = tmp_path / "b"
    night(folder, rice())
    (folder / "notes.txt").write_text("call the ministry", encoding="utf-8")
    published = night(folder, *bundles)
    assert (published.changed, published.kept) == (True, tmp_path / "b.kept-1")
    assert (tmp_path / "b.kept-1" / "notes.txt").read_text(encoding="utf-8") == "call the ministry"
    assert not (folder / "notes.txt").exists()
    (folder / "index.html").write_text("edited", encoding="utf-8")
    assert night(folder, *bundles).kept == tmp_path / "b.kept-2"
    assert (tmp_path / "b.kept-2" / "index.html").read_text(encoding="utf-8") == "edited"


class Crash(BaseException):
    """The machine stops here."""


def crash_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop before the given step of those that change names, sync or delete; a deletion stops half way."""
    taken = 0

    def guarded(original: Callable[..., Any], half: Callable[..., Any] | None = None) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            nonlocal taken
            taken += 1
            if taken == step:
                if half is not None:
                    half(*args)
                raise Crash
            return original(*args, **kwargs)

        return run

    def delete_one(path: Path) -> None:
        sorted(path.iterdir())[-1].unlink()

    monkeypatch.setattr(Path, "rename", guarded(Path.rename))
    monkeypatch.setattr(Path, "write_text", guarded(Path.write_text))
    monkeypatch.setattr(os, "fsync", guarded(os.fsync))
    monkeypatch.setattr(shutil, "rmtree", guarded(shutil.rmtree, delete_one))


def test_a_crash_at_any_step_leaves_the_old_bundle_or_the_new_one(tmp_path: Path) -> None:
    digests = {night(tmp_path / "x", rice()).digest: "old", night(tmp_path / "x", OTHER).digest: "new"}
    seen = []
    for step in range(1, 40):
        folder = tmp_path / str(step) / "b"
        night(folder, rice())
        with pytest.MonkeyPatch.context() as monkeypatch:
            crash_at(step, monkeypatch)
            try:
                night(folder, OTHER)
                break
            except Crash:
                pass
        place = folder if folder.exists() else folder.with_name(".b.old")
        found = manifest.read(place)
        assert found is not None
        assert manifest.is_intact(place, found)
        seen.append((digests[found["digest"]], place.name))
        # Whether the night goes on with the old content or the new, it ends whole and nothing is left over.
        assert night(folder, OTHER).digest in digests
        after = manifest.read(folder)
        assert after is not None
        assert digests[after["digest"]] == "new"
        assert manifest.is_intact(folder, after)
        assert [path.name for path in folder.parent.iterdir()] == ["b"]
    else:
        pytest.fail("publishing never came to its end")
    assert list(dict.fromkeys(seen)) == [("old", "b"), ("old", ".b.old"), ("new", "b")]


def test_a_crash_between_the_renames_is_undone_even_if_the_old_content_comes_again(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    night(folder, rice())
    folder.rename(tmp_path / ".b.old")
    (tmp_path / ".b.new").mkdir()
    assert not night(folder, rice()).changed
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_folder_without_a_readable_manifest_is_put_aside(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    assert night(folder, rice()).kept == tmp_path / "b.kept-1"


@pytest.mark.parametrize("id", ["../up", "a/b", ".hidden", "", "index", "INDEX", "Harga-Beras"])
def test_ids_that_cannot_be_pages_are_refused(tmp_path: Path, id: str) -> None:
    with pytest.raises(JembatanError, match="give it another id"):
        night(tmp_path / "b", rice(), article([("Isi.", "Body.")], id=id))
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(JembatanError, match=r"cannot be written .*check the free space and the permissions"):
        night(tmp_path / "file" / "b", rice())


def test_text_that_utf8_cannot_hold_is_published(tmp_path: Path) -> None:
    night(tmp_path / "b", article([("rusak \ud800 sekali", "broken")], title=None))
    assert "rusak &#55296; sekali" in (tmp_path / "b" / "harga-beras.html").read_text(encoding="utf-8")
    assert "rusak \\ud800 sekali" in (tmp_path / "b" / "bundle.jsonl").read_text(encoding="utf-8")


def test_the_bundle_of_another_job_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    mine = night(folder, rice())
    other = replace(PROVENANCE, config_name="evening")
    theirs = publish(folder, [OTHER], [], [], other)
    assert (mine.kept, theirs.kept) == (None, tmp_path / "b.kept-1")
    kept = manifest.read(tmp_path / "b.kept-1")
    assert kept is not None
    assert (kept["config"], kept["digest"]) == ("nightly", mine.digest)
    assert manifest.is_intact(tmp_path / "b.kept-1", kept)
    assert publish(folder, [rice()], [], [], other).kept is None
    assert night(folder, rice()).kept == tmp_path / "b.kept-2"


def test_failures_and_duplicates_stand_in_the_manifest(tmp_path: Path) -> None:
    unread = Failure("read", "line 7 is not JSON", None, "in/kawat.jsonl", 7)
    own = failed().failures[0]
    again = [Duplicate("in/b.txt", None, "harga-beras"), Duplicate("in/kawat.jsonl", 12, "pasar-tutup")]
    publish(tmp_path / "b", [rice(), failed()], [unread, own], again, PROVENANCE)
    written = json.loads((tmp_path / "b" / "manifest.json").read_text(encoding="utf-8"))
    assert written["failures"] == [
        {"stage": "read", "reason": "line 7 is not JSON", "article": None, "path": "in/kawat.jsonl", "record": 7},
        {
            "stage": "translate",
            "reason": "the engine stopped: out of memory",
            "article": "pasar-tutup",
            "path": "in/pasar-tutup.txt",
            "record": None,
        },
    ]
    assert written["duplicates"] == [
        {"path": "in/b.txt", "record": None, "of": "harga-beras"},
        {"path": "in/kawat.jsonl", "record": 12, "of": "pasar-tutup"},
    ]
    counts = written["counts"]
    assert (counts["failures"], counts["duplicates"]) == (2, 2)
    page = files("jembatan.publish").joinpath("SCHEMA.md").read_text(encoding="utf-8")
    described = page.partition("## manifest.json")[2]
    names = [*written, *counts, *written["failures"][0], *written["duplicates"][0]]
    assert [name for name in names if name not in described] == []


@pytest.mark.parametrize("to", ["elsewhere", "nowhere", "file"])
def test_a_link_in_the_place_of_the_bundle_is_put_aside_and_not_followed(tmp_path: Path, to: str) -> None:
    night(tmp_path / "elsewhere", rice())
    before = state(tmp_path / "elsewhere")
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    folder = tmp_path / "b"
    folder.symlink_to(tmp_path / to)
    published = night(folder, OTHER)
    assert (published.changed, published.kept) == (True, tmp_path / "b.kept-1")
    assert folder.is_dir()
    assert not folder.is_symlink()
    assert (tmp_path / "b.kept-1").readlink() == tmp_path / to
    assert state(tmp_path / "elsewhere") == before
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert night(folder, OTHER).kept == tmp_path / "b.kept-2"


def test_links_and_files_that_were_left_beside_the_bundle_are_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    night(folder, rice())
    night(tmp_path / "elsewhere", rice())
    (tmp_path / ".b.old").symlink_to(tmp_path / "elsewhere")
    (tmp_path / ".b.new").write_text("", encoding="utf-8")
    assert night(folder, OTHER).kept is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "elsewhere"]
    assert (tmp_path / "elsewhere" / "manifest.json").is_file()


def test_an_error_without_a_number_is_told_in_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise shutil.Error("the disk is odd")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(JembatanError, match=r"cannot be written \(the disk is odd\);"):
        night(tmp_path / "b", rice())
