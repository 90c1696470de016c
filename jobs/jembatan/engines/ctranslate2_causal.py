"""Causal models on CTranslate2: the shared start of all prompts is computed once, the rest in token batches."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import ctranslate2
from transformers import AutoConfig, AutoTokenizer, GenerationConfig

from jembatan.config import Decoding, RuntimeSettings
from jembatan.engines import batching
from jembatan.engines.allocator import keep_freed_memory
from jembatan.engines.causal import Continuation, Guards, Rendered, end_tokens
from jembatan.engines.device import resolve
from jembatan.engines.identity import identity
from jembatan.engines.protocol import EngineIdentity
from jembatan.engines.seq2seq import engine_errors
from jembatan.models.lock import LockedModel


class CTranslate2Continuer:
    """A Continuer (``jembatan.engines.causal``) on ``ctranslate2.Generator``."""

    def __init__(self, model: LockedModel, runtime: RuntimeSettings) -> None:
        self._identity = identity(model)
        self._batch_tokens = runtime.batch_tokens
        source = str(model.folder / "source")
        self._tokenizer: Any = AutoTokenizer.from_pretrained(source, local_files_only=True)
        self._window = int(AutoConfig.from_pretrained(source, local_files_only=True).max_position_embeddings)
        self._ends = end_tokens(GenerationConfig.from_pretrained(source, local_files_only=True), self._tokenizer)
        device, _, number = resolve(runtime.device, "ctranslate2").partition(":")
        keep_freed_memory()
        self._generator = ctranslate2.Generator(
            str(model.folder),
            device=device,
            device_index=int(number or 0),
            compute_type=model.precision,
            inter_threads=1,
            intra_threads=runtime.threads or os.cpu_count() or 1,
        )

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    @property
    def window(self) -> int:
        return self._window

    def render(self, chat: list[dict[str, str]]) -> str:
        """The chat by the model's own template."""
        return str(self._tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=True))

    def count_tokens(self, text: str) -> int:
        """Tokens of ``text``, without any that a template adds."""
        return len(self._tokenizer.encode(text, add_special_tokens=False))

    def continue_prompts(
        self, rendered: Rendered, limits: Sequence[int], settings: Decoding, guards: Guards, n_best: int
    ) -> list[list[Continuation]]:
        """Continue each prompt. Raises OutOfMemory or EngineError for the whole call."""
        prompts = [self._tokenizer.encode(text, add_special_tokens=False) for text in rendered.prompts]
        start_ids = self._tokenizer.encode(rendered.start, add_special_tokens=False)
        # A text that melts into the start's last token leaves nothing to share.
        shared = len(start_ids) if all(ids[: len(start_ids)] == start_ids for ids in prompts) else 0
        start = self._tokenizer.convert_ids_to_tokens(start_ids[:shared])
        found: list[list[Continuation]] = [[] for _ in prompts]
        beams = max(settings.causal_beam_size, n_best)
        for batch in self._batches([beams * (len(ids) - shared) for ids in prompts], guards):
            with engine_errors("ctranslate2"):
                results = self._generator.generate_batch(
                    [self._tokenizer.convert_ids_to_tokens(prompts[position][shared:]) for position in batch],
                    static_prompt=start or None,
                    include_prompt_in_result=False,
                    # One more than the limit, so that an output which ends right there is seen to end.
                    max_length=max(limits[position] for position in batch) + 1,
                    beam_size=beams,
                    num_hypotheses=n_best,
                    length_penalty=settings.length_penalty,
                    no_repeat_ngram_size=guards.no_repeat_ngram_size,
                    repetition_penalty=guards.repetition_penalty,
                    end_token=list(self._ends),
                    return_end_token=True,
                    return_scores=True,
                )
            for position, result in zip(batch, results, strict=True):
                found[position] = [
                    self._continuation(ids, score)
                    for ids, score in zip(result.sequences_ids, result.scores, strict=True)
                ]
        return found

    def _batches(self, lengths: Sequence[int], guards: Guards) -> list[list[int]]:
        # Twice: what is written is about as long as what is read.
        costs = [2 * length for length in lengths]
        if guards.off:
            return batching.plan(costs, self._batch_tokens)
        # What a prompt has beyond the shortest one of its batch would count as written, and be guarded too.
        alike: dict[int, list[int]] = {}
        for position, length in enumerate(lengths):
            alike.setdefault(length, []).append(position)
        return [
            [group[position] for position in batch]
            for group in alike.values()
            for batch in batching.plan([costs[position] for position in group], self._batch_tokens)
        ]

    def _continuation(self, ids: list[int], score: float) -> Continuation:
        ended = bool(ids) and ids[-1] in self._ends
        kept = ids[:-1] if ended else ids
        text = self._tokenizer.decode(kept, skip_special_tokens=True)
        return Continuation(text=text, tokens=len(kept), ended=ended, score=score)
