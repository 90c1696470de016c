"""``check`` looks at everything and tells all faults at once."""

from __future__ import annotations

import os
from collections import namedtuple
from pathlib import Path

import pytest

from jembatan import check as checks
from jembatan.check import Finding, check
from jembatan.config import Config
from jembatan.engines import device as devices
from jembatan.inputs import Selection
from jembatan.models.decisions import Locked
from jembatan.models.lock import LockedModel
from nights import SEEDS, load, write_config


def faults(config: Config, selection: Selection | None = None) -> dict[str, str]:
    return {finding.subject: finding.fault for finding in check(config, selection or Selection()) if finding.fault}


def model(folder: Path, **changes: object) -> LockedModel:
    settings: dict[str, object] = {
        "name": "chat",
        "kind": "causal",
        "runtime": "ctranslate2",
        "precision": "int8",
        "folder": folder,
        "weights": "f" * 64,
        "revision": None,
        "origin": "folder",
        "licence": "CC-BY-NC-4.0",
        "licence_note": "NOT FOR COMMERCIAL USE.",
        "grade": "demo",
    }
    return LockedModel(**{**settings, **changes})  # type: ignore[arg-type]


@pytest.fixture
def job(tmp_path: Path) -> Config:
    return load(write_config(tmp_path, {"input": [str(SEEDS)]}))


def test_a_job_that_can_run_has_no_fault(job: Config) -> None:
    findings = check(job, Selection())
    assert [finding.subject for finding in findings] == ["input", "output", "models", "translate", "summarise"]
    assert faults(job) == {}
    assert findings[0] == Finding("input", "5 article(s), 0 duplicate(s)")
    assert findings[3].detail == "fake (no model), licence Apache-2.0"


def test_the_glossary_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text("indonesian\tenglish\tkind\tstrict\nKyiv\tKyiv / Kiev\tplace\tstrict\n")
    changes: dict[str, object] = {"input": [str(SEEDS)], "glossary": "terms.tsv", "forms": ["Kiev"]}
    findings = {one.subject: one for one in check(load(write_config(tmp_path, changes)), Selection())}
    assert findings["glossary"] == Finding("glossary", f"{tmp_path / 'terms.tsv'}, 1 entries, 1 of them strict")
    found = faults(load(write_config(tmp_path, {**changes, "forms": ["Kief", "Kyif"]})))
    assert found["glossary"].startswith(f"{tmp_path / 'terms.tsv'}: forms: 2 fault(s):\n")
    found = faults(load(write_config(tmp_path, {**changes, "glossary": "gone.tsv"})))
    assert list(found) == ["glossary"]
    assert "gone.tsv: cannot be read (No such file or directory)" in found["glossary"]
    (tmp_path / "terms.tsv").write_text("indonesian\tenglish\tkind\tstrict\nKyiv\nKyiv\tKyiv\ttown\tno\n")
    assert faults(load(write_config(tmp_path, changes)))["glossary"].count("\n  line ") == 3


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    changes = {
        "input": ["gone"],
        "output": "file/out",
        "translate": {"candidates": ["opus-mt-id-en"]},
    }
    found = faults(load(write_config(tmp_path, changes)))
    assert list(found) == ["input", "output", "models"]
    assert found["input"].startswith(f"{tmp_path / 'gone'}: does not exist")
    assert found["output"] == f"{tmp_path / 'file'} is no folder; move it away or change the config"
    assert "run: jembatan models fetch" in found["models"]


def test_an_unknown_candidate_is_told_with_those_there_are(tmp_path: Path) -> None:
    config = load(write_config(tmp_path, {"input": [str(SEEDS)], "translate": {"candidates": ["opus"]}}))
    assert "no model is called 'opus'; known are opus-mt-id-en" in faults(config)["models"]


