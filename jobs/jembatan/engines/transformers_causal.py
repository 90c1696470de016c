"""Causal models on transformers: padded token batches through ``generate``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    GenerationConfig,
    LogitsProcessor,
    LogitsProcessorList,
    NoRepeatNGramLogitsProcessor,
    RepetitionPenaltyLogitsProcessor,
)

from jembatan.config import Decoding, RuntimeSettings
from jembatan.engines import batching
from jembatan.engines.causal import Continuation, Guards, Rendered, end_tokens
from jembatan.engines.device import resolve
from jembatan.engines.identity import identity
from jembatan.engines.protocol import EngineIdentity
from jembatan.engines.seq2seq import engine_errors
from jembatan.models.lock import LockedModel


class TransformersContinuer:
    """A Continuer (``jembatan.engines.causal``) on ``generate``; accelerate places the weights on a GPU."""

    def __init__(self, model: LockedModel, runtime: RuntimeSettings) -> None:
        self._identity = identity(model)
        self._batch_tokens = runtime.batch_tokens
        torch.set_num_threads(runtime.threads or os.cpu_count() or 1)
        device = resolve(runtime.device, "transformers")
        folder = str(model.folder)
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True, padding_side="left")
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        model_class: Any = AutoModelForCausalLM
        self._model: Any = model_class.from_pretrained(
            folder,
            local_files_only=True,
            use_safetensors=True,
            dtype=getattr(torch, model.precision),
            device_map=None if device == "cpu" else device,
        ).eval()
        self._ends = end_tokens(self._model.generation_config, self._tokenizer)

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    @property
    def window(self) -> int:
        return int(self._model.config.max_position_embeddings)

    def render(self, chat: list[dict[str, str]]) -> str:
        """The chat by the model's own template."""
        return str(self._tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=True))

    def count_tokens(self, text: str) -> int:
        """Tokens of ``text``, without any that a template adds."""
        return len(self._tokenizer.encode(text, add_special_tokens=False))

    def continue_prompts(
        self, rendered: Rendered, limits: Sequence[int], settings: Decoding, guards: Guards, n_best: int
    ) -> list[list[Continuation]]:
        """Continue each prompt. Raises OutOfMemory for the whole call."""
        prompts = [self._tokenizer.encode(text, add_special_tokens=False) for text in rendered.prompts]
        start = len(self._tokenizer.encode(rendered.start, add_special_tokens=False))
        # The last part twice: what is written is about as long as what is read.
        costs = [2 * len(ids) - start for ids in prompts]
        found: list[list[Continuation]] = [[] for _ in prompts]
        for batch in batching.plan(costs, self._batch_tokens):
            generation = GenerationConfig(  # type: ignore[no-untyped-call]
                max_new_tokens=max(limits[position] for position in batch) + 1,
                num_beams=max(settings.causal_beam_size, n_best),
                num_return_sequences=n_best,
                length_penalty=settings.length_penalty,
                do_sample=False,
                eos_token_id=self._ends,
                pad_token_id=self._tokenizer.pad_token_id,
                return_dict_in_generate=True,
                output_scores=True,
            )
            padded = self._tokenizer.pad(
                {"input_ids": [prompts[position] for position in batch]}, return_tensors="pt"
            ).to(self._model.device)
            width = padded["input_ids"].shape[1]
            with engine_errors("transformers"), torch.inference_mode():
                result = self._model.generate(
                    **padded, generation_config=generation, logits_processor=_guarding(guards, width)
                )
                written = result.sequences[:, width:].cpu()
                steps = self._model.compute_transition_scores(
                    result.sequences, result.scores, getattr(result, "beam_indices", None), normalize_logits=True
                ).cpu()
            for row, (ids, logs) in enumerate(zip(written.tolist(), steps.tolist(), strict=True)):
                found[batch[row // n_best]].append(self._continuation(ids, logs))
        return found

    def _continuation(self, ids: list[int], logs: list[float]) -> Continuation:
        end = next((position for position, token in enumerate(ids) if token in self._ends), None)
        kept = ids if end is None else ids[:end]
        scored = logs[: len(kept) + (end is not None)]
        return Continuation(
            text=self._tokenizer.decode(kept, skip_special_tokens=True),
            tokens=len(kept),
            ended=end is not None,
            score=sum(scored) / len(scored) if scored else None,
        )


class _AfterPrompt(LogitsProcessor):
    """A guard that looks at what was written only. Generate's own would also keep the source's names and numbers, and
    those of the examples, from being written; CTranslate2's does not."""

    def __init__(self, guard: LogitsProcessor, width: int) -> None:
        self._guard = guard
        self._width = width

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        written = input_ids[:, self._width :]
        return self._guard(written, scores) if written.shape[1] else scores


def _guarding(guards: Guards, width: int) -> LogitsProcessorList:
    """The guards that are on, for prompts padded to ``width`` tokens."""
    chosen: list[LogitsProcessor] = []
    if guards.repetition_penalty != 1.0:
        chosen.append(RepetitionPenaltyLogitsProcessor(guards.repetition_penalty))
    if guards.no_repeat_ngram_size:
        chosen.append(NoRepeatNGramLogitsProcessor(guards.no_repeat_ngram_size))
    return LogitsProcessorList([_AfterPrompt(guard, width) for guard in chosen])
