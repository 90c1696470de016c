"""What is plainly no translation, and what only looks odd."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.canary.sentences import fixed
from jembatan.canary.soundness import fault, faults
from jembatan.engines.fake import FakeTranslator

SOURCE = "Harga beras kembali naik pekan ini."


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("The price of rice is rising again this week.", None),
        ("", "empty"),
        (" \n", "empty"),
        ("...", "empty"),
        ("— — —", "empty"),
        ("Harga beras kembali naik pekan ini.", "echo"),
        ("  HARGA  beras kembali naik pekan ini. ", "echo"),
        ("[en] Harga beras kembali naik pekan ini.", None),
        ("the the the the the the", "loop"),
        ("The price of the of the of the of the of the of the", "loop"),
        ("Rice price price price price price price price price price price", "loop"),
        ("aaaaaaaaaaaaaaaa", "loop"),
        ("I do not know. I do not know. I do not know. I do not know. I do not know.", "loop"),
        ("No, no, no, no.", None),
        ("Ha ha ha ha, he laughed, when the price of rice was told.", None),
        ("The price is Rp1,000,000,000 now.", None),
        ("up and up and then up again", None),
    ],
)
def test_a_fault_is_told_without_a_reference(output: str, expected: str | None) -> None:
    assert fault(SOURCE, output) == expected


def test_the_fake_engine_and_the_sentences_themselves_are_sound() -> None:
    texts = fixed().texts
    outputs = [made.hypotheses[0].text for made in FakeTranslator().translate(texts)]
    assert faults(texts, outputs) == {}
    assert [fault("something else", text) for text in texts] == [None] * len(texts)


def test_faults_are_counted_by_kind() -> None:
    assert faults(["a", "b", "c", "d"], ["", "", "c", "good"]) == {"empty": 2, "echo": 1}


@given(st.text(min_size=1, max_size=40).filter(lambda text: any(map(str.isalnum, text))), st.integers(12, 40))
def test_whatever_is_said_a_dozen_times_is_a_loop(word: str, times: int) -> None:
    assert fault(SOURCE, " ".join([word] * times)) == "loop"
