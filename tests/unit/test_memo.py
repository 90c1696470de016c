"""Nothing is computed twice, the plan is on the disk before the first batch, and no batch stops the night."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan import memo
from jembatan.engines.fake import FakeTranslator
from jembatan.engines.protocol import EngineIdentity
from jembatan.errors import ConfigError, EngineError, ModelError, OutOfMemory, StoreError
from jembatan.stages.translate import TranslateStage, output
from jembatan.store import Pace, Store, Stored

SENTENCES = ["Harga beras naik.", "Presiden tiba di Surabaya.", "Ia tidak hadir.", "Banjir menutup jalan tol itu."]


ECHO = EngineIdentity("fake", "echo", "fake", "none", "")


@dataclass
class Echo:
    """A stage that gives its texts back, after ``fate`` had its say over each batch."""

    fate: Callable[[Sequence[str]], None] = lambda texts: None
    settings: Mapping[str, object] = field(default_factory=dict)
    batches: list[list[str]] = field(default_factory=list)
    name: str = "echo"
    identity: EngineIdentity = ECHO
    told: str = ""

    def asked(self, text: str) -> str:
        return text + self.told

    @property
    def made_by(self) -> memo.Value:
        return {"stage": self.name, "settings": dict(self.settings)}

    def run(self, texts: Sequence[str]) -> list[memo.Value]:
        self.batches.append(list(texts))
        self.fate(texts)
        return [{"text": text} for text in texts]


class Night:
    """A store, run folders and what was said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "store")
        self.notices: list[str] = []
        self.steps: list[tuple[int, int]] = []
        self.runs = 0

    def compute(
        self, stage: memo.Stage, texts: Sequence[str], batch_size: int = 2, unfinished: Sequence[Path] = ()
    ) -> memo.Outcome:
        self.runs += 1
        return memo.compute(
            stage,
            memo.items(stage, texts),
            self.store,
            self.run_folder(self.runs),
            unfinished,
            batch_size,
            self.notices.append,
            lambda done, total: self.steps.append((done, total)),
        )

    def run_folder(self, number: int) -> Path:
        folder = self.folder / f"run-{number}"
        folder.mkdir(exist_ok=True)
        return folder


@pytest.fixture
def night(tmp_path: Path) -> Night:
    return Night(tmp_path)


def texts_of(outcome: memo.Outcome) -> set[str]:
    return {json.loads(stored.value)["text"] for stored in outcome.results.values()}


def reasons(stage: memo.Stage, outcome: memo.Outcome, texts: Sequence[str]) -> dict[str, str]:
    """Failures by text."""
    return {item.text: outcome.failures[item.key] for item in memo.items(stage, texts) if item.key in outcome.failures}


def test_nothing_is_computed_twice(night: Night) -> None:
    engine = FakeTranslator()
    stage = TranslateStage(engine.identity, {}, lambda: engine, 1)
    first = night.compute(stage, [*SENTENCES, SENTENCES[0]])
    assert (first.computed, len(first.results), first.failures) == (4, 4, {})
    second = night.compute(stage, [*SENTENCES[:2], "Kalimat yang baru."])
    assert second.computed == 1
    assert [sentence for call in engine.calls for sentence in call].count(SENTENCES[0]) == 1
    assert engine.calls[-1] == ("Kalimat yang baru.",)
    found = {item.text: output(second.results[item.key].value) for item in memo.items(stage, SENTENCES[:1])}
    assert found[SENTENCES[0]].hypotheses[0].text == "[en] Harga beras naik."


def test_where_all_is_stored_the_engine_is_not_even_loaded_and_no_plan_is_written(night: Night) -> None:
    loaded = []

    def load() -> FakeTranslator:
        loaded.append(True)
        return FakeTranslator()

    stage = TranslateStage(FakeTranslator().identity, {}, load, 1)
    night.compute(stage, SENTENCES)
    again = TranslateStage(FakeTranslator().identity, {}, load, 1)
    assert night.compute(again, SENTENCES).computed == 0
    assert len(loaded) == 1
    assert list(night.run_folder(2).iterdir()) == []


