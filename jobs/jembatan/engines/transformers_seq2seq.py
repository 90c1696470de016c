"""Encoder-decoder models on transformers: padded batches through ``generate``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import torch
from transformers import AutoModelForSeq2SeqLM, GenerationConfig

from jembatan.config import Decoding, RuntimeSettings, Summarise, Translate
from jembatan.engines.device import best_precision, resolve
from jembatan.engines.seq2seq import UNGUARDED, Decoded, Guard, SentenceTranslator, TextSummariser, engine_errors
from jembatan.engines.tokens import Tokens
from jembatan.errors import ModelError
from jembatan.models.lock import LockedModel

# Most logits held at once while hypotheses are scored: 256 MiB in float32.
_MOST_LOGITS = 2**26


class TransformersTranslator(SentenceTranslator):
    """A marian or nllb model on transformers. Loading raises ModelError or ConfigError."""

    def __init__(self, model: LockedModel, settings: Translate, runtime: RuntimeSettings) -> None:
        tokens = Tokens(model.folder, model.kind, settings)
        decoder = _TransformersDecoder(model, settings, runtime, tokens)
        super().__init__(model, settings.max_output_tokens, runtime, tokens, decoder)


class TransformersSummariser(TextSummariser):
    """A BART or Pegasus model on transformers. Loading raises ModelError or ConfigError."""

    def __init__(self, model: LockedModel, settings: Summarise, runtime: RuntimeSettings) -> None:
        tokens = Tokens(model.folder, model.kind)
        decoder = _TransformersDecoder(model, settings, runtime, tokens)
        super().__init__(model, settings, runtime, tokens, decoder)


class _TransformersDecoder:
    def __init__(self, model: LockedModel, settings: Decoding, runtime: RuntimeSettings, tokens: Tokens) -> None:
        device = resolve(runtime.device, "transformers")
        precision = best_precision(model.precision, "transformers", device)
        torch.set_num_threads(runtime.threads or os.cpu_count() or 1)
        try:
            self._model: Any = AutoModelForSeq2SeqLM.from_pretrained(
                model.folder,
                local_files_only=True,
                use_safetensors=True,
                dtype=getattr(torch, precision),
                device_map=None if device == "cpu" else _placement(device),
            ).eval()
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{model.name}: {model.folder} cannot be loaded: {error}; fetch it again with: jembatan models fetch"
            ) from error
        # generate fills whatever is left open from here; the model's own search settings shall not.
        self._model.generation_config = _generation_config()
        self._settings = settings
        self._tokens = tokens
        # <pad> starts Marian's decoder and is never a word; <unk> would vanish from the text without a trace.
        self._suppressed = [tokens.unknown, tokens.padding]

    def decode(
        self, sources: Sequence[Sequence[int]], n_best: int, limit: int, guard: Guard = UNGUARDED
    ) -> list[list[Decoded]]:
        """The n best of each source by beam search, which goes on while an open hypothesis may beat the ended ones."""
        prompt = self._tokens.prompt
        beams = max(self._settings.beam_size, n_best)
        generation = _generation_config(
            max_new_tokens=len(prompt) + limit + 1,
            min_new_tokens=len(prompt) + guard.least if guard.least else None,
            num_beams=beams,
            num_return_sequences=n_best,
            early_stopping=False if beams > 1 else None,
            length_penalty=self._settings.length_penalty if beams > 1 else 1.0,
            no_repeat_ngram_size=self._settings.no_repeat_ngram_size or guard.no_repeat_ngram_size,
            repetition_penalty=self._settings.repetition_penalty,
            suppress_tokens=self._suppressed,
            do_sample=False,
            decoder_start_token_id=self._tokens.start,
            forced_bos_token_id=prompt[0] if prompt else None,
            eos_token_id=self._tokens.end,
            pad_token_id=self._tokens.padding,
        )
        with engine_errors("transformers"), torch.inference_mode():
            ids = self._padded(sources)
            mask = self._padded([[1] * len(source) for source in sources], filler=0)
            written = self._model.generate(input_ids=ids, attention_mask=mask, generation_config=generation)
            rows = [row[1 + len(prompt) :] for row in written.tolist()]
            outputs = [row[: row.index(self._tokens.end) + 1] if self._tokens.end in row else row for row in rows]
            scores = self._score(ids.repeat_interleave(n_best, 0), mask.repeat_interleave(n_best, 0), outputs)
        found = [
            Decoded([token for token in output if token != self._tokens.end], self._tokens.end in output, score)
            for output, score in zip(outputs, scores, strict=True)
        ]
        return [found[start : start + n_best] for start in range(0, len(found), n_best)]

    def _score(self, ids: torch.Tensor, mask: torch.Tensor, outputs: Sequence[Sequence[int]]) -> list[float]:
        """Mean log probability of each output, read off in one pass over it.

        ``generate`` would keep every step's scores over the whole vocabulary to tell them (gigabytes for NLLB).
        """
        start = [self._tokens.start, *self._tokens.prompt]
        longest = max(len(output) for output in outputs) + len(start)
        rows = max(1, _MOST_LOGITS // (longest * self._model.get_output_embeddings().weight.shape[0]))
        scores = []
        for first in range(0, len(outputs), rows):
            part = outputs[first : first + rows]
            logits = self._model(
                input_ids=ids[first : first + rows],
                attention_mask=mask[first : first + rows],
                decoder_input_ids=self._padded([[*start, *output[:-1]] for output in part]),
            ).logits[:, len(start) - 1 :]
            logits[..., self._suppressed] = float("-inf")
            logs = logits.float().log_softmax(-1).gather(-1, self._padded(part, filler=self._tokens.end).unsqueeze(-1))
            scores += [
                sum(row[: len(output)]) / len(output) for row, output in zip(logs[..., 0].tolist(), part, strict=True)
            ]
        return scores

    def _padded(self, rows: Sequence[Sequence[int]], filler: int | None = None) -> torch.Tensor:
        filler = self._tokens.padding if filler is None else filler
        width = max(len(row) for row in rows)
        return torch.tensor([[*row, *[filler] * (width - len(row))] for row in rows], device=self._model.device)


def _generation_config(**settings: Any) -> Any:
    return GenerationConfig(**settings)  # type: ignore[no-untyped-call]


def _placement(device: str) -> str | dict[str, str]:
    """What accelerate is told: one card by number, or all that are there."""
    return {"": device} if ":" in device else "auto"
