"""Shards of one night: which have ended, and when the whole may be published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jembatan import runs
from jembatan.config import Config
from jembatan.errors import MergeRefused
from jembatan.glossary import file
from jembatan.glossary.glossary import Glossary
from jembatan.inputs import Selection

_ONE_NIGHT = timedelta(hours=12)
_ONE_DAY = timedelta(days=1)


def night_digest(config: Config, selection: Selection, now: datetime, glossary: object) -> str:
    """What the shards of one night have in common: the day, the job, the selected input and the glossary's content, by
    its digest."""
    # A shard may be run again past a canary that stopped it.
    settings = config.model_dump(mode="json", exclude={"runtime", "canary", "gate"})
    parts = [f"{now:%Y-%m-%d}", settings, selection.limit, selection.only, glossary]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def result(config: Config, selection: Selection, now: datetime, glossary: Glossary | None) -> Mapping[str, object]:
    """What the result of a run says of its night; ``glossary`` is what the run worked with."""
    content = None if glossary is None else glossary.digest
    return {"night": night_digest(config, selection, now, content), "glossary": content}


def ended_day(config: Config, selection: Selection, now: datetime) -> date | None:
    """The day of the night that all shards of this count have ended, or None where one is to come.

    A night may go over midnight: shards that began within twelve hours are one night, of the earliest's day.
    """
    return _night(config, selection, now, selection.shard.count, _content(config)).day


def to_come(config: Config, selection: Selection, now: datetime) -> str:
    """Why the night is not published yet, for whoever watches a shard's run."""
    count = selection.shard.count
    edited = _night(config, selection, now, count, _content(config)).edited
    return _edited(config, edited, count) if edited else "another shard is still to come; the last one publishes"


def require_all(config: Config, selection: Selection, now: datetime) -> date:
    """The day of the night. Raises MergeRefused where a shard of tonight is missing, or none has run, or some had
    another glossary."""
    counts, content = runs.shard_counts(config.output / "runs", config.name), _content(config)
    nights = {count: _night(config, selection, now, count, content) for count in counts}
    for night in nights.values():
        if night.day is not None:
            return night.day
    for count, night in nights.items():
        if night.edited:
            raise MergeRefused(f"{_edited(config, night.edited, count)}, then --merge again")
        if night.done:
            raise MergeRefused(
                f"{night.done} of {count} shards of this night have ended; run the others, then --merge again"
            )
    raise MergeRefused("no shard of this night has ended; run each with --shard i/n, then --merge")


@dataclass(frozen=True, slots=True)
class _Night:
    """How many shards have ended with the glossary as it is now, the day if all have, and which with another one."""

    done: int
    day: date | None
    edited: Sequence[int] = ()


def _night(config: Config, selection: Selection, now: datetime, count: int, content: str | None) -> _Night:
    local = now.replace(tzinfo=None)
    recent = [
        one for one in runs.ended(config.output / "runs", config.name, count) if abs(one.started - local) <= _ONE_DAY
    ]
    today = [one for one in recent if one.night == night_digest(config, selection, now, one.glossary)]
    done = {one.number for one in today if one.glossary == content}
    if len(done) == count:
        return _Night(count, now.date())
    near = [
        one
        for one in recent
        if abs(one.started - local) < _ONE_NIGHT
        and one.night
        in {night_digest(config, selection, now + timedelta(days=shift), one.glossary) for shift in (-1, 0, 1)}
    ]
    same = [one for one in near if one.glossary == content]
    done |= {one.number for one in same}
    if len(done) < count:
        return _Night(len(done), None, sorted({one.number for one in (*today, *near)} - done))
    return _Night(count, min(one.started for one in same).date())


def _content(config: Config) -> str | None:
    return None if config.glossary is None else file.load(config.glossary, config.forms).digest


def _edited(config: Config, numbers: Sequence[int], count: int) -> str:
    shards = ", ".join(f"{number}/{count}" for number in numbers)
    return (
        f"{config.glossary} was edited since these shards of this night ended: {shards}; "
        "run them again, so that the whole night has one glossary"
    )