def test_the_plan_is_on_the_disk_before_the_first_batch(night: Night) -> None:
    seen: list[list[list[str]]] = []

    def look(texts: Sequence[str]) -> None:
        plan = json.loads((night.run_folder(1) / "plan-echo.json").read_text(encoding="utf-8"))
        seen.append([[item["text"] for item in batch] for batch in plan["batches"]])

    stage = Echo(look)
    night.compute(stage, SENTENCES)
    assert seen == [stage.batches, stage.batches]


def test_batches_hold_texts_of_like_length_the_longest_first(night: Night) -> None:
    stage = Echo()
    night.compute(stage, ["a" * length for length in (3, 9, 1, 7, 5)])
    assert [[len(text) for text in batch] for batch in stage.batches] == [[9, 7], [5, 3], [1]]
    assert night.steps == [(0, 5), (2, 5), (4, 5), (5, 5)]


def test_equal_lengths_are_ordered_by_key_and_not_by_their_place_in_the_night(night: Night) -> None:
    texts = ["kota A", "kota B", "kota C", "kota D"]
    one, other = Echo(), Echo()
    night.compute(one, texts)
    Night(_folder(night.folder / "other")).compute(other, texts[::-1])
    assert one.batches == other.batches


def test_a_key_depends_on_settings_engine_and_text_and_on_nothing_else() -> None:
    (alone,) = memo.items(Echo(), ["Harga naik."])
    among = memo.items(Echo(), ["Lain.", "Harga naik.", "Lagi."])[1]
    assert alone == among
    assert memo.items(Echo(settings={"beam_size": 2}), ["Harga naik."])[0].key != alone.key
    assert memo.items(Echo(name="other"), ["Harga naik."])[0].key != alone.key
    assert memo.items(Echo(), ["Harga naik"])[0].key != alone.key


def test_a_key_does_not_depend_on_the_order_of_settings() -> None:
    one = memo.fingerprint({"a": 1, "b": {"c": 2, "d": 3}})
    assert one == memo.fingerprint({"b": {"d": 3, "c": 2}, "a": 1})


@given(st.lists(st.text(max_size=20), max_size=30), st.integers(1, 7))
def test_a_plan_holds_every_item_once_in_batches_of_at_most_the_size(texts: list[str], size: int) -> None:
    items = memo.items(Echo(), texts)
    batches = memo.plan(items, size)
    planned = [item for batch in batches for item in batch.items]
    assert sorted(planned, key=lambda item: item.key) == sorted(items, key=lambda item: item.key)
    assert all(len(batch.items) == size for batch in batches[:-1])
    assert [len(item.text) for item in planned] == sorted((len(item.text) for item in items), reverse=True)


def test_out_of_memory_halves_the_batch_and_says_so(night: Night) -> None:
    def small(texts: Sequence[str]) -> None:
        if len(texts) > 2:
            raise OutOfMemory("no room on the card")

    stage = Echo(small)
    outcome = night.compute(stage, [f"kalimat {number}" for number in range(5)], batch_size=5)
    assert [len(batch) for batch in stage.batches] == [5, 3, 2, 1, 2]
    assert (len(outcome.results), outcome.failures) == (5, {})
    assert night.notices == [
        "echo: out of memory with 5 items; trying 3 at a time",
        "echo: out of memory with 3 items; trying 2 at a time",
    ]


