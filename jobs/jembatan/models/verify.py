"""``jembatan models verify``: every byte of every file in the lock, read again."""

from __future__ import annotations

from pathlib import Path

from jembatan.models.files import altered
from jembatan.models.lock import read


def verify(models: Path) -> list[str]:
    """Read all fetched and prepared files of a models folder; returns one sentence for each file that is missing or
    differs from the lock, so that an empty list says: all as recorded. Raises ModelError where the lock itself cannot
    be read."""
    lock = read(models)
    findings: list[str] = []
    for fetched in lock.models.values():
        findings += altered(models / fetched.folder, fetched.files)
    for prepared in lock.prepared.values():
        findings += altered(models / prepared.folder, prepared.files)
    return findings
