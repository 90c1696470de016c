"""Stage results become translations, summaries, flags and failures; nothing is missing without a word."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jembatan import assemble, memo, numbers
from jembatan.assemble import StageResults, SummarySource
from jembatan.config import Summarise
from jembatan.engines.fake import FakeTranslator
from jembatan.engines.identity import identity
from jembatan.guard.check import CHECKS, number_check
from jembatan.models.decisions import Locked, locked
from jembatan.models.lock import LockedModel, Skipped
from jembatan.publish.content import Bundle
from jembatan.publish.provenance import RunTimes
from jembatan.quantities import NumberMatch, NumberReport, Quantity
from jembatan.records import Article, Segment, Segmented, Translation
from jembatan.store import Stored
from nights import load, write_config

ENGINE = str(FakeTranslator().identity)
QUANTITY = Quantity(0, 5, "Senin", "1", "weekday")
SETTINGS = Summarise(candidates=("fake",))


def article(*segments: Segment, language: str | None = "id") -> Segmented:
    raw = Article("a1", "teks", "/news/a1.txt", published=date(2024, 12, 5))
    return Segmented(raw, "teks", "", segments, language=language)


def segment(index: int, text: str, language: str | None = "id", translate: bool = True) -> Segment:
    return Segment("a1", index, text, " ", language=language, translate=translate)


def translated(text: str, score: float = -0.5, pieces: int = 1) -> Stored:
    value = {"hypotheses": [{"text": text, "score": score}], "pieces": pieces, "problem": None}
    return Stored("key", json.dumps(value), "b1")


def refused(problem: str, pieces: int = 1) -> Stored:
    return Stored("key", json.dumps({"hypotheses": [], "pieces": pieces, "problem": problem}), "b1")


def summarised(text: str, problem: str | None = None) -> Stored:
    return Stored("key", json.dumps({"text": text, "parts": 1, "problem": problem}), "s1")


def results(stored: dict[str, Stored] | None = None, failed: dict[str, str] | None = None) -> StageResults:
    return StageResults(ENGINE, stored or {}, failed or {})


def bundle(
    whole: Segmented, stage: StageResults, summary: str | None = None, failed: dict[str, str] | None = None
) -> Bundle:
    drafts = assemble.translations(whole, stage)
    source = assemble.summary_source(whole, drafts)
    made = {source.text: summarised(summary)} if summary is not None else {}
    return assemble.bundle(
        whole, drafts, source, results(made, failed), SETTINGS, (number_check,), assemble.context(whole, None)
    )


def test_results_are_found_by_text_and_so_are_reasons() -> None:
    items = [memo.Item("k1", "satu"), memo.Item("k2", "dua"), memo.Item("k3", "tiga")]
    stored = translated("one")
    found = StageResults.of(FakeTranslator().identity, items, memo.Outcome({"k1": stored}, {"k2": "too odd"}))
    assert found == StageResults(ENGINE, {"satu": stored}, {"dua": "too odd"})


def test_a_translation_carries_its_engine_score_batch_and_pieces() -> None:
    whole = article(segment(0, "Harga naik."), segment(1, "Panjang sekali."))
    stage = results(
        {"Harga naik.": translated("Prices rise.", -0.25), "Panjang sekali.": translated("Long.", pieces=2)}
    )
    assert assemble.translations(whole, stage) == (
        Translation("a1", 0, "Prices rise.", ENGINE, score=-0.25, batch="b1"),
        Translation("a1", 1, "Long.", ENGINE, score=-0.5, pieces=2, batch="b1", flags=("split",)),
    )


def test_what_is_not_translated_says_why() -> None:
    whole = article(
        segment(0, "Good morning.", "en", translate=False),
        segment(1, "Gagal."),
        segment(2, "Hilang."),
        segment(3, "Ditolak."),
    )
    stage = results({"Ditolak.": refused("too long for the model", 3)}, {"Gagal.": "the decoder lost its way"})
    assert assemble.translations(whole, stage) == (
        Translation(
            "a1", 0, None, "", problem="not Indonesian (looks like en); left as it is", flags=("foreign-language",)
        ),
        Translation("a1", 1, None, ENGINE, problem="the decoder lost its way", flags=("engine-failed",)),
        Translation("a1", 2, None, ENGINE, problem="the engine gave no result", flags=("engine-failed",)),
        Translation(
            "a1", 3, None, ENGINE, pieces=3, batch="b1", problem="too long for the model", flags=("not-translated",)
        ),
    )


def test_a_summary_is_made_from_translations_and_english_segments_only() -> None:
    whole = article(
        segment(0, "Satu."), segment(1, "Said in English.", "en", translate=False), segment(2, "Zwei.", "de", False)
    )
    drafts = assemble.translations(whole, results({"Satu.": translated("One.")}))
    assert assemble.summary_source(whole, drafts) == SummarySource("One.\nSaid in English.", complete=False)
    assert assemble.summary_source(article(*whole.segments[:2]), drafts[:2]).complete


def test_an_article_without_a_fault_is_ok() -> None:
    whole = article(segment(0, "Ada 11.800 tentara."))
    made = bundle(
        whole,
        results({"Ada 11.800 tentara.": translated("There are 11,800 soldiers.")}),
        "There are 11,800 soldiers. It is so. That is all.",
    )
    assert made.status == "ok"
    assert made.failures == ()
    assert [report.ok for report in made.numbers] == [True]
    assert made.summary is not None
    assert [sentence.text for sentence in made.summary.sentences] == [
        "There are 11,800 soldiers.",
        "It is so.",
        "That is all.",
    ]


def test_wrong_numbers_are_flagged_in_the_translation_and_do_not_get_into_the_summary() -> None:
    whole = article(segment(0, "Ada 11.800 tentara."), segment(1, "Itu 45 serangan."))
    made = bundle(
        whole,
        results(
            {
                "Ada 11.800 tentara.": translated("There are 11.8 soldiers."),
                "Itu 45 serangan.": translated("Those are attacks."),
            }
        ),
        "There are 99 soldiers. Rain fell. Wind blew.",
    )
    assert made.translations[0].flags == ("number-changed",)
    assert made.translations[1].flags == ("number-lost",)
    assert made.summary is not None
    # The article's own sentences are flagged, so none of them can stand for the wrong one.
    assert [sentence.text for sentence in made.summary.sentences] == ["Rain fell.", "Wind blew."]
    assert [(one.text, one.place) for one in made.summary.replaced] == [("There are 99 soldiers.", None)]
    assert made.summary.flags == ("summary-length", "summary-taken-out")
    assert made.status == "review"
    assert made.flagged == 3


@pytest.mark.parametrize(
    ("match", "flags"),
    [
        (NumberMatch("lost", QUANTITY, None, "", excused=True), ()),
        (NumberMatch("converted", QUANTITY, QUANTITY, ""), ()),
        (NumberMatch("reworded", QUANTITY, QUANTITY, ""), ()),
        (NumberMatch("lost", QUANTITY, None, ""), ("number-lost",)),
        (NumberMatch("invented", None, QUANTITY, ""), ("number-invented",)),
    ],
)
def test_only_errors_flag_a_sentence(
    match: NumberMatch, flags: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbers, "compare", lambda article, *_, **__: NumberReport(article, (match,)))
    whole = article(segment(0, "Senin."))
    assert bundle(whole, results({"Senin.": translated("Then.")}), "Then.").translations[0].flags == flags


def test_the_articles_date_reaches_the_number_reader() -> None:
    """10/12/2024 in an article of 6 November 2024 is 12 October: nobody reports what is a month ahead."""
    source, target = "Ia tiba (10/12/2024).", "He arrived (October 12, 2024)."
    whole = article(segment(0, source))
    stage = results({source: translated(target)})
    for published, kept in ((date(2024, 11, 6), True), (date(2024, 12, 11), False)):
        dated = replace(whole, article=replace(whole.article, published=published))
        assert bundle(dated, stage, "He arrived.").numbers[0].ok is kept


def test_the_length_and_gaps_of_a_summary_are_flagged() -> None:
    whole = article(segment(0, "Satu."), segment(1, "Dua."))
    made = bundle(whole, results({"Satu.": translated("One.")}, {"Dua.": "no"}), "Only one sentence.")
    assert made.summary is not None
    assert made.summary.flags == ("summary-incomplete", "summary-length")
    lines = [f"Sentence {letter} is here." for letter in "abcdefg"]
    for count, flags in ((2, ("summary-length",)), (3, ()), (5, ()), (6, ("summary-shortened",))):
        text = " ".join(lines[:count])
        complete = bundle(article(segment(0, "Satu.")), results({"Satu.": translated("One.")}), text)
        assert complete.summary is not None
        assert [sentence.text for sentence in complete.summary.sentences] == lines[: min(count, 5)]
        assert (complete.summary.flags, complete.summary.cut) == (flags, tuple(lines[5:count]))


def test_a_lead_of_too_many_words_is_flagged() -> None:
    for words, flags in ((30, ()), (31, ("summary-lead",))):
        text = "A" + " long" * (words - 1) + ". So. There."
        made = bundle(article(segment(0, "Satu.")), results({"Satu.": translated("One.")}), text)
        assert made.summary is not None
        assert made.summary.flags == flags


def test_a_stored_summary_that_did_not_end_is_a_failure() -> None:
    whole = article(segment(0, "Satu."))
    drafts = assemble.translations(whole, results({"Satu.": translated("One.")}))
    source = assemble.summary_source(whole, drafts)
    made = assemble.bundle(
        whole,
        drafts,
        source,
        results({source.text: summarised("", "no end")}),
        SETTINGS,
        (number_check,),
        assemble.context(whole, None),
    )
    assert (made.summary, made.status) == (None, "failed")
    assert [(failure.stage, failure.reason) for failure in made.failures] == [("summarise", "no end")]


def test_what_could_not_be_done_is_a_failure_of_the_article() -> None:
    whole = article(segment(0, "Satu."), segment(1, "Dua."))
    made = bundle(whole, results({"Satu.": translated("One.")}, {"Dua.": "too odd"}), None, {"One.": "no end"})
    assert made.status == "failed"
    assert [(failure.stage, failure.reason, failure.article, failure.path) for failure in made.failures] == [
        ("translate", "sentence 2: too odd", "a1", "/news/a1.txt"),
        ("summarise", "no end", "a1", "/news/a1.txt"),
    ]
    assert made.summary is None


def test_an_article_of_which_nothing_was_translated_has_nothing_to_summarise() -> None:
    made = bundle(article(segment(0, "Satu.")), results(failed={"Satu.": "no"}))
    assert [failure.reason for failure in made.failures] == ["sentence 1: no", "there is no English text to summarise"]


def test_a_foreign_and_an_empty_article_are_failures() -> None:
    foreign = bundle(article(segment(0, "Guten Morgen.", "de", False), language="de"), results())
    assert [failure.stage for failure in foreign.failures] == ["language"]
    assert "not Indonesian (looks like de)" in foreign.failures[0].reason
    empty = bundle(article(), results())
    assert [failure.reason for failure in empty.failures] == ["nothing is left of the article after cleaning"]
    assert (foreign.status, empty.status) == ("failed", "failed")


def test_provenance_names_models_settings_and_what_was_passed_over(tmp_path: Path) -> None:
    config = load(write_config(tmp_path), "translate.beam_size=2")
    models = locked(config)
    demo = LockedModel(
        name="small-chat",
        kind="causal",
        runtime="ctranslate2",
        precision="int8",
        folder=tmp_path,
        weights="f" * 64,
        revision="r1",
        origin="package registry",
        licence="Apache-2.0",
        licence_note="be kind",
        grade="demo",
        skipped=(Skipped("better-model", "no hub answered"),),
    )
    engines = assemble.Engines(identity(demo), identity(models.summarise))
    times = RunTimes("2024-12-05T01:00:00+07:00", "2024-12-05T01:00:09+07:00", 9.0)
    made = assemble.provenance(config, Locked(demo, models.summarise), engines, date(2024, 12, 5), times)
    assert made.date == "2024-12-05"
    assert made.config_name == "job"
    assert ("translate.beam_size", "2") in made.settings
    assert not any(name.startswith("runtime.") for name, _ in made.settings)
    translator, summariser = made.engines
    assert (translator.name, translator.licence, translator.licence_note) == ("small-chat", "Apache-2.0", "be kind")
    assert translator.identity == str(engines.translate)
    assert translator.origin_reason == "better-model could not be had: no hub answered"
    assert translator.warning.startswith("small-chat is demo grade: ")
    assert summariser.warning.startswith("fake-summariser is no model: ")
    assert summariser.origin_reason == ""
    assert f"|translate:{engines.translate}|summarise:{engines.summarise}" in made.signature
    assert ("repair.margin", "0.2") in made.settings


def test_provenance_names_the_repairs_engine(tmp_path: Path) -> None:
    config = load(write_config(tmp_path, {"repair": {"candidates": ["fake"]}}))
    models = locked(config)
    assert models.repair is not None
    other = replace(identity(models.repair), model="second")
    engines = assemble.Engines(identity(models.translate), identity(models.summarise), other)
    times = RunTimes("2024-12-05T01:00:00+07:00", "2024-12-05T01:00:09+07:00", 9.0)
    made = assemble.provenance(config, models, engines, date(2024, 12, 5), times)
    assert [note.stage for note in made.engines] == ["translate", "repair", "summarise"]
    assert f"|repair:{other}|" in made.signature


def test_what_the_checks_find_are_flags_and_findings_in_their_order() -> None:
    whole = article(segment(0, "Korea Utara membantah mengirim 12 tentara."))
    stage = results({whole.segments[0].text: translated("South Korea sent 13 soldiers.")})
    drafts = assemble.translations(whole, stage)
    made = assemble.bundle(
        whole,
        drafts,
        assemble.summary_source(whole, drafts),
        results(),
        SETTINGS,
        tuple(CHECKS.values()),
        assemble.context(whole, None),
    )
    (translation,) = made.translations
    assert translation.flags == ("number-changed", "negation", "countries")
    assert [finding.check for finding in translation.findings] == ["numbers", "negation", "countries"]
    assert all(finding.explanation and not finding.clean for finding in translation.findings)


def test_a_segment_without_a_translation_is_not_checked() -> None:
    whole = article(segment(0, "Pemerintah tidak hadir."))
    stage = results(failed={"Pemerintah tidak hadir.": "too odd"})
    drafts = assemble.translations(whole, stage)
    made = assemble.bundle(
        whole,
        drafts,
        assemble.summary_source(whole, drafts),
        results(),
        SETTINGS,
        tuple(CHECKS.values()),
        assemble.context(whole, None),
    )
    assert (made.translations[0].flags, made.translations[0].findings) == (("engine-failed",), ())
