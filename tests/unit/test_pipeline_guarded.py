"""A night between its guards: the canary before the first batch, the gate after the bundle was published."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from jembatan import gate, pipeline
from jembatan.canary import flight
from jembatan.canary.sentences import fixed
from jembatan.config import Config
from jembatan.engines.fake import FakeTranslator
from jembatan.engines.protocol import Output
from jembatan.errors import CanaryChanged
from jembatan.gate import Judgement
from jembatan.inputs import Selection
from jembatan.planning import plan
from jembatan.records import Hypothesis
from jembatan.runs import Shard
from nights import SEEDS, Listener, contents, load, run, write_articles, write_config

TEXTS = fixed().texts
GOOD = {"satu": "Harga naik.\n\nPedagang mengeluh kepada wartawan.\n\nPembeli diam saja hari itu.\n"}


class Upgraded(FakeTranslator):
    """Writes all in capitals, as if a library had changed."""

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
        found = super().translate(sentences, n_best)
        return [Output(tuple(Hypothesis(one.text.upper(), one.score) for one in made.hypotheses)) for made in found]


@pytest.fixture
def job(tmp_path: Path) -> Config:
    write_articles(tmp_path, GOOD)
    return load(write_config(tmp_path))


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[FakeTranslator]:
    """Every translator that was loaded."""
    engines: list[FakeTranslator] = []

    def load_one(*_: object) -> FakeTranslator:
        engines.append(FakeTranslator())
        return engines[-1]

    monkeypatch.setattr(pipeline, "load_translator", load_one)
    return engines


def heard(config: Config, selection: Selection | None = None) -> tuple[pipeline.Night, Listener]:
    listener = Listener()
    return pipeline.run(config, selection or Selection(), listener), listener


def published(night: pipeline.Night) -> Path:
    assert night.published is not None
    return night.published.folder


def test_the_canary_flies_first_and_on_the_engine_that_then_translates(
    job: Config, loaded: list[FakeTranslator]
) -> None:
    night, listener = heard(job)
    (engine,) = loaded
    assert engine.calls[0] == TEXTS
    assert len(engine.calls) == 2
    assert (night.canary, night.exit_code, night.computed) == ("recorded", 0, 4)
    assert listener.steps[:3] == [("canary", 0, 12), ("canary", 12, 12), ("translate", 0, 3)]
    plans = json.loads((night.folder / "plan-translate.json").read_text(encoding="utf-8"))["batches"]
    assert [len(batch) for batch in plans] == [3]


def test_a_night_with_nothing_to_translate_has_no_canary(
    job: Config, tmp_path: Path, loaded: list[FakeTranslator]
) -> None:
    heard(job)
    night, listener = heard(job)
    assert (len(loaded), night.canary, listener.notices, listener.notes) == (1, None, [], [])
    assert {name: count for name, count in night.counts().items() if name.startswith("canary")} == {
        "canary_same": 0,
        "canary_recorded": 0,
        "canary_changed": 0,
        "canary_gibberish": 0,
        "canary_failed": 0,
    }
    # Its summaries are made anew, its sentences are not.
    assert heard(load(tmp_path / "job.yaml", "summarise.length_penalty=2.0"))[0].canary is None


def test_a_canary_that_is_off_does_not_fly(job: Config, tmp_path: Path, loaded: list[FakeTranslator]) -> None:
    night, listener = heard(load(tmp_path / "job.yaml", "canary=off"))
    assert (night.canary, listener.notices, len(loaded[0].calls)) == (None, [], 1)
    assert not (job.output / "canary").exists()


def test_the_canary_changes_no_byte_of_a_night(tmp_path: Path) -> None:
    path = write_config(tmp_path, {"input": [str(SEEDS)], "runtime": {"batch_size": 7}})
    first, second, off = (
        run(load(path, "output=stopping")),
        run(load(path, "output=warning", "canary=warn")),
        run(load(path, "output=without", "canary=off")),
    )
    assert contents(published(first)) == contents(published(second)) == contents(published(off))
    plans = [(night.folder / "plan-translate.json").read_bytes() for night in (first, second, off)]
    assert plans[0] == plans[1] == plans[2]


def test_a_changed_canary_stops_the_night_until_somebody_accepts_it(
    job: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(job)
    before = contents(job.output / "bundles" / next((job.output / "bundles").iterdir()).name, but=())
    write_articles(tmp_path, {"dua": "Banjir menutup jalan tol itu sejak pagi.\n"})
    engines: list[Upgraded] = []

    def upgraded(*_: object) -> Upgraded:
        engines.append(Upgraded())
        return engines[-1]

    monkeypatch.setattr(pipeline, "load_translator", upgraded)
    for _ in range(2):
        with pytest.raises(CanaryChanged, match="12 of 12 fixed sentences come out otherwise than recorded"):
            run(job)
    assert [engine.calls for engine in engines] == [[TEXTS], [TEXTS]]  # and none of the night's own
    assert contents(next((job.output / "bundles").iterdir()), but=()) == before
    assert plan(job, Selection()).stages[0].missing == 1
    warned, listener = heard(load(tmp_path / "job.yaml", "canary=warn", "output=other"))
    assert warned.canary == "recorded"  # another output folder, another recording
    assert flight.fly(pipeline.build_stages(job).translate, job, accept=True).state == "recorded"
    night, listener = heard(job)
    assert (night.canary, night.computed) == ("same", 2)
    assert [line.startswith("canary: as recorded on ") for line in listener.notes] == [True]
    assert not any(line.startswith("canary") for line in listener.notices)


def test_with_a_warning_the_night_goes_on_and_wants_a_person(
    job: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(job).exit_code == 0
    write_articles(tmp_path, {"dua": GOOD["satu"].replace("Harga", "Ongkos")})
    monkeypatch.setattr(pipeline, "load_translator", lambda *_: Upgraded())
    night, listener = heard(load(tmp_path / "job.yaml", "canary=warn"))
    assert {bundle.status for bundle in night.bundles} == {"ok"}
    assert (night.canary, night.exit_code, night.counts()["canary_changed"]) == ("changed", 3, 1)
    assert listener.notices[0].startswith("canary: 12 of 12 fixed sentences come out otherwise")


def test_gibberish_wants_a_person_and_does_not_stop_the_night(job: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    class Mad(FakeTranslator):
        def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
            found = super().translate(sentences, n_best)
            return [Output((Hypothesis("the " * 30),)) for _ in found] if tuple(sentences) == TEXTS else found

    monkeypatch.setattr(pipeline, "load_translator", lambda *_: Mad())
    night, listener = heard(job)
    assert (night.canary, night.exit_code) == ("gibberish", 3)
    assert "read the bundle before anybody uses it" in listener.notices[0]


def test_shards_share_a_recording_and_the_last_one_publishes(tmp_path: Path) -> None:
    config = load(write_config(tmp_path, {"input": [str(SEEDS)]}))
    found = [heard(config, Selection(Shard(number, 2))) for number in (1, 2)]
    assert [night.published is not None for night, _ in found] == [False, True]
    assert found[0][0].canary == "recorded"
    assert any(note.startswith("canary: as recorded") for note in found[1][1].notes)
    assert len(list((config.output / "canary").iterdir())) == 1


def test_a_shard_that_is_run_past_its_canary_is_still_of_the_same_night(tmp_path: Path) -> None:
    path = write_config(tmp_path, {"input": [str(SEEDS)]})
    assert run(load(path), Shard(1, 2)).published is None
    assert run(load(path, "canary=off"), Shard(2, 2)).published is not None


def gated(folder: Path, monkeypatch: pytest.MonkeyPatch, answers: Mapping[str, object], code: int) -> Config:
    """A job whose gate is a script that writes down what it was asked, and answers."""
    judge = folder / "judge.py"
    lines = [
        "import pathlib, sys",
        f"asked = pathlib.Path({str(folder / 'asked')!r})",
        "asked.write_text((asked.read_text() if asked.exists() else '') + sys.argv[1] + '\\n')",
        "assert (pathlib.Path(sys.argv[1]) / 'manifest.json').is_file()",
        f"print({json.dumps(answers)!r})",
        f"sys.exit({code})",
    ]
    judge.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(gate, "COMMAND", (sys.executable, str(judge)))
    write_articles(folder, GOOD)
    return load(write_config(folder, {"gate": "gate.yaml"}))


def asked(folder: Path) -> list[str]:
    return (folder / "asked").read_text().splitlines() if (folder / "asked").exists() else []


def test_a_bundle_that_passes_the_gate_is_a_good_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = gated(tmp_path, monkeypatch, {"passed": True, "reasons": []}, 0)
    night, listener = heard(config)
    assert (night.gate, night.exit_code, night.counts()["gate_passed"]) == (Judgement("passed"), 0, 1)
    assert listener.notes == ["gate: passed"]
    again, _ = heard(config)
    assert again.published is not None
    assert (again.published.changed, again.gate) == (False, Judgement("passed"))
    assert asked(tmp_path) == [str(published(night))] * 2


def test_a_bundle_that_fails_the_gate_is_published_and_wants_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = gated(tmp_path, monkeypatch, {"passed": False, "reasons": ["BLEU fell by 4.1"]}, 3)
    night, listener = heard(config)
    assert (published(night) / "manifest.json").is_file()
    assert {bundle.status for bundle in night.bundles} == {"ok"}
    assert (night.exit_code, night.counts()["gate_passed"]) == (3, 0)
    assert listener.notices[-1] == "gate: failed\n  BLEU fell by 4.1"
    finished = json.loads((night.folder / "finished.json").read_text(encoding="utf-8"))
    assert (finished["exit_code"], finished["gate_passed"]) == (3, 0)


def test_a_bundle_that_cannot_be_judged_wants_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night, listener = heard(gated(tmp_path, monkeypatch, {}, 2))
    assert night.exit_code == 3
    assert listener.notices[-1].startswith("gate: the bundle could not be judged\n  exit code 2")


def test_a_shard_that_does_not_publish_is_not_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = gated(tmp_path, monkeypatch, {"passed": True, "reasons": []}, 0)
    first = run(config, Shard(1, 2))
    assert (first.gate, asked(tmp_path)) == (None, [])
    assert "gate_passed" not in first.counts()
    last = run(config, Shard(2, 2))
    assert last.gate == Judgement("passed")
    assert asked(tmp_path) == [str(published(last))]


def test_without_a_gate_nothing_is_judged(job: Config) -> None:
    night = run(job)
    assert night.gate is None
    assert "gate_passed" not in night.counts()


def test_a_night_that_is_interrupted_while_it_is_judged_is_judged_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = gated(tmp_path, monkeypatch, {"passed": True, "reasons": []}, 0)

    def interrupted(*_: object) -> Judgement:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(gate, "judge", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run(config)
    night = run(config)
    assert (night.gate, night.computed) == (Judgement("passed"), 0)
