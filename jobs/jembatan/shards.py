"""Shards of one night: which have ended, and when the whole may be published."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from jembatan import runs
from jembatan.config import Config
from jembatan.errors import MergeRefused
from jembatan.inputs import Selection


def night_digest(config: Config, selection: Selection, now: datetime) -> str:
    """What the shards of one night have in common: the day, the job and the selected input."""
    settings = config.model_dump(mode="json", exclude={"runtime"})
    parts = [f"{now:%Y-%m-%d}", settings, selection.limit, selection.only]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def all_ended(config: Config, selection: Selection, now: datetime) -> bool:
    """Whether this shard and all its siblings have ended tonight."""
    return _ended(config, selection, now, selection.shard.count) == selection.shard.count


def require_all(config: Config, selection: Selection, now: datetime) -> None:
    """Raises MergeRefused where a shard of tonight is missing, or none has run."""
    counts = runs.shard_counts(config.output / "runs", config.name)
    ended = {count: _ended(config, selection, now, count) for count in counts}
    if any(done == count for count, done in ended.items()):
        return
    for count, done in ended.items():
        if 0 < done < count:
            raise MergeRefused(f"{done} of {count} shards of this night have ended; run the others, then --merge again")
    raise MergeRefused("no shard of this night has ended; run each with --shard i/n, then --merge")


def _ended(config: Config, selection: Selection, now: datetime, count: int) -> int:
    night = night_digest(config, selection, now)
    return len(runs.finished_shards(config.output / "runs", config.name, night, count))
