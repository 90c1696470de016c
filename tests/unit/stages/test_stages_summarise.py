"""The summary stage: long articles in parts, every line in exactly one, merged until one summary is left."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.config import Summarise
from jembatan.engines.fake import FakeSummariser
from jembatan.engines.protocol import SummaryOutput
from jembatan.errors import TextTooLong
from jembatan.stages.summarise import Draft, SummariseStage, draft, sentences, split


def words(text: str) -> int:
    return len(text.split())


WANTED = Summarise(candidates=("fake",), min_sentences=1, max_lead_words=4, n_best=3)


def stage(engine: FakeSummariser) -> SummariseStage:
    return SummariseStage(engine.identity, {}, WANTED, lambda: engine)


def drafts(engine: FakeSummariser, *texts: str) -> list[Draft]:
    return [draft(json.dumps(value)) for value in stage(engine).run(texts)]


class Scripted(FakeSummariser):
    """Answers as told, the first and the second time; a text that it was not told of is its own summary. Of
    several answers, parted by ``|``, it gives as many as it is asked for."""

    def __init__(self, first: dict[str, str | None], second: dict[str, str | None], window: int = 100) -> None:
        super().__init__(window=window)
        self._answers = {False: first, True: second}
        self.again: list[tuple[str, ...]] = []

    def summarise(self, texts: Sequence[str], again: bool = False, n_best: int = 1) -> list[SummaryOutput]:
        (self.again if again else self.calls).append(tuple(texts))
        answers = [self._answers[again].get(text, text) for text in texts]
        return [
            SummaryOutput((), "no end") if answer is None else SummaryOutput(tuple(answer.split("|")[:n_best]))
            for answer in answers
        ]


def test_a_text_that_fits_is_summarised_in_one_part() -> None:
    engine = FakeSummariser(sentences=2)
    assert drafts(engine, "One.\nTwo.\nThree.", "Ay.\nBe.") == [Draft("One. Two.", 1), Draft("Ay. Be.", 1)]
    assert engine.calls == [("One.\nTwo.\nThree.", "Ay.\nBe.")]


def test_a_longer_text_is_summarised_in_parts_which_are_summarised_together() -> None:
    first: dict[str, str | None] = {"Ay.\nBe.": "Ab.", "Ce.\nDe.": "Cd."}
    engine = Scripted(first, {}, window=2)
    assert drafts(engine, "Ay.\nBe.\nCe.\nDe.", "Hm.\nOh.") == [Draft("Ab.\nCd.", 2), Draft("Hm.\nOh.", 1)]
    assert engine.calls == [("Ay.\nBe.", "Ce.\nDe.", "Hm.\nOh."), ("Ab.\nCd.",)]
    # The summary of a part need not be as people want that of an article.
    assert engine.again == []


def test_parts_are_merged_in_as_many_rounds_as_it_takes() -> None:
    engine = FakeSummariser(sentences=1, window=6)
    text = "\n".join(f"Sentence number {number}." for number in range(1, 9))
    (made,) = drafts(engine, text)
    assert made == Draft("Sentence number 1.", 4)
    assert [len(call) for call in engine.calls] == [4, 2, 1, 1]


def test_summaries_that_do_not_get_shorter_are_a_problem_and_not_an_endless_night() -> None:
    engine = Scripted({}, {}, window=4)
    problem = "the summaries of 2 parts do not get shorter when they are merged"
    assert drafts(engine, "one two three.\nfour five six.", "One.\nTwo.") == [
        Draft("", 2, problem),
        Draft("One.\nTwo.", 1),
    ]
    assert len(engine.calls) < 10


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("Rice is dear. It is so.", "Never asked.", ["Rice is dear. It is so."]),
        (None, "Rice. Dear.", ["Rice. Dear."]),
        (None, "Rice.", ["Rice."]),  # too short, but better than nothing
        ("Rice.", None, ["Rice."]),
        ("Rice.", "Rice. Dear.", ["Rice. Dear.", "Rice."]),
        ("Rice.", "Corn.", ["Rice.", "Corn."]),  # no better, and so the first stays
        ("Rice.", "Rice.", ["Rice."]),
        ("Rice is so very dear. Six.", "Rice is. Six.", ["Rice is. Six.", "Rice is so very dear. Six."]),
        ("Rice is so very dear. Six.", "Rice.", ["Rice is so very dear. Six.", "Rice."]),
        ("Rice is so very dear.", "Rice is.", ["Rice is.", "Rice is so very dear."]),
        ("Rice.", "Rice is so very dear. Six.", ["Rice is so very dear. Six.", "Rice."]),
        # Several answers: each once, those of the better length first, else in the order they were given.
        ("Rice.", "Corn.|Rice.|Wheat.", ["Rice.", "Corn.", "Wheat."]),
        ("Rice.", "Corn.|Rice. Dear.|Wheat.", ["Rice. Dear.", "Rice.", "Corn.", "Wheat."]),
        ("Rice.", "Corn.|Rice. Dear.|Wheat. Dear.|Unasked. For.", ["Rice. Dear.", "Wheat. Dear.", "Rice.", "Corn."]),
        (None, "Corn.|Rice. Dear.", ["Rice. Dear.", "Corn."]),
    ],
)
def test_what_is_of_no_use_is_asked_for_once_more_and_the_better_one_comes_first(
    first: str | None, second: str | None, kept: list[str]
) -> None:
    engine = Scripted({"text": first}, {"text": second})
    good, made = drafts(engine, "Good.\nEnough.", "text")
    assert good == Draft("Good.\nEnough.", 1)
    assert made == Draft(kept[0], 1, others=tuple(kept[1:]))
    assert list(made.answers) == kept
    assert engine.calls == [("Good.\nEnough.", "text")]
    assert engine.again == ([] if second == "Never asked." else [("text",)])


ARTICLE = "Budi Santosa met 40 millers in Surabaya on Monday.\nRice rose, the ministry said."


@pytest.mark.parametrize(
    ("first", "asked"),
    [
        ("Budi met 40 millers. Rice rose, officials said.", False),
        ("Budi met 41 millers. Rice rose, officials said.", True),
        ("Rudi met 40 millers. Rice rose, officials said.", True),
        ("Budi met 40 millers. Rice rose.", True),
        ("Budi met 40 millers. “Rice rose,” he said.", True),
    ],
)
def test_what_the_article_does_not_bear_out_is_asked_for_once_more(first: str, asked: bool) -> None:
    engine = Scripted({ARTICLE: first}, {ARTICLE: "Budi met millers. It rained."})
    (made,) = drafts(engine, ARTICLE)
    assert made == Draft(first, 1, others=("Budi met millers. It rained.",) if asked else ())
    assert len(engine.again) == asked


def test_of_a_part_the_engines_best_answer_is_read_on() -> None:
    engine = Scripted({"Ay.\nBe.": None}, {"Ay.\nBe.": "Ab.|Abe. Bee."}, window=2)
    assert drafts(engine, "Ay.\nBe.\nCe.") == [Draft("Ab.\nCe.", 2)]
    assert engine.again == [("Ay.\nBe.",)]


def test_as_many_answers_are_asked_for_as_the_config_says() -> None:
    engine = Scripted({"text": "Rice."}, {"text": "Corn.|Wheat.|Oats."})
    for n_best, expected in ((1, ("Corn.",)), (2, ("Corn.", "Wheat."))):
        wanted = WANTED.model_copy(update={"n_best": n_best})
        (made,) = SummariseStage(engine.identity, {}, wanted, lambda: engine).run(["text"])
        assert draft(json.dumps(made)).others == expected


def test_a_stored_result_of_one_answer_is_read() -> None:
    assert draft('{"text": "Rice.", "parts": 2, "problem": null}') == Draft("Rice.", 2)


def test_a_summary_that_never_ends_is_an_outcome_of_its_own() -> None:
    engine = Scripted({"a": None, "Be.\nCe.": None}, {"a": None, "Be.\nCe.": None}, window=2)
    assert drafts(engine, "a", "Ay.\nEs.\nBe.\nCe.", "One.\nTwo.", "three words here") == [
        Draft("", 1, "no end"),
        Draft("", 2, "part 2 of 2: no end"),
        Draft("One.\nTwo.", 1),
        Draft("", 1, "line 1 has 3 tokens, and the summariser takes 2"),
    ]
    assert engine.again == [("a", "Be.\nCe.")]


def test_a_line_that_is_longer_than_the_window_is_refused_and_not_cut() -> None:
    with pytest.raises(TextTooLong, match="line 2 has 5 tokens, and the summariser takes 4"):
        split("a b\nc d e f g\nh", 4, words)


@given(st.lists(st.lists(st.sampled_from(["satu", "dua", "tiga"]), max_size=6).map(" ".join), max_size=30))
def test_parts_hold_every_line_once_and_fit(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = split(text, 6, words)
    assert "\n".join(parts) == text
    assert all(words(part) <= 6 for part in parts)
    assert (len(parts) == 1) == (words(text) <= 6) or "" in lines


def test_parts_are_of_like_size() -> None:
    text = "\n".join(["a b"] * 11)
    assert [words(part) for part in split(text, 20, words)] == [12, 10]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Putin met Gen. Syrskyi. He left.", ["Mr. Putin met Gen. Syrskyi.", "He left."]),
        ("Prices rose 5.6 percent in the U.S. on Monday.", ["Prices rose 5.6 percent in the U.S. on Monday."]),
        ("“We refuse,” he said. She left.", ["“We refuse,” he said.", "She left."]),
        (
            "It is in Decision (TNI) No. Kep/10/VII/2025. No. They left.",
            ["It is in Decision (TNI) No. Kep/10/VII/2025.", "No.", "They left."],
        ),
        ("The firm paid Rp. 5 million. PT. Baru left.", ["The firm paid Rp. 5 million.", "PT. Baru left."]),
        ("First line\nSecond line.", ["First line", "Second line."]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_a_summary_is_split_into_sentences(summary: str, expected: list[str]) -> None:
    assert sentences(summary) == expected


@given(st.text(alphabet="ab .!?\n“”,", max_size=80))
def test_no_character_of_a_summary_is_lost(summary: str) -> None:
    assert "".join("".join(sentences(summary)).split()) == "".join(summary.split())
