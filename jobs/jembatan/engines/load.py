"""From a locked model to a loaded engine. Adapters, and with them torch, are imported only here, on demand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from jembatan.config import Evidence, RuntimeSettings, Summarise, Translate
from jembatan.engines.protocol import Encoder, Hints, Summariser, Translator, no_hints
from jembatan.errors import ConfigError, JembatanError, ModelError
from jembatan.models.lock import LockedModel

if TYPE_CHECKING:
    from jembatan.engines.causal import Continuer


def load_translator(
    model: LockedModel, settings: Translate, runtime: RuntimeSettings, hints: Hints = no_hints
) -> Translator:
    """Load the translator that ``model`` and ``settings`` describe; only a causal model reads ``hints``.

    Raises ModelError or ConfigError.
    """
    with _loading(model):
        if model.kind == "fake":
            from jembatan.engines.fake import FakeTranslator

            return FakeTranslator()
        if model.kind == "causal":
            from jembatan.engines.causal import CausalTranslator

            return CausalTranslator(_continuer(model, runtime), settings, hints)
        if model.kind in ("seq2seq", "encoder"):
            what = "an English summariser" if model.kind == "seq2seq" else "an encoder"
            raise ConfigError(f"translate: {model.name} is {what}; use a marian, nllb or causal model")
        if model.runtime == "ctranslate2":
            from jembatan.engines.ctranslate2_seq2seq import CTranslate2Translator

            return CTranslate2Translator(model, settings, runtime)
        from jembatan.engines.transformers_seq2seq import TransformersTranslator

        return TransformersTranslator(model, settings, runtime)


def load_summariser(model: LockedModel, settings: Summarise, runtime: RuntimeSettings) -> Summariser:
    """Load the summariser that ``model`` and ``settings`` describe. Raises ModelError or ConfigError."""
    with _loading(model):
        if model.kind == "fake":
            from jembatan.engines.fake import FakeSummariser

            return FakeSummariser()
        if model.kind == "causal":
            from jembatan.engines.causal import CausalSummariser

            return CausalSummariser(_continuer(model, runtime), settings)
        if model.kind != "seq2seq":
            what = "an encoder" if model.kind == "encoder" else "a translator"
            raise ConfigError(f"summarise: {model.name} is {what}; use a seq2seq or causal model")
        if model.runtime == "ctranslate2":
            from jembatan.engines.ctranslate2_seq2seq import CTranslate2Summariser

            return CTranslate2Summariser(model, settings, runtime)
        from jembatan.engines.transformers_seq2seq import TransformersSummariser

        return TransformersSummariser(model, settings, runtime)


def load_encoder(model: LockedModel, settings: Evidence, runtime: RuntimeSettings) -> Encoder:
    """Load the encoder that ``model`` and ``settings`` describe. Raises ModelError or ConfigError."""
    with _loading(model):
        if model.kind != "encoder":
            raise ConfigError(f"evidence: {model.name} ({model.kind}) makes no vectors; use an encoder")
        from jembatan.engines.transformers_encoder import TransformersEncoder

        return TransformersEncoder(model, settings, runtime)


@contextmanager
def _loading(model: LockedModel) -> Iterator[None]:
    """A model that cannot be loaded is no article's fault: a ModelError, whatever the library raised."""
    try:
        yield
    except JembatanError:
        raise
    except Exception as error:
        raise ModelError(
            f"{model.name}: cannot be loaded from {model.folder} ({type(error).__name__}: {error}); look at its files "
            "with: jembatan models verify CONFIG, and at the memory with: jembatan check CONFIG"
        ) from error


@lru_cache(maxsize=1)
def _continuer(model: LockedModel, runtime: RuntimeSettings) -> Continuer:
    """The causal model, loaded once where it serves both stages."""
    if model.runtime == "ctranslate2":
        from jembatan.engines.ctranslate2_causal import CTranslate2Continuer

        return CTranslate2Continuer(model, runtime)
    from jembatan.engines.transformers_causal import TransformersContinuer

    return TransformersContinuer(model, runtime)
