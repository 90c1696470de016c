"""Pickled weights are read once, by a process of their own that can only read tensors, and written as safetensors."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from jembatan.errors import ModelError


def rewrite(pickles: Sequence[Path], destination: Path) -> None:
    """Write the tensors of all ``pickles`` (the shards of one model) as one safetensors file.

    Raises ModelError where one of them holds anything but tensors.
    """
    command = [sys.executable, "-m", "jembatan.engines.unpickle", *map(str, pickles), str(destination)]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if result.returncode != 0:
        lines = result.stderr.strip().splitlines() or [f"exit status {result.returncode}"]
        raise ModelError(f"{pickles[0].parent}: the weights cannot be read safely: {lines[-1]}")
