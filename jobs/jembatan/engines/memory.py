"""How much memory a model wants, told from its files and its config without loading it: an estimate, not a promise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jembatan.config import RuntimeSettings
from jembatan.engines import prompts
from jembatan.engines.convert import SOURCE_FOLDER
from jembatan.models.lock import LockedModel

# Weights as loaded, and as much again by half: encoder-decoder models, whose caches and batches are small beside them.
_SMALL = 1.5
# Measured with Qwen2.5-Coder-1.5B (1.8 GB, CTranslate2 int8 on a CPU): 2.2 GB once loaded.
_LOADED = 1.2
# Copies of the cache and of the prompt's logits that live at once. Measured likewise, the growth of one batch: 2.8 GB
# for 16 sentences and 1.4 GB for 4, of 0.85 and 0.43 GB by the formula below.
_COPIES = 3.3
# Freed memory that is kept (``jembatan.engines.allocator``) is scattered by a night's batches of many sizes: 9.6 GB at
# the peak of the same model's greedy night, and 12.3 GB where the repair decoded again with two beams in half batches;
# 12.0 GB with a start of 590 tokens. So 3.0 times the growth of its largest batch by the formula below.
_KEPT = 3.0
# Where the config does not tell the size of the cache: the same night, 12.3 of 1.8 GB.
_UNKNOWN_CAUSAL = 6.8
# Characters of English and Indonesian prompts, with the marks of a chat between them.
_CHARACTERS_A_TOKEN = 3


@dataclass(frozen=True, slots=True)
class Use:
    """A model at its work: the most texts of a batch, and the name of its prompt (read by causal models only)."""

    model: LockedModel
    items: int
    prompt: str


def needed(uses: Sequence[Use], runtime: RuntimeSettings, on_cpu: bool) -> int:
    """Bytes that the models want together: weights each once, and the work of the one that wants most for it.

    Raises ConfigError for a prompt that is not there.
    """
    folders = {use.model.folder: use.model for use in uses}
    weights = sum(_weights(folder) * (_LOADED if model.kind == "causal" else 1) for folder, model in folders.items())
    return int(weights + max((_work(use, runtime, on_cpu) for use in uses), default=0))


def _weights(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _work(use: Use, runtime: RuntimeSettings, on_cpu: bool) -> float:
    """Bytes beside the weights: activations and the cache of keys and values."""
    model = use.model
    if model.kind != "causal":
        return _weights(model.folder) * (_SMALL - 1)
    shape = _shape(model.folder / SOURCE_FOLDER if model.runtime == "ctranslate2" else model.folder)
    if shape is None:
        return _weights(model.folder) * (_UNKNOWN_CAUSAL - _LOADED)
    # Whatever the weights are stored in: int8 models compute in 32 bits on a CPU and in 16 on a GPU.
    width = 4 if on_cpu else 2
    prompt = prompts.load(use.prompt)
    asked = max(sum(len(part["content"]) for part in one.messages("")) for one in (prompt, prompt.second()))
    start = asked // _CHARACTERS_A_TOKEN
    # A batch's own tokens, and the prompt's start, which every text of the batch has in its cache.
    cache = (runtime.batch_tokens + use.items * start) * shape.cache * width
    logits = start * shape.vocabulary * width
    kept = _KEPT if on_cpu and model.runtime == "ctranslate2" else 1.0
    return kept * _COPIES * (cache + logits)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Numbers that a token takes in the cache of keys and values, and tokens of the vocabulary."""

    cache: int
    vocabulary: int


def _shape(folder: Path) -> _Shape | None:
    """The shape that a transformers config tells; None where it does not."""
    try:
        config = json.loads((folder / "config.json").read_bytes())
        heads = config["num_attention_heads"]
        size = config.get("head_dim") or config["hidden_size"] // heads
        shared = config.get("num_key_value_heads") or heads
        return _Shape(2 * config["num_hidden_layers"] * shared * size, config["vocab_size"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError):
        return None
