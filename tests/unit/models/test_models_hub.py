from __future__ import annotations

import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import huggingface_hub.constants
import pytest
from fetch_notes import Notes
from hub_server import HubServer

from jembatan.config import ModelKind
from jembatan.errors import DigestMismatch, ModelError, OriginRefused, OriginUnreachable
from jembatan.models import hub as hub_module
from jembatan.models.catalogue import HubOrigin, KnownFile, Model
from jembatan.models.delivery import Delivery, Expected
from jembatan.models.hub import Hub

NEW, OLD = "b" * 40, "a1b2c3d4" + "0" * 32
WEIGHTS = bytes(range(256)) * 40
MARIAN = {
    "config.json": b"{}",
    "source.spm": b"s",
    "target.spm": b"t",
    "vocab.json": b"{}",
    "model.safetensors": WEIGHTS,
    "pytorch_model.bin": b"pickle",
    "tf_model.h5": b"tf",
    "modeling_custom.py": b"import os",
    "README.md": b"text",
    "onnx/model.onnx": b"onnx",
}
ORIGIN = HubOrigin(repository="Somebody/tiny")


def model(kind: ModelKind = "marian", files: tuple[KnownFile, ...] = ()) -> Model:
    return Model(name="tiny", kind=kind, roles=("translate",), description="d", licence="MIT", files=files)


def obtain(tmp_path: Path, notes: Notes, expected: Expected | None = None, origin: HubOrigin = ORIGIN) -> Delivery:
    return Hub(notes).obtain(origin, model(), tmp_path, expected or Expected())


def test_only_what_makes_the_model_is_downloaded(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: MARIAN}
    delivery = obtain(tmp_path, notes)
    assert [file.path for file in delivery.files] == [
        "config.json",
        "model.safetensors",
        "source.spm",
        "target.spm",
        "vocab.json",
    ]
    assert delivery.revision == NEW
    assert sorted(path.name for path in delivery.folder.iterdir()) == [file.path for file in delivery.files]
    assert (delivery.folder / "model.safetensors").read_bytes() == WEIGHTS
    assert delivery.files[1].sha256 == hashlib.sha256(WEIGHTS).hexdigest()
    assert not hub.asked("modeling_custom.py")


def test_of_an_encoder_no_other_form_of_its_weights_is_downloaded(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    wanted = ["config.json", "model.safetensors", "sentencepiece.bpe.model", "tokenizer.json", "tokenizer_config.json"]
    beside = ["1_Pooling/config.json", "modules.json", "onnx/model.onnx", "pytorch_model.bin", "tf_model.h5"]
    hub.repositories["Somebody/tiny"] = {NEW: {name: name.encode() for name in [*wanted, *beside]}}
    delivery = Hub(notes).obtain(ORIGIN, model("encoder"), tmp_path, Expected())
    assert [file.path for file in delivery.files] == wanted


def test_a_pickle_is_taken_only_without_safetensors(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: {k: v for k, v in MARIAN.items() if k != "model.safetensors"}}
    assert "pytorch_model.bin" in [file.path for file in obtain(tmp_path, notes).files]


@pytest.mark.parametrize(
    ("revision", "commit"),
    [(None, NEW), ("main", NEW), (OLD, OLD), ("a1b2c3d4", OLD), ("bbbbbbbb", NEW)],
)
def test_a_revision_is_resolved_to_a_commit(hub: HubServer, notes: Notes, revision: str | None, commit: str) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: MARIAN, OLD: {}}
    assert Hub(notes).describe("Somebody/tiny", revision).commit == commit


@pytest.mark.parametrize("revision", ["v2", "cccccccc", "c" * 40])
def test_an_unknown_revision_is_refused(hub: HubServer, notes: Notes, revision: str) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: MARIAN}
    with pytest.raises(OriginRefused, match=r"no such revision"):
        Hub(notes).describe("Somebody/tiny", revision)


def test_a_download_is_resumed_where_it_broke_off(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: {**MARIAN, "config.json": b"{}" * 400}}
    hub.break_after = [100, 50]
    delivery = obtain(tmp_path, notes)
    assert (delivery.folder / "config.json").read_bytes() == b"{}" * 400
    assert [request for request in hub.requests if "config.json" in request] == [
        f"GET /Somebody/tiny/resolve/{NEW}/config.json",
        f"GET /Somebody/tiny/resolve/{NEW}/config.json bytes=100-",
        f"GET /Somebody/tiny/resolve/{NEW}/config.json bytes=150-",
    ]


def test_a_later_fetch_goes_on_where_an_earlier_one_stopped(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: MARIAN}
    hub.break_after = [100, 0, 0, 0, 0, 0]
    hub.repositories["Somebody/tiny"][NEW] = {**MARIAN, "config.json": b"{}" * 400}
    with pytest.raises(ModelError, match=r"broke off at 100 of 800 bytes of config.json.*it continues there"):
        obtain(tmp_path, notes)
    hub.break_after.clear()
    hub.requests.clear()
    assert (obtain(tmp_path, notes).folder / "config.json").read_bytes() == b"{}" * 400
    assert hub.asked("config.json bytes=100-") == 1
    hub.requests.clear()
    obtain(tmp_path, notes)
    assert not hub.asked("/resolve/")


