"""What ``plan`` says is what ``run`` then does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from jembatan import pipeline
from jembatan.config import Config
from jembatan.engines.fake import FakeTranslator
from jembatan.engines.protocol import Output
from jembatan.errors import InputError
from jembatan.inputs import Selection
from jembatan.planning import plan
from nights import SEEDS, load, run, write_articles, write_config


@pytest.fixture
def job(tmp_path: Path) -> Config:
    return load(write_config(tmp_path, {"input": [str(SEEDS)]}))


def todo(config: Config, selection: Selection | None = None) -> dict[str, tuple[int, int, int]]:
    """Items, missing ones and batches by stage; of the repair only what is missing."""
    found = plan(config, selection or Selection())
    return {
        stage.stage: (stage.items, stage.missing, stage.batches)
        for stage in found.stages
        if stage.missing or not stage.stage.startswith("repair")
    }


def test_before_the_first_night_all_is_missing_and_the_time_unknown(job: Config) -> None:
    found = plan(job, Selection())
    assert (found.articles, found.duplicates, found.failures) == (5, 0, ())
    assert [(stage.stage, stage.missing, stage.seconds) for stage in found.stages] == [
        ("translate", 144, None),
        ("summarise", 5, None),
    ]


def test_a_plan_is_what_a_run_does(job: Config) -> None:
    planned = todo(job)
    night = run(job)
    for stage, (_, missing, batches) in planned.items():
        recorded = json.loads((night.folder / f"plan-{stage}.json").read_text(encoding="utf-8"))["batches"]
        assert (sum(len(batch) for batch in recorded), len(recorded)) == (missing, batches)
    assert todo(job) == {"translate": (144, 0, 0), "summarise": (5, 0, 0)}
    assert plan(job, Selection()).bundle == str(night.published.folder if night.published else None)


def test_a_changed_setting_of_the_summaries_leaves_the_translations(job: Config, tmp_path: Path) -> None:
    run(job)
    assert todo(load(tmp_path / "job.yaml", "summarise.length_penalty=2.0")) == {
        "translate": (144, 0, 0),
        "summarise": (5, 5, 1 if job.runtime.summary_batch_size >= 5 else -(-5 // job.runtime.summary_batch_size)),
    }


def test_one_new_article_is_all_that_is_missing(tmp_path: Path) -> None:
    write_articles(tmp_path, {"satu": "Harga beras naik lagi hari ini."})
    config = load(write_config(tmp_path))
    run(config)
    write_articles(tmp_path, {"dua": "Banjir menutup jalan tol itu. Polisi mengalihkan kendaraan."})
    assert todo(config) == {"translate": (3, 2, 1), "summarise": (2, 1, 1)}


def test_summaries_that_an_interrupted_night_did_not_come_to_are_missing(
    job: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> FakeTranslator:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "load_summariser", stop)
        with pytest.raises(KeyboardInterrupt):
            run(job)
    assert {stage: missing for stage, (_, missing, _) in todo(job).items()} == {"translate": 0, "summarise": 5}


def test_repairs_that_an_interrupted_night_did_not_come_to_are_missing_and_hide_the_rest(
    job: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(FakeTranslator):
        """Does its own stage, and is interrupted when the ladder asks for alternatives."""

        def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
            if n_best > 1:
                raise KeyboardInterrupt
            return super().translate(sentences, n_best)

    before = plan(job, Selection())
    assert [stage.stage for stage in before.stages] == ["translate", "summarise"]
    assert before.notes == (
        "repair: not known yet for the 144 sentence(s) without a translation; it takes up those whose checks fail",
    )
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "load_translator", lambda *_: Stop())
        with pytest.raises(KeyboardInterrupt):
            run(job)
    found = plan(job, Selection())
    translate, again, *_, summarise = found.stages
    assert (translate.missing, again.stage) == (0, "repair-again")
    assert again.missing == again.items > 0
    assert summarise.missing == 5
    assert found.notes == ("repair: what this rung does not mend goes on to the next, whose work is not known yet",)
    run(job)
    after = plan(job, Selection())
    assert [stage.stage for stage in after.stages] == ["translate", "repair-again", "repair-split", "summarise"]
    assert ([stage.missing for stage in after.stages], after.notes) == ([0] * 4, ())


def test_the_time_is_told_by_the_pace_so_far(job: Config, tmp_path: Path) -> None:
    run(job)
    write_articles(tmp_path, {"baru": "Ini kalimat yang baru saja datang dari daerah itu."})
    more = load(tmp_path / "job.yaml", f"input=[{SEEDS}, news]")
    translate, *_, summarise = plan(more, Selection()).stages
    assert (translate.missing, summarise.missing) == (1, 1)
    assert translate.seconds is not None
    assert summarise.seconds is not None
    assert 0 < translate.seconds < 60
    assert 0 < summarise.seconds < 60


def test_a_plan_loads_no_engine_and_starts_no_run(job: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded(*_: object) -> FakeTranslator:
        raise AssertionError("plan loads no model")

    monkeypatch.setattr(pipeline, "load_translator", loaded)
    monkeypatch.setattr(pipeline, "load_summariser", loaded)
    plan(job, Selection())
    assert not (job.output / "runs").exists()
    assert not (job.output / "bundles").exists()


def test_a_part_is_planned_as_a_part(job: Config) -> None:
    found = plan(job, Selection(only=("korut-kirim-tentara-lagi",)))
    assert found.articles == 1
    assert found.bundle.endswith("-partial")
    with pytest.raises(InputError, match="no article has this id"):
        plan(job, Selection(only=("tidak-ada",)))