def test_records_that_cannot_be_read_are_counted_and_no_fault(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text('{"text": "Harga beras naik hari ini."}\n{oops\n', encoding="utf-8")
    (finding, *_) = check(load(write_config(tmp_path, {"input": ["news.jsonl"]})), Selection())
    assert finding.fault is None
    assert finding.detail.startswith("1 article(s), 0 duplicate(s), 1 that cannot be read, the first: ")


def test_an_unknown_id_is_a_fault(job: Config) -> None:
    assert "--only gone: no article has this id" in faults(job, Selection(only=("gone",)))["input"]


def test_a_folder_of_somebody_else_is_a_fault(job: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer of the system is stood in for: tests may run as root, whom no permission binds."""
    access = os.access
    monkeypatch.setattr("jembatan.check.os.access", lambda path, mode: path != tmp_path and access(path, mode))
    assert faults(job) == dict.fromkeys(
        ("output", "models"), f"{tmp_path} is not writable for this user; change its owner or the config"
    )


def test_a_full_disk_is_a_fault(job: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("jembatan.check.shutil.disk_usage", lambda _: usage(10**12, 10**12 - 10**6, 10**6))
    assert faults(job) == dict.fromkeys(("output", "models"), "less than 0.5 GB free; make room")


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    folder = tmp_path / "weights"
    (folder / "source").mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"w" * 3_000_000)
    (folder / "source" / "config.json").write_bytes(b"c" * 1_000_000)
    return folder


# Of 4 MB of weights, whose config tells nothing: 6.8 times as much.
@pytest.mark.parametrize(("free", "fits"), [(28 * 10**6, True), (26 * 10**6, False)])
def test_the_device_its_free_memory_and_the_batch_are_named(
    job: Config, weights: Path, monkeypatch: pytest.MonkeyPatch, free: int, fits: bool
) -> None:
    one = model(weights)
    monkeypatch.setattr(checks, "locked", lambda _: Locked(one, one))
    monkeypatch.setattr(devices, "describe", lambda name: devices.Device(name, "2 CPU cores", free, 8 * 10**9))
    finding = check(job, Selection())[-1]
    assert finding.subject == "device"
    assert finding.detail == (
        f"cpu (2 CPU cores), 0.0 of 8.0 GB memory free; batches of {job.runtime.batch_size} items, "
        f"{job.runtime.batch_tokens} tokens at a time; the models want about 0.0 GB"
    )
    assert (finding.fault is None) is fits
    if finding.fault is not None:
        assert finding.fault.startswith("the models want about 0.0 GB; free memory")


def test_a_summariser_alone_is_reason_enough_to_look_at_the_device(
    job: Config, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, fake = model(weights, kind="seq2seq"), model(weights, name="fake", kind="fake")
    monkeypatch.setattr(checks, "locked", lambda _: Locked(fake, real))
    assert check(job, Selection())[-1].subject == "device"


def test_a_gpu_that_is_not_there_is_a_fault(tmp_path: Path, weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = model(weights)
    monkeypatch.setattr(checks, "locked", lambda _: Locked(one, one))
    config = load(write_config(tmp_path, {"input": [str(SEEDS)], "runtime": {"device": "cuda:7"}}))
    assert "runtime.device: cuda:7 is not there: ctranslate2 sees " in faults(config)["device"]


def test_grade_licence_and_prompt_of_a_model_are_named(
    tmp_path: Path, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = model(weights)
    monkeypatch.setattr(checks, "locked", lambda _: Locked(one, one))
    changes = {"input": [str(SEEDS)], "summarise": {"candidates": ["fake"], "prompt": "sonnet"}}
    findings = {finding.subject: finding for finding in check(load(write_config(tmp_path, changes)), Selection())}
    assert findings["translate"].detail == (
        "chat (ctranslate2, int8, demo), licence CC-BY-NC-4.0; NOT FOR COMMERCIAL USE."
    )
    assert findings["translate prompt"] == Finding("translate prompt", "news")
    assert findings["summarise prompt"].fault == "prompt: 'sonnet' is not one of news, summary, zero-shot"


def test_a_name_that_no_folder_can_have_is_a_fault(tmp_path: Path) -> None:
    config = load(write_config(tmp_path, {"input": [str(SEEDS)], "output": "o" * 300}))
    assert faults(config) == {"output": "cannot be made (File name too long); change the config"}
