"""Low-rank adaptation (LoRA) of a causal model to aligned sentences; only the English is learnt, not the prompt."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from jembatan.engines import prompts
from jembatan.engines.allocator import keep_freed_memory
from jembatan.errors import ConfigError, ModelError
from jembatan.train.pairs import Pair
from jembatan.train.recipe import Recipe
from jembatan.train.rounding import round_model

_LEAST_RATE = 0.05
_NORM = 1.0
_IGNORED = -100
_BETAS = (0.9, 0.99)
_EVALUATED = 10

Report = Callable[[str], None]
"""Told how it goes, a line at a time."""

Tokens = tuple[list[int], list[int]]
"""A prompt and what is to be written after it, with its end."""


class Trainer:
    """A model with an adapter, which learns."""

    def __init__(self, folder: Path, recipe: Recipe, adapter: Path | None = None) -> None:
        """Load the model in ``folder`` (a transformers folder) with a new adapter, or with the one in the folder
        ``adapter``, to go on from. Raises ModelError, and ConfigError for a prompt that is not there, or where a recipe
        names a rank or alpha that the adapter does not have."""
        from peft import LoraConfig, PeftModel, get_peft_model
        from transformers import AutoModelForCausalLM, AutoTokenizer

        keep_freed_memory()
        torch.manual_seed(recipe.seed)
        self._recipe = recipe
        self._prompt = prompts.load(recipe.prompt)
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
            model: Any = AutoModelForCausalLM.from_pretrained(str(folder), dtype=torch.bfloat16, local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}: not a causal model that can be loaded ({error})") from error
        if adapter is None:
            lora = LoraConfig(
                r=recipe.rank,
                lora_alpha=recipe.alpha,
                target_modules="all-linear",
                task_type="CAUSAL_LM",
                lora_dropout=0.0,
            )
            self._model: Any = get_peft_model(model, lora)
        else:
            try:
                self._model = PeftModel.from_pretrained(model, str(adapter), is_trainable=True, local_files_only=True)
            except (OSError, ValueError, KeyError, RuntimeError) as error:
                raise ModelError(f"{adapter}: not an adapter of {folder} ({error})") from error
            _check_kept(recipe, adapter, self._model.peft_config["default"])
        if recipe.int8:
            round_model(self._model)
        self._learnt = [weight for weight in self._model.parameters() if weight.requires_grad]

    def train(self, pairs: Sequence[Pair], dev: Sequence[Pair], report: Report) -> float | None:
        """Learn the pairs; returns the loss on ``dev``, in nats a token, None where it is empty."""
        recipe = self._recipe
        items = [self._tokens(pair) for pair in pairs]
        held = [self._tokens(pair) for pair in dev]
        drawn = random.Random(recipe.seed)
        plan = [batch for _ in range(math.ceil(recipe.passes)) for batch in self._batches(items, drawn)]
        plan = plan[: max(1, round(len(plan) * recipe.passes / math.ceil(recipe.passes)))]
        optimiser = torch.optim.AdamW(self._learnt, lr=recipe.learning_rate, weight_decay=0.0, betas=_BETAS)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: self._rate(step, len(plan)))
        if held:
            report(f"loss before: {self._loss_on(held):.4f}")
        started, smooth = time.monotonic(), None
        self._model.train()
        for step, batch in enumerate(plan, start=1):
            total, count = self._loss([items[index] for index in batch])
            (total / count).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self._learnt, _NORM)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            loss = total.item() / count
            smooth = loss if smooth is None else 0.95 * smooth + 0.05 * loss
            if step % 5 == 0 or step == len(plan):
                left = (time.monotonic() - started) / step * (len(plan) - step)
                report(f"step {step} of {len(plan)}, loss {smooth:.3f}, {left / 60:.0f} min left")
        if not held:
            return None
        after = self._loss_on(held)
        report(f"loss after: {after:.4f}")
        return after

    def save(self, folder: Path) -> None:
        """Write the adapter in PEFT's layout, in bfloat16."""
        from peft import get_peft_model_state_dict
        from safetensors.torch import save_file

        folder.mkdir(parents=True, exist_ok=True)
        weights = get_peft_model_state_dict(self._model, save_embedding_layers=False)
        save_file(
            {name: weight.to(torch.bfloat16).contiguous() for name, weight in weights.items()},
            folder / "adapter_model.safetensors",
            metadata={"format": "pt"},
        )
        config = self._model.peft_config["default"]
        config.inference_mode = True
        config.target_modules = sorted(config.target_modules)
        # Where the model lay on this machine is nobody's business.
        config.base_model_name_or_path = None
        config.save_pretrained(str(folder))

    def _tokens(self, pair: Pair) -> Tokens:
        chat = self._prompt.messages(pair.source, pair.hints)
        asked = str(self._tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=True))
        ids = self._tokenizer.encode
        return ids(asked, add_special_tokens=False), [
            *ids(pair.target, add_special_tokens=False),
            self._tokenizer.eos_token_id,
        ]

    def _batches(self, items: Sequence[Tokens], drawn: random.Random) -> list[list[int]]:
        """Indices of items of much the same length, as many as a step takes, in a drawn order."""
        lengths = [len(prompt) + len(target) for prompt, target in items]
        batches: list[list[int]] = [[]]
        for index in sorted(range(len(items)), key=lambda index: lengths[index] + 6 * drawn.random()):
            if batches[-1] and (len(batches[-1]) + 1) * lengths[index] > self._recipe.batch_tokens:
                batches.append([])
            batches[-1].append(index)
        drawn.shuffle(batches)
        return batches

    def _rate(self, step: int, steps: int) -> float:
        rising = (step + 1) / self._recipe.warm_up
        falling = 1 - (1 - _LEAST_RATE) * max(0, step - self._recipe.warm_up) / max(1, steps - self._recipe.warm_up)
        return min(rising, falling)

    def _loss(self, items: Sequence[Tokens]) -> tuple[torch.Tensor, int]:
        """The summed loss of what is to be written, and its tokens."""
        longest = max(len(prompt) + len(target) for prompt, target in items)
        ids = torch.zeros(len(items), longest, dtype=torch.long)
        mask = torch.zeros_like(ids)
        wanted = torch.full_like(ids, _IGNORED)
        for row, (prompt, target) in enumerate(items):
            length = len(prompt) + len(target)
            ids[row, :length] = torch.tensor([*prompt, *target])
            mask[row, :length] = 1
            wanted[row, len(prompt) - 1 : length - 1] = torch.tensor(target)
        causal = self._model.get_base_model()
        hidden = causal.model(input_ids=ids, attention_mask=mask, use_cache=False).last_hidden_state
        kept = wanted != _IGNORED
        # The output layer is by far the largest: it is computed only where there is something to learn.
        logits = causal.lm_head(hidden[kept]).float()
        return functional.cross_entropy(logits, wanted[kept], reduction="sum"), int(kept.sum())

    def _loss_on(self, items: Sequence[Tokens]) -> float:
        self._model.eval()
        total, tokens = 0.0, 0
        with torch.no_grad():
            for start in range(0, len(items), _EVALUATED):
                loss, count = self._loss(items[start : start + _EVALUATED])
                total, tokens = total + loss.item(), tokens + count
        self._model.train()
        return total / tokens


def _check_kept(recipe: Recipe, adapter: Path, kept: Any) -> None:
    """Raises ConfigError where a recipe asks for another rank or alpha than the adapter has, which keeps its own."""
    for name, has in (("rank", kept.r), ("alpha", kept.lora_alpha)):
        wanted = getattr(recipe, name)
        if name in recipe.model_fields_set and wanted != has:
            raise ConfigError(
                f"recipe: {name}: {adapter} has {has}, not {wanted}, and keeps it when it learns more; write {has}, or "
                f"take {name} out"
            )