def test_a_server_without_ranges_starts_again(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: {**MARIAN, "config.json": b"{}" * 400}}
    hub.ranges = False
    hub.break_after = [100]
    assert (obtain(tmp_path, notes).folder / "config.json").read_bytes() == b"{}" * 400


def test_a_damaged_first_half_is_fetched_anew(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: MARIAN}
    folder = tmp_path / NEW[:12]
    folder.mkdir()
    (folder / "model.safetensors.part").write_bytes(b"garbage")
    assert (obtain(tmp_path, notes).folder / "model.safetensors").read_bytes() == WEIGHTS


@pytest.mark.parametrize("path", ["model.safetensors", "config.json"])
def test_other_bytes_than_listed_are_an_error(hub: HubServer, tmp_path: Path, notes: Notes, path: str) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: {**MARIAN, "config.json": b'{"a": 1}'}}
    hub.corrupt = {path}
    with pytest.raises(DigestMismatch, match=r"delivers other bytes"):
        obtain(tmp_path, notes)
    assert not list(tmp_path.rglob(f"{path}*"))


def test_other_bytes_than_recorded_are_told_before_the_download(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: MARIAN}
    with pytest.raises(DigestMismatch, match=r"model.safetensors has sha256"):
        obtain(tmp_path, notes, Expected({"model.safetensors": "0" * 64}))
    assert not hub.asked("/resolve/")


def test_a_recorded_commit_holds_when_the_branch_moves(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: {}, OLD: MARIAN}
    assert obtain(tmp_path, notes, Expected(revision=OLD)).revision == OLD


def test_a_known_file_is_downloaded_alone(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: {"a.gguf": b"a", "b.gguf": b"b"}}
    known = KnownFile(path="b.gguf", size=1, sha256=hashlib.sha256(b"b").hexdigest())
    delivery = Hub(notes).obtain(ORIGIN, model("causal", (known,)), tmp_path, Expected())
    assert [file.path for file in delivery.files] == ["b.gguf"]


def test_no_such_repository(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    with pytest.raises(OriginRefused, match=r"has no repository Somebody/tiny"):
        obtain(tmp_path, notes)


@pytest.mark.parametrize(
    ("answer", "error", "reason"),
    [
        ((200, {"Content-Type": "text/html"}, b"<html>log in</html>"), OriginUnreachable, "not as a hub does"),
        ((200, {}, b'{"status": "ok"}'), OriginUnreachable, "not as a hub does"),
        ((200, {}, b"[]"), OriginUnreachable, "not as a hub does"),
        ((503, {}, b""), OriginUnreachable, "HTTP 503"),
        ((429, {}, b""), OriginUnreachable, "HTTP 429"),
        ((407, {}, b""), OriginUnreachable, "HTTP 407"),
        ((403, {}, b"blocked by the firewall"), OriginUnreachable, "HTTP 403"),
        ((403, {"X-Error-Message": "no"}, b"{}"), OriginRefused, "rights of your HF_TOKEN"),
        ((403, {"X-Error-Code": "GatedRepo"}, b"{}"), OriginRefused, "accept its terms"),
        ((404, {}, b""), OriginRefused, "not there, private, or no hub at all"),
    ],
)
def test_answers_are_told_apart(
    hub: HubServer,
    tmp_path: Path,
    notes: Notes,
    answer: tuple[int, dict[str, str], bytes],
    error: type[ModelError],
    reason: str,
) -> None:
    hub.answer = answer
    with pytest.raises(error, match=reason):
        obtain(tmp_path, notes)


def test_files_that_do_not_come_at_all(hub: HubServer, tmp_path: Path, notes: Notes) -> None:
    hub.repositories["Somebody/tiny"] = {NEW: MARIAN}
    hub.break_after = [0, 0]
    with pytest.raises(OriginUnreachable, match=r"its files do not come"):
        obtain(tmp_path, notes)


def test_a_closed_port_is_told_at_once_and_not_asked_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, notes: Notes
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    hub = Hub(notes)
    started = time.monotonic()
    with pytest.raises(OriginUnreachable, match=rf"127.0.0.1:{port} cannot be reached"):
        hub.obtain(ORIGIN, model(), tmp_path, Expected())
    assert time.monotonic() - started < 2
    with socket.create_server(("127.0.0.1", port)), pytest.raises(OriginUnreachable, match=r"cannot be reached"):
        hub.obtain(HubOrigin(repository="Somebody/else"), model(), tmp_path, Expected())


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.getsockname()[1]}")
        yield


def test_a_server_that_never_answers_is_told_within_ten_seconds(hanging: None, tmp_path: Path, notes: Notes) -> None:
    started = time.monotonic()
    with pytest.raises(OriginUnreachable, match=r"did not answer in time"):
        obtain(tmp_path, notes)
    assert time.monotonic() - started < 10


def test_a_server_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, notes: Notes) -> None:
    monkeypatch.setattr(hub_module, "ANSWER_WITHIN", 0.5)
    done = threading.Event()

    def trickle(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            while not done.wait(0.05):
                connection.sendall(b" ")

    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.getsockname()[1]}")
        thread = threading.Thread(target=trickle, args=(server,))
        thread.start()
        with pytest.raises(OriginUnreachable, match=r"did not answer within"):
            obtain(tmp_path, notes)
        done.set()
        thread.join()


def test_offline_mode_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, notes: Notes) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(OriginUnreachable, match=r"HF_HUB_OFFLINE is set"):
        obtain(tmp_path, notes)
