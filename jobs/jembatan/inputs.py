"""Which articles a run works on: read, dealt to shards, chosen, cleaned and segmented."""

from __future__ import annotations

import glob
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from jembatan.articles.prepare import prepare
from jembatan.articles.read import read
from jembatan.config import Config
from jembatan.errors import InputError
from jembatan.records import Article, Duplicate, Failure, Segmented
from jembatan.runs import Shard

WHOLE = Shard()


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of the input that a run works on: a shard, the first ``limit`` articles, ``only`` these ids."""

    shard: Shard = WHOLE
    limit: int | None = None
    only: tuple[str, ...] = ()

    @property
    def partial(self) -> bool:
        """Not the whole input: its bundle must not replace the whole night's."""
        return self.limit is not None or bool(self.only)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was read: the selected ``articles``, cleaned and segmented, and all failures and duplicates."""

    articles: tuple[Segmented, ...]
    failures: tuple[Failure, ...]
    duplicates: tuple[Duplicate, ...]


def load(config: Config, selection: Selection) -> Inputs:
    """Read all inputs and prepare the selected articles; one that breaks the cleaner becomes a Failure.

    Raises InputError for a path that is missing or one of the job's own, and for an ``only`` id that no article has.
    """
    require_apart(config)
    articles: list[Segmented] = []
    failures: list[Failure] = []
    duplicates: list[Duplicate] = []
    seen = set()
    chosen = 0
    for record in read(config.input, config.fields):
        if isinstance(record, Failure):
            failures.append(record)
        elif isinstance(record, Duplicate):
            duplicates.append(record)
        else:
            seen.add(record.id)
            if _dealt_to(record, selection.shard) and (not selection.only or record.id in selection.only):
                chosen += 1
                if selection.limit is None or chosen <= selection.limit:
                    prepared = _prepared(record)
                    if isinstance(prepared, Failure):
                        failures.append(prepared)
                    else:
                        articles.append(prepared)
    unknown = sorted(set(selection.only) - seen)
    if unknown:
        raise InputError(f"--only {unknown[0]}: no article has this id; the ids are the names of the pages of a bundle")
    return Inputs(tuple(articles), tuple(failures), tuple(duplicates))


def require_apart(config: Config) -> None:
    """Raises InputError where the input holds, or lies in, what the job writes: it would read its own pages."""
    written = [config.output / "store", config.output / "runs", config.output / "bundles", config.output / "canary"]
    written.append(config.models)
    own = [Path(os.path.realpath(folder)) for folder in written]
    for entry in config.input:
        # A file may be called like a pattern.
        found = [] if os.path.lexists(entry) else glob.glob(str(entry), recursive=True)  # noqa: PTH207 (any root)
        matches = found or [str(entry)]
        for match in map(Path, map(os.path.realpath, matches)):
            for folder, shown in zip(own, written, strict=True):
                if folder.is_relative_to(match) or match.is_relative_to(folder):
                    raise InputError(
                        f"{entry}: the input and {shown}, which the job writes, lie in one another, so that the next "
                        "night would read its own pages; give another --input, --output or models folder"
                    )


def _prepared(article: Article) -> Segmented | Failure:
    try:
        return prepare(article)
    except Exception as error:
        # No article, however odd, may stop the night.
        reason = f"cannot be cleaned: {type(error).__name__}: {error}"
        return Failure("clean", reason, article.id, article.path, article.record)


def _dealt_to(article: Article, shard: Shard) -> bool:
    return int(hashlib.sha256(article.id.encode()).hexdigest(), 16) % shard.count == shard.number - 1
