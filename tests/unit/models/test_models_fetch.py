"""Fetching end to end: a real hub on this machine, real folders, a real lock. Only the conversion is replaced by a
copy."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fetch_notes import Notes
from hub_server import HubServer

from jembatan.config import Candidate, Config, OwnModel, Precision, Summarise, Translate
from jembatan.errors import ConfigError, DigestMismatch, LockHeld, ModelError
from jembatan.models import catalogue, installing, preparing
from jembatan.models.decisions import locked, prompted
from jembatan.models.fetch import fetch
from jembatan.models.listing import listing
from jembatan.models.lock import read
from jembatan.models.verify import verify

COMMIT, LATER = "c" * 40, "d" * 40
FILES = {
    "config.json": b"{}",
    "source.spm": b"s",
    "target.spm": b"t",
    "vocab.json": b"{}",
    "model.safetensors": b"weights " * 100,
}
HUBBED = OwnModel(name="hubbed", kind="marian", licence="Apache-2.0", hub="Somebody/tiny")
COPY = """
import json, shutil, sys
*options, source, destination = sys.argv[1:]
if "bfloat16" in options:
    sys.exit("a traceback\\nthe device knows no bfloat16")
shutil.copytree(source, destination)
if "--adapter" in options:
    with open(destination + "/adapter.txt", "w") as file:
        file.write(options[options.index("--adapter") + 1])
