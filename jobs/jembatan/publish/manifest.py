"""``manifest.json``: what a bundle holds and what made it. It is written last: a folder without it is not published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from jembatan.publish.index import Counts
from jembatan.publish.provenance import Provenance
from jembatan.publish.schema import VERSION as BUNDLE_VERSION
from jembatan.records import Duplicate, Failure

NAME = "manifest.json"

VERSION = 1
"""Of the manifest's own schema. Fields may be added within a version."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One published file: ``sha256`` in hexadecimal, ``size`` in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Troubles:
    """All that could not be done, and all that was read twice: the lists of the overview page."""

    failures: tuple[Failure, ...]
    duplicates: tuple[Duplicate, ...]


class Published(TypedDict):
    """The part of a manifest that is read again: the job, the digest of the content, and the files by name."""

    config: str
    digest: str
    files: dict[str, FileEntry]


def content(
    files: Mapping[str, FileEntry], counts: Counts, troubles: Troubles, provenance: Provenance
) -> dict[str, object]:
    """All of a manifest but the digest and the run times: what makes two bundles equal or not."""
    return {
        "schema": VERSION,
        "bundle_schema": BUNDLE_VERSION,
        "date": provenance.date,
        "config": provenance.config_name,
        "signature": provenance.signature,
        "jembatan": provenance.jembatan_version,
        "engines": [{**asdict(engine), "libraries": dict(engine.libraries)} for engine in provenance.engines],
        "libraries": dict(provenance.libraries),
        "settings": dict(provenance.settings),
        "counts": asdict(counts),
        **asdict(troubles),
        "files": {name: asdict(files[name]) for name in sorted(files)},
    }


def digest(content: Mapping[str, object]) -> str:
    """sha256 of the content in canonical JSON. The content holds the digest of every file."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def render(content: Mapping[str, object], provenance: Provenance) -> str:
    """The manifest as it is written. ``run`` is volatile and no part of the digest."""
    return json.dumps({**content, "digest": digest(content), "run": asdict(provenance.run)}, indent=2) + "\n"


def read(folder: Path) -> Published | None:
    """The manifest of a folder, or None where there is none that can be read: then it is not a published bundle."""
    try:
        return TypeAdapter(Published).validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):
        return None


def is_intact(folder: Path, published: Published) -> bool:
    """Whether a folder holds exactly the files that its manifest lists, unchanged."""
    try:
        if {entry.name for entry in folder.iterdir()} != {NAME, *published["files"]}:
            return False
        return all(measure(folder / name) == entry for name, entry in published["files"].items())
    except OSError:
        return False


def measure(path: Path) -> FileEntry:
    """The digest and size of a file. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return FileEntry(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)
