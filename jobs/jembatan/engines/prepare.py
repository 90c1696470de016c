"""Make what a runtime loads out of verified weights, once: ``python -m jembatan.engines.prepare --help``.

A process of its own: de-quantising and converting take gigabytes, which are gone when it ends.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import get_args

from jembatan.config import ModelKind, Precision, Runtime
from jembatan.engines.device import best_precision
from jembatan.errors import JembatanError


def prepare(
    kind: ModelKind,
    runtime: Runtime,
    precision: Precision,
    source: Path,
    destination: Path,
    adapter: Path | None = None,
) -> None:
    """Write the folder ``destination`` at once: safetensors for transformers, a converted model for CTranslate2.

    ``source`` is a folder with either one GGUF file or a transformers model; ``adapter``, of a causal model, is written
    into its weights. Raises ModelError.
    """
    destination.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=destination.parent, prefix=destination.name) as scratch:
        folder = source
        gguf = sorted(source.glob("*.gguf"))
        if gguf:
            from jembatan.engines.gguf import to_safetensors

            folder = Path(scratch) / "safetensors"
            folder.mkdir()
            to_safetensors(gguf[0], folder)
        if adapter is not None:
            from jembatan.engines.adapter import merge

            plain, folder = folder, Path(scratch) / "adapted"
            folder.mkdir()
            merge(plain, adapter, folder)
        made = Path(scratch) / "made"
        if runtime == "ctranslate2":
            from jembatan.engines.convert import convert

            convert(folder, kind, made, precision)
        elif folder is source:
            shutil.copytree(source, made, copy_function=_link)
        else:
            made = folder
        made.rename(destination)


def _link(source: str, destination: str) -> str:
    try:
        os.link(source, destination)
    except OSError:
        shutil.copy2(source, destination)
    return destination


def main(arguments: list[str] | None = None) -> int:
    """Prepare, and print one JSON line that says which precision ``auto`` came to. Exit 1 with a message on failure."""
    parser = argparse.ArgumentParser(prog="python -m jembatan.engines.prepare", description=__doc__)
    parser.add_argument("--kind", required=True, choices=get_args(ModelKind))
    parser.add_argument("--runtime", required=True, choices=get_args(Runtime))
    parser.add_argument("--precision", default="auto", choices=get_args(Precision))
    parser.add_argument("--device", default="auto", help="what 'auto' precision is chosen for")
    parser.add_argument("--adapter", type=Path, help="a folder in PEFT's layout, to be merged into a causal model")
    parser.add_argument("source", type=Path)
    parser.add_argument("destination", type=Path)
    given = parser.parse_args(arguments)
    try:
        precision = best_precision(given.precision, given.runtime, given.device)
        prepare(given.kind, given.runtime, precision, given.source, given.destination, given.adapter)
    except (JembatanError, OSError, MemoryError, RuntimeError, ValueError) as error:
        print(str(error) or type(error).__name__, file=sys.stderr)
        return 1
    print(json.dumps({"precision": precision}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