print("loading weights")
print(json.dumps({"precision": "int8"}))
"""


@pytest.fixture(autouse=True)
def copying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "copy.py"
    script.write_text(COPY)
    monkeypatch.setattr(preparing, "_COMMAND", (sys.executable, str(script)))


@pytest.fixture
def no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")


def folder(tmp_path: Path, name: str = "own", **changed: bytes) -> OwnModel:
    place = tmp_path / name
    place.mkdir()
    for path, content in FILES.items():
        (place / path).write_bytes(changed.get(path.partition(".")[0], content))
    return OwnModel(name=name, kind="marian", licence="CC0-1.0", folder=place)


def config(tmp_path: Path, *candidates: Candidate, precision: Precision = "auto") -> Config:
    return Config(
        name="try",
        input=(tmp_path,),
        models=tmp_path / "models",
        translate=Translate(candidates=candidates, precision=precision),
        summarise=Summarise(candidates=("fake-summariser",)),
    )


def test_the_first_candidate_that_can_be_had_is_taken(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {COMMIT: FILES}
    job = config(tmp_path, HUBBED, folder(tmp_path))
    with pytest.raises(ModelError, match=r"no model was fetched for hubbed or own; run: jembatan models fetch"):
        locked(job)
    fetch(job, notes)
    model = locked(job).translate
    assert (model.name, model.precision, model.revision, model.licence) == ("hubbed", "int8", COMMIT, "Apache-2.0")
    assert (model.origin, model.skipped) == ("hub Somebody/tiny", ())
    assert (model.folder / "model.safetensors").read_bytes() == FILES["model.safetensors"]
    assert "translate: taken is hubbed (Apache-2.0)" in notes.text
    assert not (tmp_path / "models" / "partial" / "hubbed").exists()
    assert verify(job.models) == []
    assert [(row.name, row.present) for row in listing(job.models)][-1] == ("hubbed", True)


def test_without_a_hub_the_next_is_taken_and_stays(
    hub: HubServer, tmp_path: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = config(tmp_path, HUBBED, folder(tmp_path))
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    fetch(job, notes)
    model = locked(job).translate
    assert model.name == "own"
    assert [skipped.name for skipped in model.skipped] == ["hubbed"]
    assert "127.0.0.1:9 cannot be reached" in model.skipped[0].reason
    assert "this stays so on later nights" in notes.text

    hub.repositories["Somebody/tiny"] = {COMMIT: FILES}
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    before = (job.models / "models.lock").read_bytes()
    fetch(job, notes)
    assert (job.models / "models.lock").read_bytes() == before
    assert hub.requests == []
    fetch(job, notes, again=True)
    assert locked(job).translate.name == "hubbed"


def test_the_hub_is_asked_once_when_it_is_silent(no_hub: None, tmp_path: Path, notes: Notes) -> None:
    other = HUBBED.model_copy(update={"name": "other", "hub": "Somebody/other"})
    with pytest.raises(ModelError) as caught:
        fetch(config(tmp_path, HUBBED, other, HUBBED.model_copy(update={"name": "third"})), notes)
    told = str(caught.value).splitlines()
    assert told[0] == "translate: none of the candidates can be had:"
    assert [line.split(":")[0].strip() for line in told[1:4]] == ["hubbed", "other", "third"]
    assert "Give a model that lies on this machine" in told[4]
    assert read(tmp_path / "models").decisions == {}


def test_a_recorded_commit_and_its_digests_hold(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {COMMIT: FILES}
    job = config(tmp_path, HUBBED)
    fetch(job, notes)
    place = locked(job).translate.folder
    weights = next((job.models / "weights").iterdir()) / "model.safetensors"
    hub.repositories["Somebody/tiny"] = {LATER: {**FILES, "model.safetensors": b"new"}, COMMIT: FILES}
    weights.unlink()
    with pytest.raises(ModelError, match=r"model.safetensors is missing; run: jembatan models fetch"):
        locked(job)
    fetch(job, notes)
    assert (locked(job).translate.revision, locked(job).translate.folder) == (COMMIT, place)

    weights.write_bytes(b"damaged")
    assert any("has sha256" in finding for finding in verify(job.models))
    hub.repositories["Somebody/tiny"][COMMIT] = {**FILES, "model.safetensors": b"replaced"}
    with pytest.raises(DigestMismatch, match=r"model.safetensors has sha256"):
        fetch(job, notes)


def test_a_decided_model_that_cannot_be_had_again_is_not_replaced(
    hub: HubServer, tmp_path: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.repositories["Somebody/tiny"] = {COMMIT: FILES}
    job = config(tmp_path, HUBBED, folder(tmp_path))
    fetch(job, notes)
    (next((job.models / "weights").iterdir()) / "config.json").unlink()
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match=r"hubbed was decided on .* cannot be had again now: .*--again"):
        fetch(job, notes)
    fetch(job, notes, again=True)
    assert locked(job).translate.name == "own"


def test_a_touched_file_is_read_again_and_recorded(tmp_path: Path, notes: Notes) -> None:
    own = folder(tmp_path)
    job = config(tmp_path, own)
    fetch(job, notes)
    os.utime(tmp_path / "own" / "config.json", ns=(1, 1))
    with pytest.raises(ModelError, match=r"own/config.json was changed since it was verified"):
        locked(job)
    fetch(job, notes)
    assert locked(job).translate.name == "own"


def test_a_folder_is_used_where_it_lies_and_its_change_must_be_meant(tmp_path: Path, notes: Notes) -> None:
    own = folder(tmp_path)
    job = config(tmp_path, own)
    fetch(job, notes)
    first = locked(job).translate
    assert not (job.models / "weights").exists()
    (tmp_path / "own" / "model.safetensors").write_bytes(b"retrained")
    with pytest.raises(DigestMismatch, match=r"model.safetensors has sha256"):
        fetch(job, notes)
    fetch(job, notes, again=True)
    second = locked(job).translate
    assert (second.folder / "model.safetensors").read_bytes() == b"retrained"
    assert second.weights != first.weights


def test_pickles_in_a_folder_are_left_alone_and_watched(
    tmp_path: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "rewrite", lambda pickles, made: made.write_bytes(pickles[0].read_bytes()[::-1]))
    own = folder(tmp_path)
    (tmp_path / "own" / "model.safetensors").rename(tmp_path / "own" / "pytorch_model.bin")
    job = config(tmp_path, own)
    fetch(job, notes)
    model = locked(job).translate
    assert (model.folder / "model.safetensors").read_bytes() == FILES["model.safetensors"][::-1]
    assert not (model.folder / "pytorch_model.bin").exists()
    assert (tmp_path / "own" / "pytorch_model.bin").exists()
    fetch(job, notes)
    (tmp_path / "own" / "pytorch_model.bin").write_bytes(b"retrained")
    with pytest.raises(DigestMismatch, match=r"pytorch_model.bin has sha256"):
        fetch(job, notes)
    fetch(job, notes, again=True)
    assert (locked(job).translate.folder / "model.safetensors").read_bytes() == b"deniarter"


def test_a_missing_folder_is_refused(tmp_path: Path, notes: Notes) -> None:
    own = OwnModel(name="own", kind="marian", licence="MIT", folder=tmp_path / "nowhere")
    with pytest.raises(ModelError, match=r"nowhere: no such folder"):
        fetch(config(tmp_path, own), notes)


def test_what_was_had_but_cannot_be_prepared_does_not_pass_to_the_next(tmp_path: Path, notes: Notes) -> None:
    job = config(tmp_path, folder(tmp_path), "fake", precision="bfloat16")
    with pytest.raises(
        ModelError, match=r"own cannot be prepared for ctranslate2 \(bfloat16\): the device knows no bf"
    ):
        fetch(job, notes)
    assert "fake" not in [decision.taken for decision in read(job.models).decisions.values()]


def test_other_library_versions_are_prepared_anew(
    tmp_path: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = config(tmp_path, folder(tmp_path))
    fetch(job, notes)
    before = locked(job).translate.folder
    monkeypatch.setattr(preparing, "VERSION", 2)
    with pytest.raises(ModelError, match=r"own is not prepared for ctranslate2 and the libraries that are installed"):
        locked(job)
    fetch(job, notes)
    assert locked(job).translate.folder != before


def test_fakes_need_neither_a_fetch_nor_a_hub(no_hub: None, tmp_path: Path, notes: Notes) -> None:
    job = config(tmp_path, "fake")
    models = locked(job)
    assert (models.translate.name, models.summarise.name) == ("fake", "fake-summariser")
    fetch(job, notes)
    assert locked(job) == models


def test_one_model_for_both_stages_is_fetched_once(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    both = OwnModel(name="both", kind="causal", licence="MIT", hub="Somebody/both")
    hub.repositories["Somebody/both"] = {COMMIT: {"both.gguf": b"weights"}}
    job = config(tmp_path, both).model_copy(update={"summarise": Summarise(candidates=(both,))})
    fetch(job, notes)
    models = locked(job)
    assert models.translate == models.summarise
    assert hub.asked("/resolve/") == 1
    assert notes.text.count("preparing both") == 1


def test_a_model_with_an_adapter_shares_the_files_of_its_base(
    hub: HubServer, tmp_path: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.repositories["Somebody/tiny"] = {
        COMMIT: {"config.json": b"{}", "tokenizer.json": b"{}", "model.safetensors": b"w"}
    }
    adapter = catalogue.catalogue()["qwen2.5-coder-1.5b-id-en"].adapter
    origins = (catalogue.HubOrigin(repository="Somebody/tiny"),)
    plain = catalogue.Model(
        name="plain",
        kind="causal",
        roles=("translate", "summarise"),
        description="",
        licence="CC0-1.0",
        origins=origins,
    )
    taught = plain.model_copy(update={"name": "taught", "base": "plain", "adapter": adapter, "prompt": "zero-shot"})
    monkeypatch.setattr(catalogue, "catalogue", lambda: {"plain": plain, "taught": taught})
    job = config(tmp_path, "taught").model_copy(update={"summarise": Summarise(candidates=("plain",))})
    fetch(job, notes)
    models = locked(job)
    assert (models.translate.name, models.summarise.name) == ("taught", "plain")
    assert (models.translate.prompt, models.summarise.prompt) == ("zero-shot", None)
    assert models.translate.weights != models.summarise.weights
    assert adapter is not None
    assert (models.translate.folder / "adapter.txt").read_text() == str(adapter.path)
    assert not (models.summarise.folder / "adapter.txt").exists()
    assert [path.name[17:] for path in (tmp_path / "models" / "weights").iterdir()] == ["plain"]
    assert "preparing plain with the adapter id-en-news for ctranslate2" in notes.text
    assert verify(job.models) == []


def test_the_prompt_that_a_model_wants_is_taken_where_the_config_leaves_it_open(tmp_path: Path) -> None:
    model = locked(config(tmp_path, "fake")).translate
    asked = Translate(candidates=("fake",))
    assert prompted(asked, model).prompt == "auto"
    taught = replace(model, prompt="zero-shot")
    assert prompted(asked, taught).prompt == "zero-shot"
    assert prompted(asked.model_copy(update={"prompt": "news"}), taught).prompt == "news"


def test_an_interrupted_fetch_goes_on(
    hub: HubServer, tmp_path: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.repositories["Somebody/tiny"] = {COMMIT: FILES}
    job = config(tmp_path, HUBBED)
    with monkeypatch.context() as patch:
        patch.setattr(Notes, "shout", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            fetch(job, notes)
    hub.requests.clear()
    fetch(job, notes)
    assert hub.requests == []
    assert locked(job).translate.name == "hubbed"


def test_two_fetches_do_not_collide(tmp_path: Path, notes: Notes) -> None:
    job = config(tmp_path, "fake")
    job.models.mkdir()
    with (job.models / ".fetch.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(LockHeld, match=r"another fetch is at work"):
            fetch(job, notes)
    fetch(job, notes)


def test_unknown_candidates_are_told_before_anything_is_fetched(tmp_path: Path, notes: Notes) -> None:
    with pytest.raises(ConfigError, match=r"no model is called 'opus'"):
        fetch(config(tmp_path, "opus"), notes)
    assert not (tmp_path / "models").exists()


def _interrupted(self: Notes, text: str) -> None:
    raise KeyboardInterrupt


def test_a_fake_carries_its_grade_with_and_without_a_fetch(tmp_path: Path, notes: Notes) -> None:
    job = config(tmp_path, "fake")
    for _ in ("before", "after"):
        found = locked(job)
        assert (found.translate.grade, found.summarise.grade) == ("test", "test")
        fetch(job, notes)
    assert "translate: taken is fake (Apache-2.0, TEST GRADE)" in notes.text


@pytest.mark.parametrize("place", ["file", "file/below", "nul\0byte"])
def test_a_models_folder_that_cannot_be_is_told(tmp_path: Path, notes: Notes, place: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    job = config(tmp_path, "fake").model_copy(update={"models": tmp_path / place})
    for use in (lambda: fetch(job, notes), lambda: locked(job), lambda: listing(job.models)):
        with pytest.raises(ModelError, match=r"models: in the config|cannot be read"):
            use()


def test_a_models_folder_that_cannot_be_made_or_written_is_told(
    tmp_path: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = config(tmp_path, "fake")

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ModelError, match=r"/models: Permission denied; .* set models: in the config"):
        fetch(job, notes)


def test_a_model_folder_with_a_nul_is_told(tmp_path: Path, notes: Notes) -> None:
    own = OwnModel(name="own", kind="marian", licence="CC0-1.0", folder=Path("nul\0byte"))
    with pytest.raises(ModelError, match="no such folder; correct folder: in the config"):
        fetch(config(tmp_path, own), notes)
