"""The translation stage: what goes into the store comes out of it as it was."""

from __future__ import annotations

import json

from jembatan.engines.fake import FakeTranslator
from jembatan.engines.protocol import Output
from jembatan.records import Hypothesis
from jembatan.stages.translate import VERSION, TranslateStage, output


def stage(engine: FakeTranslator, n_best: int = 1) -> TranslateStage:
    return TranslateStage(engine.identity, {"beam_size": 4}, lambda: engine, n_best)


def test_what_a_stage_gives_is_read_back_as_the_engine_gave_it() -> None:
    engine = FakeTranslator()
    texts = ["Harga naik 1.500.", " ", "“Kutipan” — é"]
    stored = [json.dumps(value) for value in stage(engine, 3).run(texts)]
    assert [output(value) for value in stored] == FakeTranslator().translate(texts, 3)
    assert output(stored[0]).hypotheses[0] == Hypothesis("[en] Harga naik 1,500.", 0.0)
    assert output(stored[1]) == Output((), problem="there is no text to translate")


def test_the_first_batch_loads_the_engine_once() -> None:
    loaded: list[FakeTranslator] = []

    def load() -> FakeTranslator:
        loaded.append(FakeTranslator())
        return loaded[-1]

    lazy = TranslateStage(FakeTranslator().identity, {}, load, 1)
    assert lazy.made_by["engine"] == FakeTranslator().identity.as_dict()
    assert loaded == []
    lazy.run(["satu"])
    lazy.run(["dua", "tiga"])
    assert [engine.calls for engine in loaded] == [[("satu",), ("dua", "tiga")]]


def test_made_by_names_stage_version_settings_and_engine() -> None:
    engine = FakeTranslator()
    assert stage(engine).made_by == {
        "stage": "translate",
        "version": VERSION,
        "settings": {"beam_size": 4},
        "engine": {
            "kind": "fake",
            "model": "fake",
            "runtime": "fake",
            "precision": "none",
            "weights": "",
            "revision": None,
            "libraries": {},
        },
    }
