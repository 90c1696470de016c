"""The canary over the fake engine: recorded, the same, changed, gibberish, accepted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from canary_samples import Odd

from jembatan.canary import flight
from jembatan.canary.sentences import fixed
from jembatan.config import Config
from jembatan.engines.fake import FakeTranslator
from jembatan.engines.protocol import Output, Translator
from jembatan.errors import CanaryChanged, CanaryError, EngineError, ModelError, OutOfMemory, StoreError
from jembatan.stages.translate import TranslateStage
from nights import Listener, load, write_config

TEXTS = fixed().texts
GIBBERISH = dict.fromkeys(TEXTS[:7], "the " * 20)


@pytest.fixture
def job(tmp_path: Path) -> Config:
    return load(write_config(tmp_path))


def stage(engine: Translator | None = None, settings: Mapping[str, object] | None = None) -> TranslateStage:
    return TranslateStage(FakeTranslator().identity, settings or {}, lambda: engine or FakeTranslator(), 1)


def before(job: Config, engine: Translator | None = None) -> tuple[flight.State, Listener]:
    heard = Listener()
    return flight.before_batches(stage(engine), job, heard.notice, heard.note), heard


def test_the_sentences_are_one_batch_in_their_order(job: Config) -> None:
    engine = FakeTranslator()
    flown = flight.fly(stage(engine), job)
    assert engine.calls == [TEXTS]
    assert [one.source for one in flown.now.sentences] == list(TEXTS)
    assert flown.now.outputs[0] == "[en] Harga beras kembali naik pekan ini."


def test_a_first_flight_is_recorded_with_what_it_was_made_on(job: Config) -> None:
    flown = flight.fly(stage(), job)
    assert (flown.state, flown.stored, flown.changed) == ("recorded", None, ())
    plain = json.loads(flown.path.read_text(encoding="utf-8"))
    assert plain["chosen"] == {
        "model": "fake",
        "kind": "fake",
        "runtime": "fake",
        "precision": "none",
        "settings": {},
        "batch_size": 12,
        "batch_tokens": 2048,
        "sentences": 1,
    }
    assert set(plain["circumstances"]) == {"made", "engine", "machine", "jembatan", "python"}
    assert plain["circumstances"]["machine"]["processor"]
    assert plain["circumstances"]["made"].endswith("+07:00")
    assert flight.stored_for(stage(), job) == flown.now


def test_the_same_is_silence_and_a_line_of_the_log(job: Config) -> None:
    state, heard = before(job)
    assert (state, heard.notes) == ("recorded", [])
    assert heard.notices[0].startswith("canary: recorded what 12 fixed sentences give with fake (")
    recorded = flight.fly(stage(), job).path.read_bytes()
    state, heard = before(job)
    assert (state, heard.notices) == ("same", [])
    assert heard.notes[0].startswith("canary: as recorded on ")
    assert flight.fly(stage(), job).path.read_bytes() == recorded


def test_a_changed_output_stops_and_is_not_recorded(job: Config) -> None:
    recorded = flight.fly(stage(), job).path.read_bytes()
    for _ in range(2):
        with pytest.raises(CanaryChanged) as stopped:
            before(job, Odd({TEXTS[3]: "Four."}))
        told = str(stopped.value)
        assert f"  sentence 4: {TEXTS[3]}\n" in told
        assert "    now:  Four.\n" in told
        assert "nothing that Jembatan records" in told
        assert "jembatan canary CONFIG --accept" in told
        assert "Nothing was translated; with canary: warn a night goes on all the same" in told
    flown = flight.fly(stage(Odd({TEXTS[3]: "Four."})), job)
    assert (flown.state, flown.changed) == ("changed", (3,))
    assert flown.path.read_bytes() == recorded


def test_a_warning_goes_on(job: Config, tmp_path: Path) -> None:
    flight.fly(stage(), job)
    state, heard = before(load(tmp_path / "job.yaml", "canary=warn"), Odd({TEXTS[3]: "Four."}))
    assert state == "changed"
    assert heard.notices[0].endswith("\nThis night goes on all the same (canary: warn)")


def test_what_was_accepted_is_what_later_flights_are_compared_with(job: Config) -> None:
    flight.fly(stage(), job)
    odd = Odd({TEXTS[3]: "Four."})
    accepted = flight.fly(stage(odd), job, accept=True)
    assert (accepted.state, accepted.changed) == ("recorded", (3,))
    assert before(job, odd)[0] == "same"
    with pytest.raises(CanaryChanged):
        before(job)


def test_gibberish_without_a_recording_is_told_and_not_recorded(job: Config) -> None:
    for _ in range(2):
        state, heard = before(job, Odd(GIBBERISH))
        assert state == "gibberish"
        assert "fake gives no translations for most of 12 fixed sentences (7 looping)" in heard.notices[0]
        assert "This was not recorded" in heard.notices[0]
    assert not (job.output / "canary").exists()
    assert before(job)[0] == "recorded"
    with pytest.raises(CanaryChanged, match="plainly no translations now: 7 looping"):
        before(job, Odd(GIBBERISH))


def test_half_of_the_sentences_broken_is_not_most_of_them(job: Config) -> None:
    assert before(job, Odd(dict.fromkeys(TEXTS[:6], "")))[0] == "recorded"


def test_gibberish_may_be_accepted_on_purpose(job: Config) -> None:
    assert flight.fly(stage(Odd(GIBBERISH)), job, accept=True).state == "recorded"
    assert before(job, Odd(GIBBERISH))[0] == "same"


@pytest.mark.parametrize(
    ("override", "state"),
    [
        ("runtime.batch_size=16", "same"),  # of 32 as of 16 the sentences fill no more than one
        ("runtime.batch_size=4", "recorded"),
        ("runtime.batch_tokens=64", "recorded"),
        ("runtime.threads=1", "same"),
        ("summarise.beam_size=1", "same"),
        ("timezone=UTC", "same"),
    ],
)
def test_what_cuts_the_batch_in_another_way_has_a_recording_of_its_own(
    job: Config, tmp_path: Path, override: str, state: str
) -> None:
    flight.fly(stage(), job)
    assert flight.fly(stage(), load(tmp_path / "job.yaml", override)).state == state


def test_other_settings_have_a_recording_of_their_own(job: Config) -> None:
    flight.fly(stage(settings={"beam_size": 4}), job)
    other = flight.fly(stage(Odd({TEXTS[0]: "One."}), settings={"beam_size": 2}), job)
    assert other.state == "recorded"
    assert len(list((job.output / "canary").iterdir())) == 2


def test_a_damaged_recording_is_told_before_the_engine_is_asked_and_accepting_mends_it(
    job: Config, tmp_path: Path
) -> None:
    path = flight.fly(stage(), job).path
    path.write_text("{", encoding="utf-8")
    engine = FakeTranslator()
    with pytest.raises(StoreError, match="is damaged"):
        before(job, engine)
    assert engine.calls == []
    state, heard = before(load(tmp_path / "job.yaml", "canary=warn"))
    assert state == "failed"
    assert "is damaged" in heard.notices[0]
    assert flight.fly(stage(), job, accept=True).state == "recorded"
    assert before(job)[0] == "same"


class Broken(FakeTranslator):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
        raise self._error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OutOfMemory("2 GB are gone"), "2 GB are gone"),
        (EngineError("no"), "no"),
        (MemoryError("all"), "MemoryError: all"),
        (ZeroDivisionError("a bug"), "ZeroDivisionError: a bug"),
    ],
)
def test_an_engine_that_fails_stops_the_night_or_is_told(
    job: Config, tmp_path: Path, error: Exception, reason: str
) -> None:
    with pytest.raises(CanaryError, match=f"the engine failed on the fixed sentences .{reason}.*runtime.batch_tokens"):
        before(job, Broken(error))
    state, heard = before(load(tmp_path / "job.yaml", "canary=warn"), Broken(error))
    assert state == "failed"
    assert reason in heard.notices[0]


def test_a_model_that_cannot_be_loaded_is_no_matter_of_the_canary(job: Config, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="gone"):
        before(load(tmp_path / "job.yaml", "canary=warn"), Broken(ModelError("gone")))


def test_an_engine_that_loses_a_sentence_is_told(job: Config) -> None:
    class Short(FakeTranslator):
        def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
            return super().translate(sentences, n_best)[1:]

    with pytest.raises(CanaryError, match="11 results for 12 sentences"):
        before(job, Short())


def test_of_two_that_record_at_once_the_first_counts_and_the_second_is_compared(job: Config) -> None:
    class Slow(FakeTranslator):
        """Another shard records while this one translates."""

        def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
            assert flight.fly(stage(Odd({TEXTS[1]: "Two."})), job).state == "recorded"
            return super().translate(sentences, n_best)

    flown = flight.fly(stage(Slow()), job)
    assert (flown.state, flown.changed) == ("changed", (1,))
