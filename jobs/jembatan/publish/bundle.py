"""Publish a night: pages, ``bundle.jsonl`` and, last, the manifest, as one folder that is replaced as a whole."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jembatan.errors import JembatanError
from jembatan.publish import folder as folders
from jembatan.publish import manifest
from jembatan.publish.content import Bundle
from jembatan.publish.index import all_failures, render_index, tally
from jembatan.publish.jsonl import line, record
from jembatan.publish.page import render_article
from jembatan.publish.provenance import Provenance
from jembatan.records import Duplicate, Failure

_FILE_NAME = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True, slots=True)
class Published:
    """A published bundle. ``changed`` is False where the folder held the same content already and was not touched;
    ``digest`` is of the content without the run times; ``kept`` is where a former folder went that held something
    which was not published by us, or by another job."""

    folder: Path
    changed: bool
    digest: str
    kept: Path | None = None


def publish(
    folder: Path,
    bundles: Sequence[Bundle],
    failures: Sequence[Failure],
    duplicates: Sequence[Duplicate],
    provenance: Provenance,
) -> Published:
    """Write the bundle of a night to ``folder``, whole or not at all, and only if its content differs.

    A former bundle of the same job is replaced. Where the former folder is the bundle of another job, holds files that
    were added or edited by hand, or is no bundle or a link, it is renamed to ``<name>.kept-<n>``. Raises
    JembatanError where ids are not distinct or not safe as file names, or where the folder cannot be written.
    """
    _check_ids(bundles)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folders.recover(folder)
        return _publish(folder, bundles, failures, duplicates, provenance)
    except OSError as error:
        reason = f"{error.strerror}: {error.filename}" if error.strerror and error.filename else str(error)
        raise JembatanError(
            f"{folder}: the bundle cannot be written ({reason}); "
            "check the free space and the permissions of the output folder and run again"
        ) from error


def page_name(article: str) -> str:
    """The file name of an article's page."""
    return f"{article}.html"


def _publish(
    folder: Path,
    bundles: Sequence[Bundle],
    failures: Sequence[Failure],
    duplicates: Sequence[Duplicate],
    provenance: Provenance,
) -> Published:
    staging = folders.staging(folder)
    staging.mkdir()
    files: dict[str, manifest.FileEntry] = {"bundle.jsonl": _write_records(staging, bundles, provenance)}
    for name, text in _pages(bundles, failures, duplicates, provenance):
        # A lone surrogate has no UTF-8; as a character reference it stays visible as a replacement character.
        data = text.encode("utf-8", errors="xmlcharrefreplace")
        (staging / name).write_bytes(data)
        files[name] = manifest.FileEntry(hashlib.sha256(data).hexdigest(), len(data))
    troubles = manifest.Troubles(tuple(all_failures(bundles, failures)), tuple(duplicates))
    content = manifest.content(files, tally(bundles, failures, duplicates), troubles, provenance)
    digest = manifest.digest(content)

    former = manifest.read(folder)
    intact = former is not None and manifest.is_intact(folder, former)
    if former is not None and intact and former["digest"] == digest:
        shutil.rmtree(staging)
        return Published(folder, changed=False, digest=digest)

    for name in files:
        folders.sync(staging / name)
    (staging / manifest.NAME).write_text(manifest.render(content, provenance), encoding="utf-8")
    folders.sync(staging / manifest.NAME)
    folders.sync(staging)
    ours = intact and former is not None and former["config"] == provenance.config_name and not folder.is_symlink()
    kept = folders.keep(folder) if os.path.lexists(folder) and not ours else None
    folders.swap_in(folder)
    return Published(folder, changed=True, digest=digest, kept=kept)


def _write_records(staging: Path, bundles: Sequence[Bundle], provenance: Provenance) -> manifest.FileEntry:
    path = staging / "bundle.jsonl"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line(record(bundle, provenance)) for bundle in bundles)
    return manifest.measure(path)


def _pages(
    bundles: Sequence[Bundle],
    failures: Sequence[Failure],
    duplicates: Sequence[Duplicate],
    provenance: Provenance,
) -> Iterator[tuple[str, str]]:
    yield "index.html", render_index(bundles, failures, duplicates, provenance)
    for bundle in bundles:
        yield page_name(bundle.segmented.article.id), render_article(bundle, provenance)


def _check_ids(bundles: Sequence[Bundle]) -> None:
    seen = {"index"}
    for bundle in bundles:
        article = bundle.segmented.article
        if not _FILE_NAME.fullmatch(article.id):
            raise JembatanError(f"{article.path}: the id {article.id!r} is not safe as a file name; give it another id")
        if article.id.casefold() in seen:
            raise JembatanError(
                f"{article.path}: the id {article.id!r} is taken by another page of the bundle; give it another id"
            )
        seen.add(article.id.casefold())
