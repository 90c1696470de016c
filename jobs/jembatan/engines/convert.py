"""From a verified transformers folder to a CTranslate2 one, once."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from jembatan.config import ModelKind, Precision
from jembatan.errors import ModelError

SOURCE_FOLDER = "source"
"""Where a converted folder keeps the tokenizer and configs of the model it was made from, as they were."""

_WEIGHTS = (
    "*.safetensors",
    "*.bin",
    "*.pt",
    "*.pth",
    "*.h5",
    "*.msgpack",
    "*.ot",
    "*.onnx",
    "*.npz",
    "*.gguf",
    "*.index.json",
)


def convert(source: Path, kind: ModelKind, destination: Path, precision: Precision) -> None:
    """Convert ``source`` (config, tokenizer, safetensors) into ``destination``, which appears whole or not at all.

    The folder keeps the tokenizer and configs of ``source`` under ``source/``. ``auto`` stores int8. Loads local
    safetensors only, runs no remote code and asks no network. Raises ModelError where the source cannot be read, where
    CTranslate2 does not know its architecture, or where ``destination`` is already there.
    """
    if kind == "fake":
        raise ModelError("the fake engine has no weights to convert")
    if destination.exists():
        raise ModelError(f"{destination}: is already there; remove it to convert again")
    destination.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=destination.parent, prefix=f".{destination.name}-") as scratch:
        made = Path(scratch) / "made"
        try:
            _converter(source).convert(str(made), quantization="int8" if precision == "auto" else precision)
        except (OSError, ValueError, KeyError, NotImplementedError, RuntimeError) as error:
            raise ModelError(f"{source}: cannot be converted for CTranslate2: {error}") from error
        shutil.copytree(source, made / SOURCE_FOLDER, ignore=shutil.ignore_patterns(*_WEIGHTS, ".*"))
        made.rename(destination)


def _describe_norms(model: Any) -> None:
    """Tell CTranslate2 where a BART or Pegasus normalises: configs that transformers 5 writes no longer say it."""
    encoder = getattr(getattr(model, "model", None), "encoder", None)
    if encoder is None:
        return
    for name, present in (
        ("normalize_before", hasattr(encoder, "layer_norm")),
        ("normalize_embedding", hasattr(encoder, "layernorm_embedding")),
    ):
        if not hasattr(model.config, name):
            setattr(model.config, name, present)


def _converter(source: Path) -> Any:
    """CTranslate2's converter, held to local files and safetensors."""
    from ctranslate2.converters import TransformersConverter
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]

    class LocalConverter(TransformersConverter):  # type: ignore[misc]
        def load_model(self, model_class: Any, model_name_or_path: str, **options: Any) -> Any:
            options |= {"local_files_only": True, "use_safetensors": True}
            model = super().load_model(model_class, model_name_or_path, **options)
            _describe_norms(model)
            return model

        def load_tokenizer(self, tokenizer_class: Any, model_name_or_path: str, **options: Any) -> Any:
            return super().load_tokenizer(tokenizer_class, model_name_or_path, local_files_only=True, **options)

    return LocalConverter(str(source), trust_remote_code=False)
