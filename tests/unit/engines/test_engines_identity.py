"""Who an engine is, and which settings are part of a key."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from jembatan.config import ModelKind, Summarise, Translate
from jembatan.engines import prompts
from jembatan.engines.identity import identity, semantic_settings
from jembatan.errors import ConfigError
from jembatan.models.lock import LockedModel

WEIGHTS = "0123456789abcdef" * 4


def locked(kind: ModelKind, runtime: str = "ctranslate2") -> LockedModel:
    return LockedModel(
        name="a-model",
        kind=kind,
        runtime=runtime,  # type: ignore[arg-type]
        precision="int8",
        folder=Path("/models/prepared/x"),
        weights=WEIGHTS,
        revision="abc",
        origin="hub owner/model",
        licence="MIT",
    )


@pytest.mark.parametrize(
    ("kind", "runtime", "libraries"),
    [
        ("marian", "ctranslate2", {"ctranslate2", "transformers", "tokenizers", "sentencepiece", "sacremoses"}),
        ("marian", "transformers", {"torch", "transformers", "tokenizers", "sentencepiece", "sacremoses"}),
        ("nllb", "ctranslate2", {"ctranslate2", "transformers", "tokenizers"}),
        ("causal", "ctranslate2", {"ctranslate2", "transformers", "tokenizers"}),
        ("seq2seq", "transformers", {"torch", "transformers", "tokenizers"}),
    ],
)
def test_an_engine_names_the_versions_of_what_computes(kind: ModelKind, runtime: str, libraries: set[str]) -> None:
    found = identity(locked(kind, runtime))
    assert found.libraries == {name: version(name) for name in libraries}
    assert (found.kind, found.model, found.runtime, found.precision) == (kind, "a-model", runtime, "int8")
    assert (found.weights, found.revision) == (WEIGHTS, "abc")


def test_an_identity_is_one_line_that_names_the_weights() -> None:
    versions = f"ctranslate2-{version('ctranslate2')}+tokenizers-{version('tokenizers')}"
    assert str(identity(locked("nllb"))) == (
        f"a-model|ctranslate2:int8|w:0123456789ab|{versions}+transformers-{version('transformers')}"
    )


def test_an_identity_does_not_depend_on_where_the_weights_lie() -> None:
    here, there = locked("marian"), locked("marian")
    object.__setattr__(there, "folder", Path("/elsewhere"))
    object.__setattr__(there, "origin", "folder /elsewhere")
    assert identity(here) == identity(there)


def test_telling_an_identity_imports_no_heavy_library() -> None:
    look = (
        "import sys; from jembatan.engines.identity import identity, semantic_settings; "
        "from jembatan.config import Translate; "
        "semantic_settings(Translate(candidates=('x',)), 'causal'); "
        "print(sorted({'torch', 'transformers', 'ctranslate2', 'accelerate'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout == "[]\n"


COMMON = {"length_penalty", "no_repeat_ngram_size", "repetition_penalty", "max_output_tokens"}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("marian", {*COMMON, "beam_size", "n_best"}),
        ("nllb", {*COMMON, "beam_size", "n_best", "source_language", "target_language"}),
        ("causal", {*COMMON, "causal_beam_size", "n_best", "prompt"}),
        ("fake", {*COMMON, "beam_size", "n_best"}),
    ],
)
def test_only_settings_that_this_kind_reads_are_in_the_key(kind: ModelKind, expected: set[str]) -> None:
    assert set(semantic_settings(Translate(candidates=("x",)), kind)) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("seq2seq", {*COMMON, "min_sentences", "max_lead_words", "beam_size", "n_best"}),
        ("causal", {*COMMON, "min_sentences", "max_lead_words", "causal_beam_size", "n_best", "prompt"}),
    ],
)
def test_what_asks_for_a_summary_again_is_in_its_key_and_what_shortens_it_is_not(
    kind: ModelKind, expected: set[str]
) -> None:
    assert set(semantic_settings(Summarise(candidates=("x",)), kind)) == expected


def test_a_prompt_is_in_the_key_by_its_content() -> None:
    assert semantic_settings(Translate(candidates=("x",)), "causal")["prompt"] == prompts.load("news").digest
    with pytest.raises(ConfigError, match="prompt: 'sonnet' is not one of news, summary, zero-shot"):
        semantic_settings(Translate(candidates=("x",), prompt="sonnet"), "causal")


def test_settings_are_values_and_not_only_names() -> None:
    settings = semantic_settings(Translate(candidates=("x",), beam_size=2, length_penalty=0.5), "marian")
    assert (settings["beam_size"], settings["length_penalty"]) == (2, 0.5)
