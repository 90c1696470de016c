"""A Marian of random weights whose outputs end by themselves: nothing is learnt, and so its search is all close calls.

Random weights alone loop to the length limit on nearly every sentence. Two things end them: ``final_logits_bias``,
which raises the end token at every step, and, in the config that uses the model, ``no_repeat_ngram_size: 1``, so that
no token holds the search for ever. Weights larger than usual let an output hang on its sentence.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tiny_models
import tiny_training

SEED = 1
END_BIAS = 1.5
GAIN = 2.0
SETTINGS = {"no_repeat_ngram_size": 1}
"""What a config that translates with this model must say."""


def make(folder: Path) -> None:
    """Write a transformers folder: config, tokenizer, safetensors; takes a second."""
    import torch

    torch.manual_seed(SEED)
    tokenizer = tiny_training._marian_tokenizer(folder, tiny_models.pairs())
    model: Any = tiny_training._marian_model(len(tokenizer))
    with torch.no_grad():
        for name, weights in model.named_parameters():
            if weights.dim() == 2 and "shared" not in name and "embed" not in name:
                weights.mul_(GAIN)
        # Marian's decoder starts from a zero embedding, which transformers keeps as the row of <pad>.
        model.get_input_embeddings().weight[model.config.pad_token_id] = 0.0
        model.final_logits_bias[0, model.config.eos_token_id] = END_BIAS
    tiny_training._save(model, tokenizer, folder)
