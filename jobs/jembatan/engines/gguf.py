"""GGUF to a transformers folder: de-quantise once, save as safetensors, so that either runtime can load it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from jembatan.errors import ModelError


def to_safetensors(gguf: Path, destination: Path) -> None:
    """Write ``gguf`` (a causal model with its tokenizer) to the empty folder ``destination`` in bfloat16.

    De-quantised 4 to 8 bit weights need no more than bfloat16's eight bits of precision, in half of float32's room.
    Raises ModelError where transformers cannot read the file.
    """
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(gguf.parent), gguf_file=gguf.name, local_files_only=True)
        model: Any = AutoModelForCausalLM.from_pretrained(
            str(gguf.parent), gguf_file=gguf.name, dtype=torch.bfloat16, local_files_only=True
        )
    except (OSError, ValueError, KeyError, NotImplementedError) as error:
        raise ModelError(
            f"{gguf}: transformers cannot read this GGUF file ({error}); use another quantisation"
        ) from error
    # save_pretrained refuses a model that says it is quantised, though its weights no longer are.
    model.hf_quantizer = None
    model.is_quantized = False
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config
    tokenizer.save_pretrained(destination)
    model.save_pretrained(destination)
