"""The summary stage: long articles in parts, every line in exactly one, merged until one summary is left."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.engines.fake import FakeSummariser
from jembatan.errors import EngineError, TextTooLong
from jembatan.stages.summarise import Draft, SummariseStage, draft, sentences, split


def words(text: str) -> int:
    return len(text.split())


def stage(engine: FakeSummariser) -> SummariseStage:
    return SummariseStage(engine.identity, {}, lambda: engine)


def drafts(engine: FakeSummariser, *texts: str) -> list[Draft]:
    return [draft(json.dumps(value)) for value in stage(engine).run(texts)]


def test_a_text_that_fits_is_summarised_in_one_part() -> None:
    engine = FakeSummariser(sentences=2)
    assert drafts(engine, "One.\nTwo.\nThree.", "Alone.") == [Draft("One. Two.", 1), Draft("Alone.", 1)]
    assert engine.calls == [("One.\nTwo.\nThree.", "Alone.")]


def test_a_longer_text_is_summarised_in_parts_which_are_summarised_together() -> None:
    engine = FakeSummariser(sentences=1, window=6)
    text = "\n".join(f"Sentence number {number}." for number in range(1, 5))
    assert drafts(engine, text, "Short.") == [Draft("Sentence number 1.", 2), Draft("Short.", 1)]
    assert engine.calls == [
        ("Sentence number 1.\nSentence number 2.", "Sentence number 3.\nSentence number 4.", "Short."),
        ("Sentence number 1.\nSentence number 3.",),
    ]


def test_parts_are_merged_in_as_many_rounds_as_it_takes() -> None:
    engine = FakeSummariser(sentences=1, window=6)
    text = "\n".join(f"Sentence number {number}." for number in range(1, 9))
    (made,) = drafts(engine, text)
    assert made == Draft("Sentence number 1.", 4)
    assert [len(call) for call in engine.calls] == [4, 2, 1]


def test_summaries_that_do_not_get_shorter_are_an_error_and_not_an_endless_night() -> None:
    class Parrot(FakeSummariser):
        def summarise(self, texts: Sequence[str]) -> list[str]:
            self.calls.append(tuple(texts))
            return list(texts)

    engine = Parrot(window=4)
    with pytest.raises(EngineError, match="the summaries of 2 parts do not get shorter when they are merged"):
        stage(engine).run(["one two three.\nfour five six."])
    assert len(engine.calls) < 10


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
