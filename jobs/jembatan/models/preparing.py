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
from jembatan.errors import DigestMismatch, ModelError
from jembatan.models.catalogue import Adapter
from jembatan.models.delivery import need_space
from jembatan.models.files import digest_of, record, record_all, touched
from jembatan.models.lock import FetchedModel, PreparedModel
from jembatan.models.progress import Reporter

VERSION = 1
"""Raised whenever jembatan.engines.prepare writes something else from the same input."""

_ADAPTER_FILES = ("adapter_config.json", "adapter_model.safetensors")

_LIBRARIES: dict[Runtime, tuple[str, ...]] = {
    "transformers": ("gguf", "transformers"),
    "ctranslate2": ("ctranslate2", "gguf", "transformers"),
}
_COMMAND = (sys.executable, "-m", "jembatan.engines.prepare")
# Peak room in multiples of a 4 bit file: bfloat16 on the way, and an int8 copy beside it for CTranslate2.
_GROWTH_OF_GGUF: dict[Runtime, int] = {"transformers": 3, "ctranslate2": 5}
_GROWTH_BY_ADAPTER = 3


class _Answer(BaseModel):
    precision: Precision


def libraries(runtime: Runtime, adapter: Adapter | None = None) -> dict[str, str]:
    """The versions of the libraries that prepare for a runtime, without importing them."""
    return {name: metadata.version(name) for name in (*_LIBRARIES[runtime], *(("peft",) if adapter else ()))}


def prepared_key(model: FetchedModel, runtime: Runtime, precision: Precision, adapter: Adapter | None = None) -> str:
    """The name of the folder for a prepared model: a digest of all that can change what is in it."""
    parts = [VERSION, adapted(model.weights, adapter), model.kind, runtime, precision, libraries(runtime, adapter)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def adapted(weights: str, adapter: Adapter | None) -> str:
    """The digest of a model's weights together with those of its adapter, if it has one."""
    return weights if adapter is None else hashlib.sha256(f"{weights} {adapter.sha256}".encode()).hexdigest()


def prepare(
    models: Path,
    key: str,
    model: FetchedModel,
    runtime: Runtime,
    precision: Precision,
    device: str,
    reporter: Reporter,
    adapter: Adapter | None = None,
) -> PreparedModel:
    """Run ``jembatan.engines.prepare`` in a process of its own. Raises ModelError with the last line of what it
    said, and DigestMismatch for an adapter with other bytes than the catalogue says."""
    prepared = prepared_key(model, runtime, precision, adapter)
    destination = models / "prepared" / prepared
    shutil.rmtree(destination, ignore_errors=True)
    destination.parent.mkdir(parents=True, exist_ok=True)
    size = sum(file.size for file in model.files)
    growth = _GROWTH_OF_GGUF[runtime] if any(file.path.endswith(".gguf") for file in model.files) else 1
    name = model.name if adapter is None else f"{model.name} with the adapter {adapter.folder}"
    need_space(models, size * (growth + (_GROWTH_BY_ADAPTER if adapter else 0)), f"preparing {name} for {runtime}")
    reporter.say(f"preparing {name} for {runtime} ({precision}); this is done once and can take minutes")
    command = [*_COMMAND, "--kind", model.kind, "--runtime", runtime]
    if adapter is not None:
        check_adapter(adapter)
        command += ["--adapter", str(adapter.path)]
    command += ["--precision", precision, "--device", device, str(models / model.folder), str(destination)]
    # Preparing reads verified files only: whatever would ask a network is to fail at once.
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if result.returncode != 0:
        lines = result.stderr.strip().splitlines() or [f"exit status {result.returncode}"]
        raise ModelError(f"{name} cannot be prepared for {runtime} ({precision}): {lines[-1]}")
    try:
        answer = _Answer.model_validate_json(result.stdout.strip().splitlines()[-1])
    except (IndexError, ValidationError) as error:
        raise ModelError(f"{name}: preparing for {runtime} did not say which precision it wrote") from error
    return PreparedModel(
        model=key,
        runtime=runtime,
        requested=precision,
        precision=answer.precision,
        folder=f"prepared/{prepared}",
        libraries=libraries(runtime, adapter),
        files=record_all(destination),
    )


def check_adapter(adapter: Adapter) -> None:
    """Raise DigestMismatch where an adapter has other bytes than the catalogue says, ModelError where it is not
    there."""
    try:
        found = digest_of([record(adapter.path, name) for name in _ADAPTER_FILES])
    except OSError as error:
        raise ModelError(f"{error.filename}: cannot be read ({error.strerror}); install Jembatan again") from error
    if found != adapter.sha256:
        raise DigestMismatch(
            f"{adapter.path}: the files of the adapter have the digest {found}, expected is {adapter.sha256}; install "
            "Jembatan again"
        )


def intact(models: Path, prepared: PreparedModel | None) -> bool:
    """Whether a prepared model lies there as it was recorded, by a cheap look."""
    return prepared is not None and not touched(models / prepared.folder, prepared.files)
