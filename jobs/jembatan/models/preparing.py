"""Making what a runtime loads out of verified files: once per model, runtime, precision and library versions."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from pydantic import BaseModel, ValidationError

from jembatan.config import Precision, Runtime
from jembatan.errors import ModelError
from jembatan.models.delivery import need_space
from jembatan.models.files import record_all, touched
from jembatan.models.lock import FetchedModel, PreparedModel
from jembatan.models.progress import Reporter

VERSION = 1
"""Raised whenever jembatan.engines.prepare writes something else from the same input."""

_LIBRARIES: dict[Runtime, tuple[str, ...]] = {
    "transformers": ("gguf", "transformers"),
    "ctranslate2": ("ctranslate2", "gguf", "transformers"),
}
_COMMAND = (sys.executable, "-m", "jembatan.engines.prepare")
# Peak room in multiples of a 4 bit file: bfloat16 on the way, and an int8 copy beside it for CTranslate2.
_GROWTH_OF_GGUF: dict[Runtime, int] = {"transformers": 3, "ctranslate2": 5}


class _Answer(BaseModel):
    precision: Precision


def libraries(runtime: Runtime) -> dict[str, str]:
    """The versions of the libraries that prepare for a runtime, without importing them."""
    return {name: metadata.version(name) for name in _LIBRARIES[runtime]}


def prepared_key(weights: str, kind: str, runtime: Runtime, precision: Precision) -> str:
    """The name of the folder for a prepared model: a digest of all that can change what is in it."""
    parts = [VERSION, weights, kind, runtime, precision, libraries(runtime)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def prepare(
    models: Path, key: str, model: FetchedModel, runtime: Runtime, precision: Precision, device: str, reporter: Reporter
) -> PreparedModel:
    """Run ``jembatan.engines.prepare`` in a process of its own. Raises ModelError with the last line of what it
    said."""
    prepared = prepared_key(model.weights, model.kind, runtime, precision)
    destination = models / "prepared" / prepared
    shutil.rmtree(destination, ignore_errors=True)
    destination.parent.mkdir(parents=True, exist_ok=True)
    size = sum(file.size for file in model.files)
    growth = _GROWTH_OF_GGUF[runtime] if any(file.path.endswith(".gguf") for file in model.files) else 1
    need_space(models, size * growth, f"preparing {model.name} for {runtime}")
    reporter.say(f"preparing {model.name} for {runtime} ({precision}); this is done once and can take minutes")
    command = [*_COMMAND, "--kind", model.kind, "--runtime", runtime]
    command += ["--precision", precision, "--device", device, str(models / model.folder), str(destination)]
    # Preparing reads verified files only: whatever would ask a network is to fail at once.
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if result.returncode != 0:
        lines = result.stderr.strip().splitlines() or [f"exit status {result.returncode}"]
        raise ModelError(f"{model.name} cannot be prepared for {runtime} ({precision}): {lines[-1]}")
    try:
        answer = _Answer.model_validate_json(result.stdout.strip().splitlines()[-1])
    except (IndexError, ValidationError) as error:
        raise ModelError(f"{model.name}: preparing for {runtime} did not say which precision it wrote") from error
    return PreparedModel(
        model=key,
        runtime=runtime,
        requested=precision,
        precision=answer.precision,
        folder=f"prepared/{prepared}",
        libraries=libraries(runtime),
        files=record_all(destination),
    )


def intact(models: Path, prepared: PreparedModel | None) -> bool:
    """Whether a prepared model lies there as it was recorded, by a cheap look."""
    return prepared is not None and not touched(models / prepared.folder, prepared.files)
