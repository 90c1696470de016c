"""Lines of several sentences: asked whole, a translator drops some; the guard tells which, and the night loses none.

MarianMT and NLLB lose sentences so. The tiny NLLB has learnt single sentences, and does the same.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import tiny_models
from conftest import Convert
from jembatan.config import RuntimeSettings, Translate
from jembatan.engines.ctranslate2_seq2seq import CTranslate2Translator
from jembatan.guard.check import CHECKS
from jembatan.guard.context import Context
from jembatan.models.lock import LockedModel
from nights import jembatan, records, write_articles, write_config

PAIRS = [pair for pair in tiny_models.pairs() if pair.source.endswith((".", ".”", '."'))]
LINES = [(one, other) for one, other in list(pairwise(PAIRS))[::2] if one.article == other.article and one != other][
    :12
]
"""Two sentences that follow each other in an article, told on one line."""


def test_the_night_loses_no_sentence_of_a_line(tiny_nllb: Path, tmp_path: Path) -> None:
    lines = [f"{one.source} {other.source}" for one, other in LINES]
    write_articles(tmp_path, {"baris": "\n\n".join(lines) + "\n"})
    model = {"name": "tiny-nllb", "kind": "nllb", "licence": "CC0-1.0", "folder": str(tiny_nllb)}
    job = write_config(
        tmp_path, {"translate": {"candidates": [model]}, "runtime": {"device": "cpu", "threads": 2}, "canary": "off"}
    )
    assert jembatan("models", "fetch", job).code == 0
    ran = jembatan("run", job, "--json")
    assert ran.code in (0, 3), ran.err
    (record,) = records(Path(json.loads(ran.out)["bundle"]))
    segments = record["segments"]
    assert isinstance(segments, list)
    assert [segment["source"] for segment in segments] == [pair.source for line in LINES for pair in line]
    assert [segment["target"] for segment in segments] == [pair.target for line in LINES for pair in line]


def test_asked_whole_it_loses_most_and_the_guard_says_so(tiny_nllb: Path, converted: Convert) -> None:
    folder = converted(tiny_nllb, "nllb")
    model = LockedModel("tiny", "nllb", "ctranslate2", "float32", folder, "0" * 64, None, "here", "CC0-1.0")
    settings = Translate.model_validate({"candidates": ["tiny"], "beam_size": 1, "max_output_tokens": 128})
    engine = CTranslate2Translator(model, settings, RuntimeSettings(device="cpu", threads=2))
    found = engine.translate([f"{one.source} {other.source}" for one, other in LINES])
    lost, untold = 0, []
    for (one, other), output in zip(LINES, found, strict=True):
        whole, text = f"{one.source} {other.source}", output.hypotheses[0].text if output.hypotheses else ""
        if one.target in text and other.target in text:
            continue
        lost += 1
        if all(check(whole, text, Context()).clean for check in CHECKS.values()):
            untold.append((whole, text))
    assert lost == len(LINES)
    assert untold == []
