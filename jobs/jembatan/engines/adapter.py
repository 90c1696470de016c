"""An adapter (LoRA) written into the weights of its model, which is then as fast as without one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from jembatan.errors import ModelError


def merge(model: Path, adapter: Path, destination: Path) -> None:
    """Write the causal model in the folder ``model`` (safetensors) with ``adapter`` (a folder in PEFT's layout) added
    to its weights into the empty folder ``destination``, in bfloat16. Raises ModelError where either cannot be read or
    they do not fit."""
    from peft import PeftModel
    from transformers import AutoModelForCausalLM, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(str(model), local_files_only=True)
        base: Any = AutoModelForCausalLM.from_pretrained(str(model), dtype=torch.bfloat16, local_files_only=True)
        both: Any = PeftModel.from_pretrained(base, str(adapter), local_files_only=True)
        merged = both.merge_and_unload(safe_merge=True)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(f"{adapter}: cannot be merged into {model} ({error})") from error
    tokenizer.save_pretrained(destination)
    merged.save_pretrained(destination)
