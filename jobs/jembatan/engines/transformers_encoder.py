"""Sentence encoders on transformers: the mean of the last layer over all tokens of a text, at length 1.

BERT, XLM-RoBERTa, MPNet and their like, as the sentence-transformers and E5 models are made; not models that want the
vector of their first or last token.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import torch
from transformers import AutoModel, AutoTokenizer
from transformers.utils import logging

from jembatan.config import Evidence, RuntimeSettings
from jembatan.engines import batching
from jembatan.engines.device import best_precision, resolve
from jembatan.engines.identity import identity
from jembatan.engines.protocol import EngineIdentity
from jembatan.engines.seq2seq import engine_errors
from jembatan.errors import EngineError, ModelError
from jembatan.models.lock import LockedModel
from jembatan.records import Vector

_UNUSED = "pooler."
"""Weights that many published encoders lack, and that the mean over the tokens does not need."""


class TransformersEncoder:
    """An Encoder. A text that is longer than the model takes is halved at white space until its pieces fit; its vector
    is the mean of theirs, weighted by their tokens. Loading raises ModelError or ConfigError."""

    def __init__(self, model: LockedModel, settings: Evidence, runtime: RuntimeSettings) -> None:
        self._identity = identity(model)
        self._prefix = settings.prefix
        self._runtime = runtime
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(runtime.threads or os.cpu_count() or 1)
        device = resolve(runtime.device, "transformers")
        precision = best_precision(model.precision, "transformers", device)
        self._tokenizer: Any = AutoTokenizer.from_pretrained(model.folder, local_files_only=True)
        model_class: Any = AutoModel
        loaded, told = model_class.from_pretrained(
            model.folder,
            local_files_only=True,
            use_safetensors=True,
            dtype=getattr(torch, precision),
            device_map=None if device == "cpu" else {"": device},
            output_loading_info=True,
        )
        missing = sorted(name for name in told["missing_keys"] if not name.startswith(_UNUSED))
        if missing:
            # transformers draws them at random and goes on: vectors that mean nothing.
            raise ModelError(f"{model.name}: {model.folder} lacks the weights {', '.join(missing[:3])}; use an encoder")
        self._model: Any = loaded.eval()
        if self._model.config.is_encoder_decoder:
            raise ModelError(f"{model.name}: an encoder with a decoder; use a model that is an encoder alone")
        self._window = min(_positions(self._model), int(self._tokenizer.model_max_length))
        # The length is looked at here, so that the tokenizer's own warning tells nothing new.
        self._tokenizer.model_max_length = 10**9

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    @property
    def window(self) -> int:
        """Tokens that the model takes at once, with special tokens and the prefix."""
        return self._window

    def encode(self, texts: Sequence[str]) -> list[Vector]:
        """One vector per text, in the order given. Raises OutOfMemory or EngineError."""
        pieces = [self._pieces(text) for text in texts]
        rows = [ids for several in pieces for ids in several]
        means: dict[int, torch.Tensor] = {}
        with engine_errors("transformers"), torch.inference_mode():
            for members in batching.plan(
                [len(ids) for ids in rows], self._runtime.batch_tokens, self._runtime.batch_size
            ):
                means.update(zip(members, self._means([rows[at] for at in members]), strict=True))
            weighted = iter([means[at] * len(ids) for at, ids in enumerate(rows)])
            return [_at_length_one(sum(next(weighted) for _ in several)) for several in pieces]

    def _pieces(self, text: str) -> list[list[int]]:
        """Token ids of the whole text, in as many pieces as it takes."""
        # Some tokenizer files ask for truncation by themselves.
        asked = self._tokenizer(self._prefix + text, truncation=False, padding=False)
        ids = [int(token) for token in asked["input_ids"]]
        if len(ids) <= self._window:
            return [ids]
        if len(text) < 2:
            raise EngineError(f"the prefix {self._prefix!r} leaves no room: the encoder takes {self._window} tokens")
        cut = _middle(text)
        return [*self._pieces(text[:cut]), *self._pieces(text[cut:])]

    def _means(self, rows: Sequence[Sequence[int]]) -> list[torch.Tensor]:
        """The mean of the last layer over each row's own tokens, in 64 bits on the CPU."""
        width = max(len(row) for row in rows)
        filler = self._tokenizer.pad_token_id or 0
        device = self._model.device
        ids = torch.tensor([[*row, *[filler] * (width - len(row))] for row in rows], device=device)
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=device)
        layer = self._model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        kept = mask.unsqueeze(-1)
        sums = layer.masked_fill(kept == 0, 0.0).sum(1)
        return list((sums / kept.sum(1)).double().cpu())


def _at_length_one(total: Any) -> Vector:
    length = float(total.norm())
    if not 0 < length < float("inf"):
        raise EngineError("the encoder gave a vector without a direction")
    return tuple((total / length).tolist())


def _middle(text: str) -> int:
    """Where a text is halved: at the white space nearest to its middle, or in the middle of one that has none."""
    half = len(text) // 2
    spaces = [at for at, character in enumerate(text) if character.isspace() and at]
    return min(spaces, key=lambda at: abs(at - half), default=half)


def _positions(model: Any) -> int:
    """Tokens that have a position. RoBERTa and its like count from behind the number that stands for padding."""
    table = getattr(getattr(model, "embeddings", None), "position_embeddings", None)
    padding = getattr(table, "padding_idx", None)
    return int(model.config.max_position_embeddings) - (0 if padding is None else padding + 1)
