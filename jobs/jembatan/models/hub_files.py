"""Downloading one file of a hub: streamed, resumed where it stopped, verified against what the hub lists.

huggingface_hub throws half a download away when it is interrupted; some of these files have several gigabytes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx2
from huggingface_hub import hf_hub_url
from huggingface_hub.errors import HfHubHTTPError
from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status  # type: ignore[attr-defined]

from jembatan.errors import DigestMismatch, ModelError, OriginUnreachable
from jembatan.models.delivery import Expected
from jembatan.models.files import git_blob_id, sha256_of
from jembatan.models.hub_errors import meaning
from jembatan.models.progress import Reporter

_CONNECT_SECONDS = 4.0
_STALL_SECONDS = 30.0
_ATTEMPTS = 5
_FIRST_ATTEMPTS = 2
_PAUSE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file as the hub lists it: ``sha256`` for large files, ``blob`` (git's sha1 of the content) for the others."""

    path: str
    size: int
    sha256: str | None
    blob: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file is asked for."""

    endpoint: str
    host: str
    repository: str
    commit: str


def download(source: Source, file: HubFile, folder: Path, expected: Expected, reporter: Reporter) -> str:
    """Have a file whole and verified in ``folder``; returns its sha256.

    A resumed file that turns out wrong is fetched once more from its start, because its first half may be what was
    wrong. Raises OriginUnreachable where not one byte comes, ModelError where the hub breaks off later (run again: it
    continues) and DigestMismatch for wrong bytes.
    """
    path = folder / file.path
    if path.is_file() and _agrees(path, file):
        sha256 = sha256_of(path)
        expected.check(file.path, sha256, source.repository)
        return sha256
    path.unlink(missing_ok=True)
    partial = folder / f"{file.path}.part"
    resumed = partial.exists()
    _complete(source, file, partial, reporter)
    if resumed and not _agrees(partial, file):
        partial.unlink()
        _complete(source, file, partial, reporter)
    if not _agrees(partial, file):
        partial.unlink()
        raise DigestMismatch(
            f"{source.host}: {source.repository} delivers other bytes for {file.path} than it lists at "
            f"{source.commit[:8]}; fetch again, and if it stays so, ask whoever runs the network in between"
        )
    sha256 = sha256_of(partial)
    try:
        expected.check(file.path, sha256, source.repository)
    except DigestMismatch:
        partial.unlink()
        raise
    partial.replace(path)
    return sha256


def _complete(source: Source, file: HubFile, partial: Path, reporter: Reporter) -> None:
    """Stream until all bytes are there; only attempts in a row that bring nothing are counted."""
    partial.touch()
    if partial.stat().st_size > file.size:
        partial.write_bytes(b"")
    attempts = 0
    with reporter.bar(file.path, file.size, partial.stat().st_size) as advance:
        while (before := partial.stat().st_size) < file.size:
            try:
                _stream(source, file, partial, advance)
            except (httpx2.HTTPError, OSError) as error:
                if isinstance(error, HfHubHTTPError) and not _passing(error):
                    raise meaning(error, source.host, source.repository) from error
                have = partial.stat().st_size
                attempts = 0 if have > before else attempts + 1
                if have == 0 and attempts >= _FIRST_ATTEMPTS:
                    raise OriginUnreachable(
                        f"{source.host} describes {source.repository}, but its files do not come ({error})"
                    ) from error
                if attempts >= _ATTEMPTS:
                    raise ModelError(
                        f"{source.host} broke off at {have:,} of {file.size:,} bytes of {file.path} ({error}); "
                        "run the same command again, it continues there"
                    ) from error
                time.sleep(attempts * _PAUSE_SECONDS)


def _passing(error: HfHubHTTPError) -> bool:
    return error.response.status_code == httpx2.codes.TOO_MANY_REQUESTS or error.response.status_code >= 500


def _stream(source: Source, file: HubFile, partial: Path, advance: Callable[[int], None]) -> None:
    have = partial.stat().st_size
    headers = {**build_hf_headers(), "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    url = hf_hub_url(source.repository, file.path, revision=source.commit, endpoint=source.endpoint)
    timeout = httpx2.Timeout(_STALL_SECONDS, connect=_CONNECT_SECONDS)
    with get_session().stream("GET", url, headers=headers, timeout=timeout) as response:
        hf_raise_for_status(response)
        from_start = response.status_code != httpx2.codes.PARTIAL_CONTENT
        if from_start:
            advance(-have)
            have = 0
        with partial.open("wb" if from_start else "ab") as target:
            for block in response.iter_bytes():
                target.write(block)
                advance(len(block))
    if partial.stat().st_size == have:
        raise OSError("the answer was empty")


def _agrees(path: Path, file: HubFile) -> bool:
    if path.stat().st_size != file.size:
        return False
    if file.sha256 is not None:
        return sha256_of(path) == file.sha256
    return file.blob is None or git_blob_id(path) == file.blob
