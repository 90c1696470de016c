"""Files of a model on disk: which belong to it, their digests, and whether they are still what was recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from jembatan.config import ModelKind
from jembatan.errors import OriginRefused

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was when it was verified. ``path`` is relative to its folder, with ``/``; ``mtime_ns`` its time of
    change, which tells cheaply that nobody has touched it since."""

    path: str
    sha256: str
    size: int
    mtime_ns: int


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: tuple[tuple[str, ...], ...]
    companions: tuple[str, ...]
    required: dict[str, tuple[tuple[str, ...], ...]]


@cache
def _rules() -> _Rules:
    text = resources.files(__package__).joinpath("hub_files.yaml").read_text(encoding="utf-8")
    return _Rules.model_validate(yaml.safe_load(text))


def wanted(names: Iterable[str], kind: ModelKind, where: str) -> tuple[str, ...]:
    """Which of ``names`` (files at the top of a repository or folder) make a model of this kind, sorted.

    Raises OriginRefused naming ``where`` when weights or a tokeniser are missing, or when several GGUF files are there.
    """
    present = sorted(names)
    rules = _rules()
    weights: list[str] = []
    for group in rules.weights:
        if any(fnmatchcase(name, group[0]) for name in present):
            weights = [name for name in present if any(fnmatchcase(name, pattern) for pattern in group)]
            break
    if not weights:
        raise OriginRefused(f"{where}: no weights there (model.safetensors, pytorch_model.bin or a .gguf file)")
    if all(name.endswith(".gguf") for name in weights):
        if len(weights) > 1:
            raise OriginRefused(
                f"{where}: several GGUF files ({', '.join(weights)}); keep the one that you want in a folder"
            )
        return tuple(weights)
    for alternatives in rules.required[kind]:
        if not any(name in present for name in alternatives):
            raise OriginRefused(f"{where}: not a complete {kind} model: {' or '.join(alternatives)} is missing")
    return tuple(sorted({*weights, *(name for name in rules.companions if name in present)}))


def is_pickle(path: str) -> bool:
    """Whether the file holds pickled weights, which are never loaded as they are."""
    return path.endswith(".bin")


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def git_blob_id(path: Path) -> str:
    """The name git gives a file's content: the sha1 of ``blob <size>\\0`` and the bytes."""
    digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def record(folder: Path, path: str, sha256: str | None = None) -> FileRecord:
    """Record a file as it is now; a ``sha256`` that was just computed is not computed again."""
    stat = (folder / path).stat()
    return FileRecord(path, sha256 or sha256_of(folder / path), stat.st_size, stat.st_mtime_ns)


def record_all(folder: Path) -> tuple[FileRecord, ...]:
    """Record every file below a folder, sorted by path."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return tuple(record(folder, path) for path in sorted(paths))


def digest_of(files: Sequence[FileRecord]) -> str:
    """One digest for a model: that of its only file, or the sha256 of the listing that ``sha256sum`` prints of all
    its files sorted by path, because a tokeniser or a config changes results as much as weights do."""
    if len(files) == 1:
        return files[0].sha256
    listing = "".join(f"{file.sha256}  {file.path}\n" for file in sorted(files, key=lambda file: file.path))
    return hashlib.sha256(listing.encode()).hexdigest()


def touched(folder: Path, files: Sequence[FileRecord]) -> list[str]:
    """What a cheap look (existence, size, time of change) finds amiss, one sentence for each file."""
    findings = []
    for file in files:
        path = folder / file.path
        try:
            stat = path.stat()
        except OSError:
            findings.append(f"{path} is missing")
            continue
        if (stat.st_size, stat.st_mtime_ns) != (file.size, file.mtime_ns):
            findings.append(f"{path} was changed since it was verified")
    return findings


def altered(folder: Path, files: Sequence[FileRecord]) -> list[str]:
    """What reading every byte finds amiss, one sentence for each file."""
    findings = []
    for file in files:
        path = folder / file.path
        try:
            found = sha256_of(path)
        except OSError as error:
            findings.append(f"{path} cannot be read ({error.strerror})")
            continue
        if found != file.sha256:
            findings.append(f"{path} has sha256 {found}, recorded is {file.sha256}")
    return findings
