"""The fake engine: deterministic, plainly fake, and free of heavy imports."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.engines.fake import FakeSummariser, FakeTranslator, unmark
from jembatan.engines.protocol import SummaryOutput
from jembatan.errors import EngineError


def test_marks_and_writes_numbers_the_english_way() -> None:
    (output,) = FakeTranslator().translate(["Harga naik 1,25 persen menjadi 10.000 rupiah."])
    assert output.hypotheses[0].text == "[en] Harga naik 1.25 persen menjadi 10,000 rupiah."
    assert output.problem is None


@given(st.lists(st.text(min_size=1).filter(lambda text: text.strip() != "")))
def test_nothing_is_lost(sentences: list[str]) -> None:
    outputs = FakeTranslator().translate(sentences)
    assert [unmark(output.hypotheses[0].text) for output in outputs] == sentences


def test_n_best_are_distinct_and_ordered() -> None:
    (output,) = FakeTranslator().translate(["Ya."], n_best=3)
    assert [hypothesis.text for hypothesis in output.hypotheses] == ["[en] Ya.", "[en 2] Ya.", "[en 3] Ya."]
    scores = [hypothesis.score for hypothesis in output.hypotheses]
    assert scores == [0.0, -1.0, -2.0]


def test_white_space_is_refused() -> None:
    (output,) = FakeTranslator().translate([" "])
    assert output.hypotheses == ()
    assert output.problem == "there is no text to translate"


def test_fails_where_told_and_records_calls() -> None:
    engine = FakeTranslator(failing={"Racun."})
    with pytest.raises(EngineError, match=r"Racun\."):
        engine.translate(["Baik.", "Racun."])
    engine.translate(["Baik."])
    assert engine.calls == [("Baik.", "Racun."), ("Baik.",)]


def test_summarises_by_the_first_lines() -> None:
    engine = FakeSummariser(sentences=2)
    assert engine.summarise(["Title\n\nFirst.\nSecond."]) == [SummaryOutput(("Title First.",))]
    assert engine.calls == [("Title\n\nFirst.\nSecond.",)]
    assert engine.summarise(["First.\nSecond."], again=True, n_best=3) == [SummaryOutput(("First. Second.",))]


def test_a_summary_of_too_long_a_text_is_refused() -> None:
    assert FakeSummariser(window=3).summarise(["one two three four", " ", "one"]) == [
        SummaryOutput((), "too long: 4 words, the summariser takes 3"),
        SummaryOutput((), "there is no text to summarise"),
        SummaryOutput(("one",)),
    ]


def test_imports_no_heavy_library() -> None:
    script = (
        "import sys; from jembatan.engines.fake import FakeTranslator; FakeTranslator().translate(['Ya.']); "
        "print([name for name in ('torch', 'transformers', 'ctranslate2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
