"""Encoder-decoder models on CTranslate2, from a folder that ``jembatan.engines.convert`` made."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import ctranslate2

from jembatan.config import Decoding, RuntimeSettings, Summarise, Translate
from jembatan.engines.allocator import keep_freed_memory
from jembatan.engines.convert import SOURCE_FOLDER
from jembatan.engines.device import best_precision, resolve
from jembatan.engines.seq2seq import UNGUARDED, Decoded, Guard, SentenceTranslator, TextSummariser, engine_errors
from jembatan.engines.tokens import Tokens
from jembatan.errors import ConfigError, ModelError
from jembatan.models.lock import LockedModel

# Times the beam's width: at once (1) lost 8 to 11 of 144 sentences that the model knows, 2 one at most, 3 none.
_PATIENCE = 3


class CTranslate2Translator(SentenceTranslator):
    """A marian or nllb model on CTranslate2. Loading raises ModelError or ConfigError."""

    def __init__(self, model: LockedModel, settings: Translate, runtime: RuntimeSettings) -> None:
        tokens = Tokens(model.folder / SOURCE_FOLDER, model.kind, settings)
        decoder = _CTranslate2Decoder(model, settings, runtime, tokens)
        super().__init__(model, settings.max_output_tokens, runtime, tokens, decoder)


class CTranslate2Summariser(TextSummariser):
    """A BART or Pegasus model on CTranslate2. Loading raises ModelError or ConfigError."""

    def __init__(self, model: LockedModel, settings: Summarise, runtime: RuntimeSettings) -> None:
        tokens = Tokens(model.folder / SOURCE_FOLDER, model.kind)
        decoder = _CTranslate2Decoder(model, settings, runtime, tokens)
        super().__init__(model, settings, runtime, tokens, decoder)


class _CTranslate2Decoder:
    def __init__(self, model: LockedModel, settings: Decoding, runtime: RuntimeSettings, tokens: Tokens) -> None:
        device, _, number = resolve(runtime.device, "ctranslate2").partition(":")
        keep_freed_memory()
        try:
            self._translator: Any = ctranslate2.Translator(
                str(model.folder),
                device=device,
                device_index=int(number or 0),
                compute_type=best_precision(model.precision, "ctranslate2", device),
                inter_threads=1,
                intra_threads=runtime.threads or os.cpu_count() or 1,
            )
        except (RuntimeError, ValueError) as error:
            if "compute type" in str(error):
                raise ConfigError(
                    f"precision: {model.precision} is not for this {device}: {error} Use int8 or float32"
                ) from error
            raise ModelError(
                f"{model.name}: {model.folder} cannot be loaded: {error}; fetch it again with: jembatan models fetch"
            ) from error
        self._settings = settings
        self._tokens = tokens

    def decode(
        self, sources: Sequence[Sequence[int]], n_best: int, limit: int, guard: Guard = UNGUARDED
    ) -> list[list[Decoded]]:
        """The n best of each source by beam search, which goes on until ``_PATIENCE`` beams of hypotheses have ended.

        Stopping after one, as CTranslate2 does unless told, takes a bad short hypothesis over a good long one.
        """
        prompt = self._tokens.pieces(self._tokens.prompt)
        beams = max(self._settings.beam_size, n_best)
        with engine_errors("ctranslate2"):
            results = self._translator.translate_batch(
                [self._tokens.pieces(list(source)) for source in sources],
                target_prefix=[prompt] * len(sources) if prompt else None,
                beam_size=beams,
                patience=_PATIENCE,
                num_hypotheses=n_best,
                length_penalty=self._settings.length_penalty,
                no_repeat_ngram_size=self._settings.no_repeat_ngram_size or guard.no_repeat_ngram_size,
                repetition_penalty=self._settings.repetition_penalty,
                disable_unk=True,
                max_input_length=0,  # nothing is truncated: what is too long never comes here
                max_decoding_length=len(prompt) + limit + 1,
                min_decoding_length=len(prompt) + guard.least if guard.least else 1,
                return_end_token=True,
                return_scores=True,
            )
        return [
            [self._decoded(pieces, score) for pieces, score in zip(result.hypotheses, result.scores, strict=True)]
            for result in results
        ]

    def _decoded(self, pieces: list[str], score: float) -> Decoded:
        written = self._tokens.ids(pieces)
        # CTranslate2's score is the sum over length ** penalty; its length counts forced tokens, which cost nothing.
        total = score * len(written) ** self._settings.length_penalty
        ids = written[len(self._tokens.prompt) :]
        ended = bool(ids) and ids[-1] == self._tokens.end
        return Decoded(ids[:-1] if ended else ids, ended, total / max(1, len(ids)))
