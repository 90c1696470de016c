"""Shards of one night: which have ended, and when the whole may be published."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jembatan import runs
from jembatan.config import Config
from jembatan.errors import MergeRefused
from jembatan.inputs import Selection

_ONE_NIGHT = timedelta(hours=12)


def night_digest(config: Config, selection: Selection, now: datetime) -> str:
    """What the shards of one night have in common: the day, the job and the selected input."""
    # A shard may be run again past a canary that stopped it.
    settings = config.model_dump(mode="json", exclude={"runtime", "canary", "gate"})
    parts = [f"{now:%Y-%m-%d}", settings, selection.limit, selection.only]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def ended_day(config: Config, selection: Selection, now: datetime) -> date | None:
    """The day of the night that all shards of this count have ended, or None where one is to come.

    A night may go over midnight: shards that began within twelve hours are one night, of the earliest's day.
    """
    return _night(config, selection, now, selection.shard.count).day


def require_all(config: Config, selection: Selection, now: datetime) -> date:
    """The day of the night. Raises MergeRefused where a shard of tonight is missing, or none has run."""
    counts = runs.shard_counts(config.output / "runs", config.name)
    nights = {count: _night(config, selection, now, count) for count in counts}
    for night in nights.values():
        if night.day is not None:
            return night.day
    for count, night in nights.items():
        if night.done:
            raise MergeRefused(
                f"{night.done} of {count} shards of this night have ended; run the others, then --merge again"
            )
    raise MergeRefused("no shard of this night has ended; run each with --shard i/n, then --merge")


@dataclass(frozen=True, slots=True)
class _Night:
    done: int
    day: date | None


def _night(config: Config, selection: Selection, now: datetime, count: int) -> _Night:
    ended = runs.ended(config.output / "runs", config.name, count)
    today = night_digest(config, selection, now)
    done = {one.number for one in ended if one.night == today}
    if len(done) == count:
        return _Night(count, now.date())
    local = now.replace(tzinfo=None)
    days = {night_digest(config, selection, now + timedelta(days=shift)) for shift in (-1, 0, 1)}
    near = [one for one in ended if one.night in days and abs(one.started - local) < _ONE_NIGHT]
    done |= {one.number for one in near}
    if len(done) < count:
        return _Night(len(done), None)
    return _Night(count, min(one.started for one in near).date())