@pytest.mark.parametrize("error", [OutOfMemory("no room"), MemoryError()])
def test_out_of_memory_with_one_item_is_that_items_failure(night: Night, error: Exception) -> None:
    def huge(texts: Sequence[str]) -> None:
        if "panjang sekali" in texts:
            raise error

    stage = Echo(huge)
    texts = ["panjang sekali", "pendek"]
    outcome = night.compute(stage, texts)
    assert texts_of(outcome) == {"pendek"}
    assert reasons(stage, outcome, texts)["panjang sekali"].startswith("out of memory even alone")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (EngineError("the decoder lost its way"), "the decoder lost its way"),
        (ValueError("odd shape"), "ValueError: odd shape"),
        (RuntimeError("unheard of"), "RuntimeError: unheard of"),
        (AssertionError(), "AssertionError: "),
    ],
)
def test_a_poison_item_fails_with_its_reason_and_the_rest_go_on(night: Night, error: Exception, reason: str) -> None:
    def poison(texts: Sequence[str]) -> None:
        if "racun" in texts:
            raise error

    stage = Echo(poison)
    texts = ["racun", "satu", "dua", "tiga"]
    outcome = night.compute(stage, texts, batch_size=3)
    assert texts_of(outcome) == {"satu", "dua", "tiga"}
    assert reasons(stage, outcome, texts) == {"racun": reason}
    assert outcome.computed == 3
    assert len(night.notices) == 1
    assert night.notices[0].startswith(f"echo: a batch of 3 failed ({reason}")
    assert night.notices[0].endswith("trying its items one by one")


def test_items_of_a_retried_batch_say_which_part_of_it_made_them(night: Night) -> None:
    def poison(texts: Sequence[str]) -> None:
        if "racun" in texts:
            raise EngineError("no")

    stage = Echo(poison)
    outcome = night.compute(stage, ["racun", "satu"])
    (batch,) = memo.plan(memo.items(stage, ["racun", "satu"]), 2)
    assert [stored.batch for stored in outcome.results.values()] == [f"{batch.id}/2"]


def test_too_few_results_are_an_error_of_the_batch_and_no_result_gets_to_a_wrong_text(night: Night) -> None:
    class Forgetful(Echo):
        def run(self, texts: Sequence[str]) -> list[memo.Value]:
            return super().run(texts)[: 1 if len(texts) == 1 else len(texts) - 1]

    stage = Forgetful()
    outcome = night.compute(stage, SENTENCES, batch_size=4)
    assert texts_of(outcome) == set(SENTENCES)
    assert night.notices == ["echo: a batch of 4 failed (3 results for 4 inputs); trying its items one by one"]


@pytest.mark.parametrize("error", [ModelError("weights gone"), ConfigError("no such code"), StoreError("disk full")])
def test_what_no_item_can_be_blamed_for_stops_the_run_at_once(night: Night, error: Exception) -> None:
    def broken(texts: Sequence[str]) -> None:
        raise error

    stage = Echo(broken)
    with pytest.raises(type(error), match=str(error)):
        night.compute(stage, SENTENCES)
    assert len(stage.batches) == 1
    assert memo.read_plan(night.run_folder(1) / "plan-echo.json", memo.fingerprint(stage.made_by))


def test_a_resume_follows_the_recorded_plan_batch_by_batch(night: Night) -> None:
    texts = [f"kalimat {'x' * number}" for number in range(7)]
    whole = Echo()
    Night(_folder(night.folder / "whole")).compute(whole, texts, batch_size=3)

    killed = Echo()

    def in_the_second(texts: Sequence[str]) -> None:
        if len(killed.batches) == 2:
            raise KeyboardInterrupt

    killed.fate = in_the_second
    with pytest.raises(KeyboardInterrupt):
        night.compute(killed, texts, batch_size=3)
    resumed = Echo()
    # Another batch size now: what was planned counts.
    outcome = night.compute(resumed, texts, batch_size=2, unfinished=[night.run_folder(1)])
    assert killed.batches + resumed.batches == [whole.batches[0], whole.batches[1], *whole.batches[1:]]
    assert len(outcome.results) == 7
    assert night.notices == ["echo: going on with 2 recorded batches of an interrupted run"]


def test_a_resume_runs_an_unfinished_batch_whole_and_plans_only_what_is_new(night: Night) -> None:
    def stop(texts: Sequence[str]) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        night.compute(Echo(stop), ["aaaa", "bbb", "cc", "d"], batch_size=2)
    resumed = Echo()
    night.compute(resumed, ["bbb", "eeeee"], batch_size=2, unfinished=[night.run_folder(1)])
    # "aaaa" is not asked for; it was planned together with "bbb". "cc" and "d" are nobody's now.
    assert resumed.batches == [["aaaa", "bbb"], ["eeeee"]]


