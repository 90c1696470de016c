"""The night with the fake engine: resumed, repeated, sharded, poisoned and locked out."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from jembatan import inputs, numbers, pipeline, runs
from jembatan.articles import prepare as preparing
from jembatan.config import Config
from jembatan.engines.fake import FakeSummariser, FakeTranslator
from jembatan.engines.protocol import Output, SummaryOutput
from jembatan.errors import InputError, LockHeld, MergeRefused, ModelError, StoreError
from jembatan.inputs import Selection
from jembatan.publish.content import Bundle
from jembatan.records import Article, Hypothesis, Segmented
from jembatan.runs import Shard
from nights import SEEDS, Listener, contents, load, records, run, write_articles, write_config

ARTICLES = {
    "beras": "Harga beras naik menjadi Rp15.500 per kilogram pada Senin.\n\nPedagang mengeluh kepada wartawan.\n",
    "banjir": "Banjir menutup jalan tol itu sejak pagi.\n\nPolisi mengalihkan kendaraan ke jalur lain.\n",
    "sidang": "Hakim menunda sidang itu sampai pekan depan.\n\nPengacara terdakwa tidak hadir.\n",
}


@pytest.fixture
def job(tmp_path: Path) -> Config:
    write_articles(tmp_path, ARTICLES)
    return load(write_config(tmp_path))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeTranslator:
    """The translator that the next nights will load, to see what it was asked."""
    fake = FakeTranslator()
    monkeypatch.setattr(pipeline, "load_translator", lambda *_: fake)
    return fake


def asked(engine: FakeTranslator) -> list[str]:
    return [sentence for call in engine.calls for sentence in call]


def published(night: pipeline.Night) -> Path:
    assert night.published is not None
    return night.published.folder


def by_id(night: pipeline.Night) -> dict[str, Bundle]:
    return {bundle.segmented.article.id: bundle for bundle in night.bundles}


def without_batches(bundle: Path) -> dict[str, str]:
    """A bundle without the names of the batches, which another plan names otherwise."""
    names = {
        name
        for line in (bundle / "bundle.jsonl").read_text(encoding="utf-8").splitlines()
        for name in re.findall(r'"batch": "([^"]+)"', line)
    }
    plain = {}
    for name, data in contents(bundle).items():
        text = data.decode("utf-8")
        for batch in sorted(names, key=len, reverse=True):
            text = text.replace(batch, "")
        plain[name] = re.sub(r"<dt>Batch plan</dt><dd>.*?</dd>", "", text)
    return plain


def test_a_night_over_the_seeds_translates_and_summarises_all_of_them(tmp_path: Path) -> None:
    config = load(write_config(tmp_path, {"input": [str(SEEDS)]}))
    night = run(config)
    assert sorted(by_id(night)) == sorted(path.stem for path in SEEDS.glob("*.txt"))
    assert all(bundle.summary is not None for bundle in night.bundles)
    assert all(
        translation.target is not None and translation.target.startswith("[en] ")
        for bundle in night.bundles
        for translation in bundle.translations
    )
    assert night.counts()["segments"] == night.counts()["segments_translated"] == 144
    assert len(records(published(night))) == 5
    assert {"index.html", "manifest.json", "bundle.jsonl"} <= {path.name for path in published(night).iterdir()}


def test_an_article_that_is_right_in_all_gives_exit_0(tmp_path: Path) -> None:
    write_articles(
        tmp_path, {"satu": "Harga naik.\n\nPedagang mengeluh kepada wartawan.\n\nPembeli diam saja hari itu.\n"}
    )
    night = run(load(write_config(tmp_path)))
    assert [bundle.status for bundle in night.bundles] == ["ok"]
    assert night.exit_code == 0


def test_an_article_with_a_flag_gives_exit_3(job: Config) -> None:
    night = run(job)
    assert {bundle.status for bundle in night.bundles} == {"review"}  # their summaries are shorter than asked for
    assert night.exit_code == 3


def test_a_second_run_computes_nothing_and_leaves_the_bundle_alone(job: Config, engine: FakeTranslator) -> None:
    first = run(job)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in published(first).iterdir()}
    calls = len(engine.calls)
    second = run(job)
    assert (first.computed, second.computed) == (9, 0)
    assert len(engine.calls) == calls
    assert second.published is not None
    assert not second.published.changed
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in published(second).iterdir()} == before


def test_a_bundle_is_replaced_where_its_content_differs(job: Config, tmp_path: Path) -> None:
    first = run(job)
    write_articles(tmp_path, {"gempa": "Gempa mengguncang kota itu pada malam hari.\n"})
    second = run(job)
    assert published(second) == published(first)
    assert second.published is not None
    assert second.published.changed
    assert second.computed == 2
    assert {record["id"] for record in records(published(second))} == {*ARTICLES, "gempa"}
    assert sorted(path.name for path in published(second).parent.iterdir()) == [published(second).name]


@pytest.mark.parametrize(
    ("override", "translated", "summarised"),
    [
        ("translate.beam_size=2", 6, 0),
        ("translate.n_best=2", 6, 0),
        ("summarise.length_penalty=2.0", 0, 3),
        ("runtime.batch_size=1", 0, 0),
        ("runtime.batch_tokens=64", 0, 0),
        ("runtime.threads=1", 0, 0),
        ("runtime.device=cpu", 0, 0),
        ("summarise.min_sentences=1", 0, 3),
        ("summarise.n_best=5", 0, 3),
        ("summarise.max_lead_words=9", 0, 3),
        ("summarise.max_sentences=9", 0, 0),
        ("timezone=UTC", 0, 0),
        ("translate.prompt=summary", 0, 0),  # the fake engine reads no prompt
    ],
)
def test_only_what_can_change_a_result_makes_it_anew(
    job: Config, tmp_path: Path, override: str, translated: int, summarised: int
) -> None:
    run(job)
    night = run(load(tmp_path / "job.yaml", override))
    plans = {path.name: json.loads(path.read_text())["batches"] for path in night.folder.glob("plan-*.json")}
    counts = {name: sum(len(batch) for batch in batches) for name, batches in plans.items()}
    assert counts.get("plan-translate.json", 0) == translated
    assert counts.get("plan-summarise.json", 0) == summarised
    assert night.computed == translated + summarised


def test_a_result_does_not_depend_on_the_other_articles_of_the_night(job: Config, tmp_path: Path) -> None:
    run(job)
    (tmp_path / "news" / "beras.txt").unlink()
    write_articles(tmp_path, {"gempa": "Gempa mengguncang kota itu pada malam hari.\n"})
    night = run(job)
    assert night.computed == 2  # the sentence and the summary of the new article


def test_a_summary_that_does_not_end_is_a_stored_failure_and_no_later_night_loads_the_model(
    job: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Endless(FakeSummariser):
        def summarise(self, texts: Sequence[str], again: bool = False, n_best: int = 1) -> list[SummaryOutput]:
            found = super().summarise(texts, again, n_best)
            return [
                SummaryOutput((), "no end") if "beras" in text else made
                for text, made in zip(texts, found, strict=True)
            ]

    monkeypatch.setattr(pipeline, "load_summariser", lambda *_: Endless())
    first = run(job)
    assert first.computed == 9
    assert {id: [failure.reason for failure in bundle.failures] for id, bundle in by_id(first).items()} == {
        "banjir": [],
        "beras": ["no end"],
        "sidang": [],
    }

    def loaded(*_: object) -> None:
        raise AssertionError("a model was loaded")

    for name in ("load_translator", "load_summariser"):
        monkeypatch.setattr(pipeline, name, loaded)
    second = run(job)
    assert second.computed == 0
    assert contents(published(second)) == contents(published(first))


def test_the_answer_that_the_article_bears_out_is_published_and_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(
        tmp_path,
        {"satu": "Harga naik di 40 kota.\n\nPedagang mengeluh kepada wartawan.\n\nPembeli diam saja hari itu.\n"},
    )
    asked: list[tuple[bool, int]] = []

    class Several(FakeSummariser):
        def summarise(self, texts: Sequence[str], again: bool = False, n_best: int = 1) -> list[SummaryOutput]:
            asked.append((again, n_best))
            figures = ("42", "40", "43") if again else ("41",)
            (made,) = super().summarise(texts)
            return [SummaryOutput(tuple(made.texts[0].replace("40", figure) for figure in figures[:n_best]))]

    monkeypatch.setattr(pipeline, "load_summariser", lambda *_: Several())
    config = load(write_config(tmp_path), "summarise.n_best=3")
    night = run(config)
    assert asked == [(False, 1), (True, 3)]
    (bundle,) = night.bundles
    assert bundle.summary is not None
    assert bundle.summary.sentences[0].text == "[en] Harga naik di 40 kota."
    assert _taken(published(night)) == (3, 4, 0)
    assert run(config).computed == 0
    assert len(asked) == 2
    run(load(tmp_path / "job.yaml", "summarise.n_best=1"))
    assert asked[2:] == [(False, 1), (True, 1)]
    assert _taken(published(night)) == (1, 2, 1)


def _taken(bundle: Path) -> tuple[object, object, int]:
    """Which answer of how many was taken for the only article, and how many of its sentences gave way."""
    notes = json.loads((bundle / "bundle.jsonl").read_text(encoding="utf-8"))["summary_notes"]
    return notes["answer"], notes["answers"], len(notes["replaced"])


def test_a_part_of_the_input_has_a_bundle_of_its_own(job: Config) -> None:
    whole = run(job)
    before = contents(published(whole), but=())
    for selection, ids in (
        (Selection(limit=2), {"banjir", "beras"}),
        (Selection(only=("sidang",)), {"sidang"}),
        (Selection(limit=1, only=("sidang", "beras")), {"beras"}),
    ):
        night = pipeline.run(job, selection, Listener())
        assert published(night).name == f"{published(whole).name}-partial"
        assert {record["id"] for record in records(published(night))} == ids
        assert night.computed == 0
    assert contents(published(whole), but=()) == before


def test_an_unknown_id_is_refused_before_anything_is_computed(job: Config, engine: FakeTranslator) -> None:
    with pytest.raises(InputError, match="--only gempa: no article has this id"):
        pipeline.run(job, Selection(only=("beras", "gempa")), Listener())
    assert engine.calls == []


def test_shards_are_the_whole_without_overlap(tmp_path: Path) -> None:
    config = load(write_config(tmp_path, {"input": [str(SEEDS)]}))
    dealt = [
        {article.article.id for article in inputs.load(config, Selection(Shard(number, 3))).articles}
        for number in (1, 2, 3)
    ]
    whole = [article.article.id for article in inputs.load(config, Selection()).articles]
    assert sorted(identifier for part in dealt for identifier in part) == sorted(whole)
    assert sum(bool(part) for part in dealt) > 1


def sharded(config: Config, count: int = 3) -> list[pipeline.Night]:
    return [run(config, Shard(number, count)) for number in range(1, count + 1)]


def test_shards_publish_once_and_what_the_unsharded_night_publishes(tmp_path: Path) -> None:
    path = write_config(tmp_path, {"input": [str(SEEDS)]})
    whole = run(load(path, "output=whole"))
    nights = sharded(load(path, "output=shards"))
    assert [night.published is not None for night in nights] == [False, False, True]
    assert without_batches(published(nights[-1])) == without_batches(published(whole))
    assert nights[-1].computed == 0  # the last one publishes what all have computed


def test_shards_with_the_same_batches_publish_the_same_bytes(tmp_path: Path) -> None:
    """Alone in its batch, every sentence has the same batch in every plan."""
    path = write_config(tmp_path, {"input": [str(SEEDS)], "runtime": {"batch_size": 1, "summary_batch_size": 1}})
    whole = run(load(path, "output=whole"))
    nights = sharded(load(path, "output=shards"))
    assert contents(published(nights[-1])) == contents(published(whole))


def test_merge_is_refused_while_a_shard_is_missing_and_publishes_when_none_is(job: Config) -> None:
    with pytest.raises(MergeRefused, match="no shard of this night has ended"):
        run(job, merge=True)
    run(job, Shard(1, 3))
    run(job, Shard(3, 3))
    with pytest.raises(MergeRefused, match="2 of 3 shards of this night have ended; run the others"):
        run(job, merge=True)
    last = run(job, Shard(2, 3))
    merged = run(job, merge=True)
    assert merged.published is not None
    assert last.published is not None
    assert merged.published == replace(last.published, changed=False)


def test_merge_goes_by_the_shards_that_are_whole(job: Config) -> None:
    """A night that was begun in four parts and done in two is done."""
    run(job, Shard(1, 4))
    sharded(job, 2)
    assert run(job, merge=True).published is not None


def test_shards_of_other_input_are_not_counted(job: Config, tmp_path: Path) -> None:
    other = load(tmp_path / "job.yaml", "translate.beam_size=2")
    run(job, Shard(1, 2))
    assert run(other, Shard(2, 2)).published is None
    assert pipeline.run(job, Selection(Shard(2, 2), only=("beras",)), Listener()).published is None
    assert run(job, Shard(2, 2)).published is not None


def test_one_run_at_a_time_per_store_and_shard(job: Config) -> None:
    held = f"run-{job.name}-{Shard()}"
    with runs.alone(job.output / "store", held):
        with pytest.raises(LockHeld, match="another run"):
            run(job)
        assert run(job, Shard(1, 2)).published is None
    assert run(job).published is not None


def test_an_article_that_breaks_the_cleaner_is_published_as_a_failure(
    job: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = preparing.prepare

    def poisoned(article: Article) -> Segmented:
        if article.id == "banjir":
            raise ZeroDivisionError("odd layout")
        return prepare(article)

    monkeypatch.setattr(inputs, "prepare", poisoned)
    night = run(job)
    assert sorted(by_id(night)) == ["beras", "sidang"]
    (failure,) = night.inputs.failures
    assert (failure.stage, failure.article) == ("clean", "banjir")
    assert failure.reason == "cannot be cleaned: ZeroDivisionError: odd layout"
    assert night.exit_code == 3
    assert "odd layout" in (published(night) / "index.html").read_text(encoding="utf-8")


def test_bad_records_are_published_as_failures_and_the_rest_go_on(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "wire.jsonl").write_text(
        '{"id": "a", "text": "Harga beras naik lagi pada hari Senin."}\n'
        "{not json\n"
        '{"id": "b", "text": ""}\n'
        '{"id": "c", "text": 7, "published": "kemarin"}\n'
        '{"id": "a", "text": "Harga beras naik lagi pada hari Senin."}\n'
        '{"id": "d", "text": "half \\ud800 a character"}\n'
        '{"id": "e", "text": "Pedagang mengeluh kepada wartawan di pasar itu."}\n',
        encoding="utf-8",
    )
    night = run(load(write_config(tmp_path)))
    assert {"a", "e"} <= set(by_id(night))
    assert {failure.record for failure in night.inputs.failures} == {2, 3, 4, 6}
    assert [duplicate.of for duplicate in night.inputs.duplicates] == ["a"]
    assert night.exit_code == 3
    page = (published(night) / "index.html").read_text(encoding="utf-8")
    for failure in night.inputs.failures:
        assert failure.reason.split("'")[0] in page


def test_an_article_whose_check_breaks_is_published_with_its_translations(
    job: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(article: str, *rest: object, **named: object) -> object:
        if article == "sidang":
            raise IndexError("off the end")
        return compare(article, *rest, **named)  # type: ignore[arg-type]

    compare = numbers.compare
    monkeypatch.setattr(numbers, "compare", broken)
    night = run(job)
    assert night.exit_code == 3
    odd = by_id(night)["sidang"]
    assert odd.status == "failed"
    assert [translation.target for translation in odd.translations] == [
        "[en] Hakim menunda sidang itu sampai pekan depan.",
        "[en] Pengacara terdakwa tidak hadir.",
    ]
    assert "IndexError: off the end" in odd.failures[0].reason
    assert "off the end" in (published(night) / "sidang.html").read_text(encoding="utf-8")
    assert by_id(night)["beras"].status == "review"


def test_a_sentence_that_breaks_the_engine_fails_alone(job: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeTranslator(failing={"Pengacara terdakwa tidak hadir."})
    monkeypatch.setattr(pipeline, "load_translator", lambda *_: fake)
    night = run(job)
    odd = by_id(night)["sidang"]
    assert [translation.target is None for translation in odd.translations] == [False, True]
    assert odd.failures[0].reason.startswith("sentence 2: the fake engine was told to fail")
    assert odd.summary is not None
    assert "summary-incomplete" in odd.summary.flags
    assert [by_id(night)[name].status for name in ("beras", "banjir")] == ["review", "review"]
    assert night.counts()["segments_translated"] == 5


def test_a_failed_sentence_is_tried_again_the_next_night(job: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "load_translator", lambda *_: FakeTranslator({"Pengacara terdakwa tidak hadir."}))
        assert run(job).counts()["failures"] == 1
    night = run(job)
    assert night.counts()["failures"] == 0
    assert night.computed == 2  # the sentence, and the summary of an article that is whole now


def test_an_engine_that_cannot_be_loaded_stops_the_night_instead_of_failing_every_article(
    job: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def gone(*_: object) -> FakeTranslator:
        tries.append(1)
        raise ModelError("the weights are gone; run: jembatan models fetch CONFIG")

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "load_translator", gone)
        with pytest.raises(ModelError, match="the weights are gone"):
            run(job)
    assert len(tries) == 1
    assert not (job.output / "bundles").exists()
    assert run(job).computed == 9


class Stop(FakeTranslator):
    """A translator that is interrupted in its n-th batch, as by Ctrl-C."""

    def __init__(self, batch: int) -> None:
        super().__init__()
        self._batch = batch

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[object]:  # type: ignore[override]
        if len(self.calls) + 1 == self._batch:
            raise KeyboardInterrupt
        return super().translate(sentences, n_best)  # type: ignore[return-value]


def interrupt(config: Config, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "load_translator", lambda *_: Stop(batch))
        with pytest.raises(KeyboardInterrupt):
            run(config)


@pytest.mark.parametrize(
    ("rungs", "override"),
    [
        (["again", "split"], "runtime.batch_size=32"),
        # Not even another batch size tears the recorded batches apart; those of the repair were not planned yet.
        ([], "runtime.batch_size=7"),
    ],
)
def test_a_resumed_night_is_the_uninterrupted_one_to_the_byte(
    rungs: list[str], override: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_config(tmp_path, {"input": [str(SEEDS)], "repair": {"rungs": rungs}})
    whole = run(load(path, "output=whole"))
    config = load(path, "output=resumed")
    for batch in (2, 1):  # twice: the second interruption comes in the resume
        interrupt(config, monkeypatch, batch)
    resumed = run(load(path, "output=resumed", override))
    assert contents(published(resumed)) == contents(published(whole))


def test_a_part_of_the_night_does_not_lose_the_plan_of_the_interrupted_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = {"input": [str(SEEDS)], "runtime": {"batch_size": 4}, "repair": {"rungs": []}}
    path = write_config(tmp_path, changes)
    whole = run(load(path, "output=whole"))
    config = load(path, "output=resumed")
    interrupt(config, monkeypatch, 2)
    pipeline.run(config, Selection(only=("korut-kirim-tentara-lagi",)), Listener())
    resumed = run(load(path, "output=resumed", "runtime.batch_size=7"))
    # Its summaries (and repairs, so they are off) were not planned yet; its sentences were.
    segments = [[record["segments"] for record in records(published(night))] for night in (resumed, whole)]
    assert segments[0] == segments[1]


def test_an_interrupted_run_is_named_by_the_one_that_went_on(job: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupt(job, monkeypatch, 1)
    night = run(job)
    (first, second) = sorted((job.output / "runs").iterdir())
    assert night.folder == second
    assert runs.Run(first).result() == {"superseded_by": second.name}
    assert runs.Run(second).result()["exit_code"] == night.exit_code


def test_other_jobs_share_a_store_and_compute_nothing_twice(job: Config, tmp_path: Path) -> None:
    run(job)
    night = run(load(tmp_path / "job.yaml", "name=other-job"))
    assert night.computed == 0
    assert night.published is not None


def test_an_input_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        run(load(write_config(tmp_path)))


def test_models_that_were_not_fetched_are_told_with_the_command(tmp_path: Path) -> None:
    write_articles(tmp_path, ARTICLES)
    with pytest.raises(ModelError, match="run: jembatan models fetch"):
        run(load(write_config(tmp_path, {"translate": {"candidates": ["opus-mt-id-en"]}})))
    assert not (tmp_path / "out").exists()


def test_counts_tell_the_night_in_numbers(job: Config) -> None:
    counts = run(job).counts()
    assert {name: counts[name] for name in counts if name != "seconds"} == {
        "exit_code": 3,
        "articles": 3,
        "articles_ok": 0,
        "articles_review": 3,
        "articles_failed": 0,
        "segments": 6,
        "segments_translated": 6,
        "segments_flagged": 0,
        "segments_repaired": 0,
        "segments_machine_repaired": 0,
        "summaries": 3,
        "summary_sentences": 6,
        "summary_sentences_extracted": 0,
        "summary_sentences_taken_out": 0,
        "numbers_kept": 1,
        "numbers_reworded": 0,
        "numbers_converted": 0,
        "numbers_changed": 0,
        "numbers_lost": 0,
        "numbers_invented": 0,
        **{
            f"repair_{rung}_{what}": 0
            for rung in ("n_best", "again", "re_case", "split", "engine", "rewrite")
            for what in ("tried", "mended", "left")
        },
        "canary_same": 0,
        "canary_recorded": 1,
        "canary_changed": 0,
        "canary_gibberish": 0,
        "canary_failed": 0,
        "failures": 0,
        "duplicates": 0,
        "computed": 9,
    }


class Wrong(FakeTranslator):
    """Writes 15.5 for Rp15.500 where it is asked for one hypothesis; the second of several is right."""

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
        return [_hypotheses(sentence, n_best) for sentence in sentences]


def _hypotheses(sentence: str, n_best: int) -> Output:
    texts = [sentence.replace("15.500", "15.5"), sentence.replace("15.500", "15,500")]
    return Output(tuple(Hypothesis(text, -0.1) for text in dict.fromkeys(texts[:n_best])))


def test_a_repaired_sentence_is_published_summarised_and_stored(job: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Wrong()
    monkeypatch.setattr(pipeline, "load_translator", lambda *_: engine)
    night = run(job)
    rice = by_id(night)["beras"]
    assert [made.mend for made in rice.translations] == ["repaired", None]
    assert rice.translations[0].first == "Harga beras naik menjadi Rp15.5 per kilogram pada Senin."
    assert rice.translations[0].target == "Harga beras naik menjadi Rp15,500 per kilogram pada Senin."
    assert rice.summary is not None
    assert rice.summary.sentences[0].text.startswith("Harga beras naik menjadi Rp15,500")
    assert (night.counts()["repair_again_mended"], night.computed) == (1, 10)
    assert run(job).computed == 0


def test_a_repair_that_fails_costs_the_repair_and_not_the_article(job: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tired(Wrong):
        def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
            if n_best > 1:
                raise ArithmeticError("no more")
            return super().translate(sentences, n_best)

    monkeypatch.setattr(pipeline, "load_translator", lambda *_: Tired())
    night = run(job)
    assert night.counts()["failures"] == 0
    (step,) = by_id(night)["beras"].translations[0].steps
    assert (step.rung, step.target, step.reason) == ("again", None, "ArithmeticError: no more")
    assert by_id(night)["beras"].translations[0].flags == ("number-changed",)


def test_an_article_called_index_does_not_stop_the_night(tmp_path: Path) -> None:
    """The overview of a bundle has this name."""
    write_articles(tmp_path, {"index": ARTICLES["beras"], "sidang": ARTICLES["sidang"]})
    night = run(load(write_config(tmp_path)))
    assert len(records(published(night))) == 2
    assert (published(night) / "index.html").read_text(encoding="utf-8").count("sidang.html") > 0


@pytest.mark.parametrize("stage", ["translate", "summarise"])
@pytest.mark.parametrize("value", ["garbage", "{}", "[1]", "5"])
def test_damaged_results_are_told_with_the_mend(job: Config, stage: str, value: str) -> None:
    run(job)
    with contextlib.closing(sqlite3.connect(job.output / "store" / "results.sqlite")) as store, store:
        store.execute(
            "UPDATE results SET value = ? WHERE fingerprint IN (SELECT digest FROM fingerprints WHERE made_by LIKE ?)",
            (value, f'%"stage": "{stage}"%'),
        )
    with pytest.raises(StoreError, match=rf"results\.sqlite .* stage {stage} is damaged .*; move the file away"):
        run(job)


def test_an_article_whose_check_breaks_has_a_report_for_each_segment(
    job: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(numbers, "compare", broken)
    for bundle in run(job).bundles:
        assert len(bundle.numbers) == len(bundle.segmented.segments) > 0


def test_names_are_spelt_as_the_glossary_does_and_that_is_told(tmp_path: Path) -> None:
    write_articles(tmp_path, {"satu": "Presiden Volodymyr Zelenskyy hadir. Hujan turun.\n"})
    (tmp_path / "terms.tsv").write_text(
        "indonesian\tenglish\tkind\tstrict\nZelenskyy\tZelensky / Zelenskyy\tperson\tstrict\n", encoding="utf-8"
    )
    job = write_config(tmp_path, {"glossary": "terms.tsv"})
    (bundle,) = run(load(job)).bundles
    spelt, other = bundle.translations
    assert (spelt.target, spelt.first, spelt.mend, spelt.flags) == (
        "[en] Presiden Volodymyr Zelensky hadir.",
        "[en] Presiden Volodymyr Zelenskyy hadir.",
        "respelt",
        (),
    )
    assert [(step.rung, step.tried) for step in spelt.steps] == [("spelling", "Zelenskyy written as Zelensky")]
    assert (other.first, other.steps) == (None, ())
    (bundle,) = run(load(job, "forms=[Zelenskyy]")).bundles
    assert bundle.translations[0].first is None


def test_a_quotation_of_several_sentences_is_opened_and_closed_once_and_that_is_told(tmp_path: Path) -> None:
    write_articles(tmp_path, {"satu": "“Hujan turun. Kami siap,” kata Budi. Hujan reda.\n"})
    job = load(write_config(tmp_path))

    class Unmarked(FakeTranslator):
        def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
            return super().translate([sentence.removeprefix("“") for sentence in sentences], n_best)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "load_translator", lambda *_: Unmarked())
        (bundle,) = run(job).bundles
    opened, closed, last = bundle.translations
    assert (opened.first, opened.target, opened.mend) == ("[en] Hujan turun.", "“[en] Hujan turun.", "respelt")
    assert [step.rung for step in opened.steps] == ["marks"]
    assert [one.first for one in (closed, last)] == [None, None]
