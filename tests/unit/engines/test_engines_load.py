"""From a locked model to an engine; a model that cannot be loaded is the night's fault and no article's."""

from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.config import ModelKind, Runtime, RuntimeSettings, Summarise, Translate
from jembatan.engines.fake import FakeSummariser, FakeTranslator
from jembatan.engines.load import load_summariser, load_translator
from jembatan.errors import ConfigError, ModelError
from jembatan.models.lock import LockedModel

TRANSLATE = Translate(candidates=("x",))
SUMMARISE = Summarise(candidates=("x",))
RUNTIME = RuntimeSettings(device="cpu", threads=1)


def locked(kind: ModelKind, runtime: Runtime, folder: Path) -> LockedModel:
    return LockedModel(
        name="a-model",
        kind=kind,
        runtime=runtime,
        precision="float32",
        folder=folder,
        weights="f" * 64,
        revision=None,
        origin="folder",
        licence="MIT",
    )


def test_the_fake_needs_no_folder(tmp_path: Path) -> None:
    fake = locked("fake", "ctranslate2", tmp_path / "none")
    assert isinstance(load_translator(fake, TRANSLATE, RUNTIME), FakeTranslator)
    assert isinstance(load_summariser(fake, SUMMARISE, RUNTIME), FakeSummariser)


def test_a_summariser_cannot_translate_nor_a_translator_summarise(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="translate: a-model is an English summariser; use a marian, nllb or causal"):
        load_translator(locked("seq2seq", "ctranslate2", tmp_path), TRANSLATE, RUNTIME)
    for kind in ("marian", "nllb"):
        with pytest.raises(ConfigError, match="summarise: a-model is a translator; use a seq2seq or causal model"):
            load_summariser(locked(kind, "ctranslate2", tmp_path), SUMMARISE, RUNTIME)


@pytest.mark.parametrize("runtime", ["ctranslate2", "transformers"])
@pytest.mark.parametrize("kind", ["marian", "nllb", "causal"])
def test_a_translator_that_cannot_be_loaded_is_a_model_error(kind: ModelKind, runtime: Runtime, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    for folder in (tmp_path, tmp_path / "source"):
        (folder / "config.json").write_text('{"model_type": "marian"', encoding="utf-8")
    with pytest.raises(ModelError, match=str(tmp_path)):
        load_translator(locked(kind, runtime, tmp_path), TRANSLATE, RUNTIME)


@pytest.mark.parametrize("runtime", ["ctranslate2", "transformers"])
@pytest.mark.parametrize("kind", ["seq2seq", "causal"])
def test_a_summariser_that_cannot_be_loaded_is_a_model_error(kind: ModelKind, runtime: Runtime, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)):
        load_summariser(locked(kind, runtime, tmp_path / "gone"), SUMMARISE, RUNTIME)
