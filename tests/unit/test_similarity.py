"""What an encoder adds to the evidence of a summary, and all that it leaves alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

import tiny_encoder
from jembatan import numbers, similarity, summaries
from jembatan.assemble import StageResults
from jembatan.config import Evidence, RuntimeSettings, Summarise
from jembatan.engines.load import load_encoder
from jembatan.models.lock import LockedModel
from jembatan.publish.content import Bundle
from jembatan.records import Article, Segment, Segmented, SegmentKind, Summary, Translation
from jembatan.stages.encode import EncodeStage
from jembatan.stages.summarise import Draft
from jembatan.store import Stored

TOLD: Sequence[tuple[str, str, SegmentKind]] = (
    ("Banyak tentara gugur di kota", "Scores of troops fell in the city", "title"),
    ("Gubernur berkata bahwa banyak tentara gugur di kota itu.", "Scores of troops fell in the city.", "sentence"),
    ("Harga beras naik 5,6 persen.", "Rice rose 5.6 percent.", "sentence"),
    ("Banyak serdadu tewas di kota.", "Many soldiers died in the town.", "sentence"),
    ("Budi Santosa menanam padi.", "Budi Santosa planted rice.", "sentence"),
)
SETTINGS = Evidence(candidates=("tiny",), similarity=0.8)
DEATHS = "Many soldiers died in the town."


def bundle(answer: str) -> Bundle:
    segments = tuple(Segment("a", at, source, " ", kind) for at, (source, _, kind) in enumerate(TOLD))
    drafts = tuple(Translation("a", at, english, "e") for at, (_, english, _) in enumerate(TOLD))
    reports = tuple(numbers.compare("a", source, english) for source, english, _ in TOLD)
    article = Segmented(Article("a", "-", "a.txt"), "-", "", segments)
    text = summaries.article_text(article, drafts, reports)
    answers = summaries.Answers(Draft(answer, 1), "writer", "b1")
    settings = Summarise(candidates=("fake",), min_sentences=1)
    return Bundle(article, drafts, reports, summaries.summary(article, drafts, text, answers, settings, True))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> EncodeStage:
    folder = tiny_encoder.make(tmp_path_factory.mktemp("encoder"), [english for _, english, _ in TOLD])
    model = LockedModel("tiny", "encoder", "transformers", "float32", folder, "e" * 64, None, "folder", "CC0-1.0")
    engine = load_encoder(model, SETTINGS, RuntimeSettings(device="cpu", threads=1))
    return EncodeStage(engine.identity, {}, lambda: engine)


def encoded(stage: EncodeStage, texts: Sequence[str], failed: Sequence[str] = ()) -> StageResults:
    kept = [text for text in texts if text not in failed]
    values = [json.dumps(value) for value in stage.run(kept)]
    return StageResults(
        str(stage.identity),
        {text: Stored(text, value, "b1") for text, value in zip(kept, values, strict=True)},
        dict.fromkeys(failed, "it snows"),
    )


def summary(made: Bundle) -> Summary:
    assert made.summary is not None
    return made.summary


def evidence(made: Bundle) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(one.evidence, one.similar) for one in summary(made).sentences]


def test_a_segment_in_other_words_comes_behind_those_by_words(stage: EncodeStage) -> None:
    plain = bundle(f"{DEATHS} Rice rose 5.6 percent.")
    assert evidence(plain) == [((3,), ()), ((2,), ())]
    found = similarity.compared(plain, encoded(stage, similarity.texts([plain])), SETTINGS)
    assert evidence(found) == [((3, 1), (1,)), ((2,), ())]
    assert (summary(found).encoder, summary(found).uncompared) == (str(stage.identity), "")


def test_the_few_and_the_threshold_of_the_config_hold(stage: EncodeStage) -> None:
    plain = bundle(f"{DEATHS} Rice rose 5.6 percent.")
    vectors = encoded(stage, similarity.texts([plain]))
    for changes in ({"most": 1}, {"similarity": 1.0}):
        found = similarity.compared(plain, vectors, SETTINGS.model_copy(update=changes))
        assert evidence(found) == evidence(plain)


@pytest.mark.parametrize(
    "wrong",
    [
        "Many soldiers died in the town on 7 May.",
        "Many soldiers of Joko Anwar died in the town.",
        "Rice rose 9.6 percent.",
    ],
)
def test_nothing_is_excused(stage: EncodeStage, wrong: str) -> None:
    """But for the evidence the summary is what it would be without an encoder."""
    plain = bundle(f"{wrong} Budi Santosa planted rice.")
    assert wrong in [one.text for one in summary(plain).replaced]
    found = similarity.compared(
        plain, encoded(stage, similarity.texts([plain])), SETTINGS.model_copy(update={"similarity": 0.01, "most": 9})
    )
    bare = [replace(one, evidence=(), similar=()) for one in summary(found).sentences]
    assert bare == [replace(one, evidence=(), similar=()) for one in summary(plain).sentences]
    assert replace(summary(found), sentences=(), encoder="") == replace(summary(plain), sentences=())
    for before, after in zip(summary(plain).sentences, summary(found).sentences, strict=True):
        assert after.evidence[: len(before.evidence)] == before.evidence
        assert 0 not in after.similar  # a headline
        assert not (after.extracted and after.similar)
    assert replace(found, summary=plain.summary) == plain


def test_what_cannot_be_encoded_is_told_and_costs_nothing(stage: EncodeStage) -> None:
    plain = bundle(f"{DEATHS} Rice rose 5.6 percent.")
    texts = similarity.texts([plain])
    assert texts == [english for _, english, kind in TOLD if kind == "sentence"]
    found = similarity.compared(plain, encoded(stage, texts, failed=[DEATHS]), SETTINGS)
    assert evidence(found) == evidence(plain)
    assert summary(found).uncompared == "1 of 4 sentences were not compared: it snows"
    nothing = similarity.compared(plain, StageResults("tiny", {}, {}), SETTINGS)
    assert evidence(nothing) == evidence(plain)
    assert summary(nothing).uncompared == "4 of 4 sentences were not compared: the encoder gave no vector"


def test_an_article_without_a_summary_is_not_encoded() -> None:
    plain = replace(bundle(DEATHS), summary=None)
    assert similarity.texts([plain]) == []
    assert similarity.compared(plain, StageResults("tiny", {}, {}), SETTINGS) is plain
