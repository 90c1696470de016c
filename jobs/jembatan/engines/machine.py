"""What an engine computes on, as far as that can change its output."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

from jembatan.config import RuntimeSettings
from jembatan.engines.device import resolve
from jembatan.engines.protocol import EngineIdentity


@dataclass(frozen=True, slots=True)
class Machine:
    """``device`` as its runtime names it, ``processor`` the model of the CPU or the name of the GPU, ``threads`` those
    that compute on a CPU."""

    device: str
    processor: str
    threads: int


def machine(engine: EngineIdentity, settings: RuntimeSettings) -> Machine:
    """The machine that ``engine`` computes on. Imports its runtime, which an engine at work has imported already.

    Raises ConfigError for a GPU that is absent.
    """
    threads = settings.threads or os.cpu_count() or 1
    if engine.kind == "fake":
        return Machine("cpu", _cpu(), threads)
    device = resolve(settings.device, "ctranslate2" if engine.runtime == "ctranslate2" else "transformers")
    return Machine(device, _gpu(device) if device.startswith("cuda") else _cpu(), threads)


def _gpu(device: str) -> str:
    import torch

    return torch.cuda.get_device_name(int(device.partition(":")[2] or 0))


def _cpu() -> str:
    """The model's name in /proc/cpuinfo; of a system without it the architecture."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.processor() or platform.machine()
