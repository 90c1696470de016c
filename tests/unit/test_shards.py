"""When the whole of a sharded night may be published."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from glossary_samples import write
from jembatan import runs, shards
from jembatan.config import Config
from jembatan.errors import MergeRefused
from jembatan.glossary import file
from jembatan.inputs import Selection
from jembatan.runs import Shard
from nights import load, write_config

NOW = datetime(2024, 12, 5, 1, 0, 0)


@pytest.fixture
def job(tmp_path: Path) -> Config:
    return load(write_config(tmp_path))


def end(config: Config, shard: Shard, now: datetime = NOW) -> None:
    glossary = file.load(config.glossary) if config.glossary else None
    made = shards.result(config, Selection(shard), now, glossary)
    runs.start(config.output / "runs", config.name, shard, now).finish(made)


def test_the_digest_is_of_the_day_the_job_the_selection_and_the_glossary_and_not_of_the_shard(
    job: Config, tmp_path: Path
) -> None:
    tonight = shards.night_digest(job, Selection(Shard(1, 3)), NOW, "g")
    assert shards.night_digest(job, Selection(Shard(3, 3)), NOW.replace(hour=5), "g") == tonight
    faster = load(tmp_path / "job.yaml", "runtime.batch_size=1")
    assert shards.night_digest(faster, Selection(), NOW, "g") == tonight
    others = [
        shards.night_digest(job, Selection(), NOW.replace(day=6), "g"),
        shards.night_digest(job, Selection(limit=5), NOW, "g"),
        shards.night_digest(job, Selection(only=("a",)), NOW, "g"),
        shards.night_digest(load(tmp_path / "job.yaml", "translate.beam_size=1"), Selection(), NOW, "g"),
    ]
    others += [shards.night_digest(job, Selection(), NOW, content) for content in ("edited", None)]
    assert len({tonight, *others}) == 7


def test_all_have_ended_when_each_has(job: Config) -> None:
    mine = Selection(Shard(2, 2))
    end(job, Shard(2, 2))
    assert shards.ended_day(job, mine, NOW) is None
    end(job, Shard(1, 2), NOW.replace(day=4))
    assert shards.ended_day(job, mine, NOW) is None
    end(job, Shard(1, 2))
    assert shards.ended_day(job, mine, NOW) == NOW.date()


def test_a_merge_wants_all_of_one_count(job: Config) -> None:
    with pytest.raises(MergeRefused, match="no shard of this night has ended"):
        shards.require_all(job, Selection(), NOW)
    end(job, Shard(1, 3))
    with pytest.raises(MergeRefused, match="1 of 3 shards of this night have ended"):
        shards.require_all(job, Selection(), NOW)
    end(job, Shard(1, 2))
    end(job, Shard(2, 2))
    shards.require_all(job, Selection(), NOW)


@pytest.mark.parametrize("first", [1, 2])
def test_a_night_over_midnight_is_one_night_of_its_first_day(job: Config, first: int) -> None:
    before, after = datetime(2024, 12, 4, 23, 50), datetime(2024, 12, 5, 0, 10)
    end(job, Shard(first, 2), before)
    assert shards.ended_day(job, Selection(Shard(first, 2)), before) is None
    end(job, Shard(3 - first, 2), after)
    # Whichever of the two comes to its end last, and a merge in the morning, publish the same day.
    for now in (before, after, datetime(2024, 12, 5, 7, 0)):
        assert shards.ended_day(job, Selection(Shard(1, 2)), now) == before.date()
        assert shards.require_all(job, Selection(), now) == before.date()
    with pytest.raises(MergeRefused):
        shards.require_all(job, Selection(), datetime(2024, 12, 6, 0, 10))


def test_a_glossary_that_was_edited_between_two_shards_is_told(tmp_path: Path) -> None:
    terms = write(tmp_path / "terms.tsv", "Rusia | Russia | country | strict")
    job = load(write_config(tmp_path), f"glossary={terms}")
    mine = Selection(Shard(2, 2))
    end(job, Shard(1, 2))
    assert shards.to_come(job, mine, NOW) == "another shard is still to come; the last one publishes"

    write(terms, "Rusia | Russia / Russian | country | strict")
    end(job, Shard(2, 2))
    told = (
        f"{terms} was edited since these shards of this night ended: 1/2; "
        "run them again, so that the whole night has one glossary"
    )
    assert shards.ended_day(job, mine, NOW) is None
    assert shards.to_come(job, mine, NOW) == told
    with pytest.raises(MergeRefused) as refused:
        shards.require_all(job, Selection(), NOW)
    assert str(refused.value) == f"{told}, then --merge again"

    # Another comment is no other content.
    terms.write_text(f"# Countries.\n{terms.read_text(encoding='utf-8')}", encoding="utf-8")
    end(job, Shard(1, 2), NOW.replace(hour=2))
    assert shards.ended_day(job, mine, NOW) == NOW.date()
    assert shards.require_all(job, Selection(), NOW) == NOW.date()


def test_over_midnight_an_edited_glossary_is_told_too(tmp_path: Path) -> None:
    terms = write(tmp_path / "terms.tsv", "Rusia | Russia | country | strict")
    job = load(write_config(tmp_path), f"glossary={terms}")
    end(job, Shard(1, 2), datetime(2024, 12, 4, 23, 50))
    write(terms, "Rusia | the Russians | country | strict")
    end(job, Shard(2, 2), datetime(2024, 12, 5, 0, 10))
    with pytest.raises(MergeRefused, match="was edited since these shards of this night ended: 1/2"):
        shards.require_all(job, Selection(), NOW)
