"""The encoding stage: a vector goes into the store in 16 bits a number and comes out as it went in."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.engines.protocol import EngineIdentity
from jembatan.errors import StoreError
from jembatan.records import Vector
from jembatan.stages.encode import VERSION, EncodeStage, packed, vector

IDENTITY = EngineIdentity("encoder", "tiny", "transformers", "float32", "e" * 64)


class Letters:
    """An encoder of how often a text has a, b and c."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, ...]] = []

    @property
    def identity(self) -> EngineIdentity:
        return IDENTITY

    def encode(self, texts: Sequence[str]) -> list[Vector]:
        self.calls.append(tuple(texts))
        counts = [tuple(map(text.count, "abc")) for text in texts]
        return [tuple(count / math.hypot(*several) for count in several) for several in counts]


def stored(text: str) -> str:
    return json.dumps({"vector": text})


def test_what_the_stage_gives_is_read_back() -> None:
    engine = Letters()
    results = [json.dumps(value) for value in EncodeStage(IDENTITY, {}, lambda: engine).run(["ab", "c", "abbb"])]
    assert results == [stored("qDmoOQAA"), stored("AAAAAAA8"), stored("DzWXOwAA")]
    assert [vector(value) for value in results] == [
        pytest.approx((0.5**0.5, 0.5**0.5, 0.0), abs=5e-4),
        (0.0, 0.0, 1.0),
        pytest.approx((0.1**0.5, 0.9**0.5, 0.0), abs=5e-4),
    ]
    assert engine.calls == [("ab", "c", "abbb")]


@given(st.lists(st.floats(-1, 1, width=16), min_size=1, max_size=40))
def test_16_bit_numbers_go_through_unchanged(numbers: list[float]) -> None:
    assert vector(stored(packed(tuple(numbers)))) == tuple(numbers)


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=40))
def test_others_lose_less_than_a_thousandth_and_only_once(numbers: list[float]) -> None:
    once = vector(stored(packed(tuple(numbers))))
    assert once == pytest.approx(numbers, abs=5e-4)
    assert packed(once) == packed(tuple(numbers))


@pytest.mark.parametrize("value", ["", "{}", '{"vector": 1}', stored("?"), stored("AA=="), stored("AAAA"), "[]"])
def test_a_damaged_result_is_told(value: str) -> None:
    with pytest.raises(StoreError, match="a result of the stage encode is damaged"):
        vector(value)


def test_the_first_batch_loads_the_engine_once() -> None:
    loaded: list[Letters] = []

    def load() -> Letters:
        loaded.append(Letters())
        return loaded[-1]

    stage = EncodeStage(IDENTITY, {"prefix": "query: "}, load)
    assert stage.made_by == {
        "stage": "encode",
        "version": VERSION,
        "settings": {"prefix": "query: "},
        "engine": IDENTITY.as_dict(),
    }
    assert (stage.asked("a"), loaded) == ("a", [])
    stage.run(["a"])
    stage.run(["b"])
    assert [engine.calls for engine in loaded] == [[("a",), ("b",)]]