def test_a_plan_of_other_settings_or_half_a_plan_is_not_followed(night: Night) -> None:
    def stop(texts: Sequence[str]) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        night.compute(Echo(stop), ["aaaa", "bbb", "cc"], batch_size=3)
    half = night.run_folder(9)
    (half / "plan-echo.json").write_text('{"fingerprint": "', encoding="utf-8")
    changed = Echo(settings={"beam_size": 1})
    outcome = night.compute(changed, ["aaaa", "bbb", "cc"], batch_size=1, unfinished=[night.run_folder(1), half])
    assert changed.batches == [["aaaa"], ["bbb"], ["cc"]]
    assert len(outcome.results) == 3


def test_a_run_is_settled_when_all_that_it_planned_is_stored_or_failed(night: Night) -> None:
    def poison(texts: Sequence[str]) -> None:
        if "racun" in texts:
            raise EngineError("no")
        if "berhenti" in texts:
            raise KeyboardInterrupt

    texts = ["racun", "berhenti", "a"]
    with pytest.raises(KeyboardInterrupt):
        night.compute(Echo(poison), texts, batch_size=1)
    interrupted = night.run_folder(1)
    assert not memo.settled(interrupted, night.store, ())
    outcome = night.compute(Echo(), ["berhenti"], unfinished=[interrupted])
    assert not memo.settled(interrupted, night.store, outcome.failures)
    failed = {item.key for item in memo.items(Echo(), ["racun"])}
    assert not memo.settled(interrupted, night.store, failed)
    night.compute(Echo(), ["a"], unfinished=[interrupted])
    assert memo.settled(interrupted, night.store, failed)
    assert memo.settled(night.run_folder(8), night.store, ())


def test_what_another_shard_stored_first_is_what_counts(night: Night) -> None:
    (item,) = memo.items(Echo(), ["sama"])

    def other_shard(texts: Sequence[str]) -> None:
        night.store.put([Stored(item.key, '{"text": "theirs"}', "their-batch")], "f", {})

    outcome = night.compute(Echo(other_shard), ["sama"])
    assert outcome.results == {item.key: Stored(item.key, '{"text": "theirs"}', "their-batch")}


def test_the_pace_is_kept_for_estimates(night: Night) -> None:
    stage = Echo()
    night.compute(stage, ["aaaa", "bb"])
    pace = night.store.pace(memo.fingerprint(stage.made_by))
    assert pace is not None
    assert (pace.items, pace.characters) == (2, 6)
    assert pace.seconds >= 0
    assert pace == Pace(2, 6, pace.seconds)


def test_a_plan_that_cannot_be_written_stops_before_the_first_batch(night: Night) -> None:
    (night.run_folder(1) / "plan-echo.partial").mkdir()
    stage = Echo()
    with pytest.raises(StoreError, match="the batch plan cannot be written"):
        night.compute(stage, SENTENCES)
    assert stage.batches == []


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize(
    "garbage", ["5", "[1]", '{"a": 1}', "null", '{"fingerprint": "f", "batches": [[1]]}', "[" * 9999]
)
def test_a_plan_that_is_none_is_not_followed(night: Night, garbage: str) -> None:
    (night.run_folder(9) / "plan-echo.json").write_text(garbage, encoding="utf-8")
    assert memo.read_plan(night.run_folder(9) / "plan-echo.json", "f") == []
    assert memo.settled(night.run_folder(9), night.store, ())


def test_what_goes_with_a_text_is_part_of_its_key() -> None:
    (plain,), (hinted,) = memo.items(Echo(), ["satu"]), memo.items(Echo(told="\nsatu = one"), ["satu"])
    assert plain.text == hinted.text
    assert plain.key != hinted.key
