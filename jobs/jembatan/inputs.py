"""Which articles a run works on: read, dealt to shards, chosen, cleaned and segmented."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

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

    Raises InputError for a path that is missing or an ``only`` id that no article has.
    """
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


def _prepared(article: Article) -> Segmented | Failure:
    try:
        return prepare(article)
    except Exception as error:
        # No article, however odd, may stop the night.
        reason = f"cannot be cleaned: {type(error).__name__}: {error}"
        return Failure("clean", reason, article.id, article.path, article.record)


def _dealt_to(article: Article, shard: Shard) -> bool:
    return int(hashlib.sha256(article.id.encode()).hexdigest(), 16) % shard.count == shard.number - 1
