"""When the whole of a sharded night may be published."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from jembatan import runs, shards
from jembatan.config import Config
from jembatan.errors import MergeRefused
from jembatan.inputs import Selection
from jembatan.runs import Shard
from nights import load, write_config

NOW = datetime(2024, 12, 5, 1, 0, 0)


@pytest.fixture
def job(tmp_path: Path) -> Config:
    return load(write_config(tmp_path))


def end(config: Config, shard: Shard, now: datetime = NOW) -> None:
    night = shards.night_digest(config, Selection(shard), now)
    runs.start(config.output / "runs", config.name, shard, now).finish({"night": night})


def test_the_digest_is_of_the_day_the_job_and_the_selection_and_not_of_the_shard(job: Config, tmp_path: Path) -> None:
    tonight = shards.night_digest(job, Selection(Shard(1, 3)), NOW)
    assert shards.night_digest(job, Selection(Shard(3, 3)), NOW.replace(hour=5)) == tonight
    faster = load(tmp_path / "job.yaml", "runtime.batch_size=1")
    assert shards.night_digest(faster, Selection(), NOW) == tonight
    others = [
        shards.night_digest(job, Selection(), NOW.replace(day=6)),
        shards.night_digest(job, Selection(limit=5), NOW),
        shards.night_digest(job, Selection(only=("a",)), NOW),
        shards.night_digest(load(tmp_path / "job.yaml", "translate.beam_size=1"), Selection(), NOW),
    ]
    assert len({tonight, *others}) == 5


def test_all_have_ended_when_each_has(job: Config) -> None:
    mine = Selection(Shard(2, 2))
    end(job, Shard(2, 2))
    assert not shards.all_ended(job, mine, NOW)
    end(job, Shard(1, 2), NOW.replace(day=4))
    assert not shards.all_ended(job, mine, NOW)
    end(job, Shard(1, 2))
    assert shards.all_ended(job, mine, NOW)


def test_a_merge_wants_all_of_one_count(job: Config) -> None:
    with pytest.raises(MergeRefused, match="no shard of this night has ended"):
        shards.require_all(job, Selection(), NOW)
    end(job, Shard(1, 3))
    with pytest.raises(MergeRefused, match="1 of 3 shards of this night have ended"):
        shards.require_all(job, Selection(), NOW)
    end(job, Shard(1, 2))
    end(job, Shard(2, 2))
    shards.require_all(job, Selection(), NOW)
