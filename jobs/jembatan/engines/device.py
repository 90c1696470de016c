"""Where an engine computes, in which precision, and with how much memory."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from jembatan.config import Precision, Runtime
from jembatan.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Device:
    """A device by name, with its free and total memory in bytes."""

    name: str
    description: str
    free: int
    total: int


def resolve(requested: str, runtime: Runtime) -> str:
    """``auto`` as ``cuda`` where the runtime sees a GPU, else ``cpu``. Raises ConfigError for a GPU that is absent."""
    cuda = _cuda_devices(runtime)
    if requested == "auto":
        return "cuda" if cuda else "cpu"
    wanted = int(requested.partition(":")[2] or 0)
    if requested.startswith("cuda") and wanted >= cuda:
        raise ConfigError(f"runtime.device: {requested} is not there: {runtime} sees {cuda} GPU(s); use auto or cpu")
    return requested


def best_precision(requested: Precision, runtime: Runtime, device: str) -> Precision:
    """``auto`` as the usual choice: int8 or float32 on a CPU, int8_float16 or bfloat16 on a GPU."""
    if requested != "auto":
        if runtime == "transformers" and requested.startswith("int8"):
            raise ConfigError(
                f"precision: {requested} needs runtime: ctranslate2; transformers takes float32 or bfloat16"
            )
        return requested
    on_cpu = resolve(device, runtime) == "cpu"
    if runtime == "transformers":
        return "float32" if on_cpu else "bfloat16"
    return "int8" if on_cpu else "int8_float16"


def describe(device: str) -> Device:
    """The device as it is now."""
    if device.startswith("cuda"):
        import torch

        number = int(device.partition(":")[2] or 0)
        free, total = torch.cuda.mem_get_info(number)
        return Device(device, torch.cuda.get_device_name(number), free, total)
    memory = _memory()
    return Device("cpu", f"{os.cpu_count()} CPU cores", memory["MemAvailable"], memory["MemTotal"])


def _cuda_devices(runtime: Runtime) -> int:
    if runtime == "ctranslate2":
        import ctranslate2

        return int(ctranslate2.get_cuda_device_count())
    import torch

    return torch.cuda.device_count()


def _memory() -> dict[str, int]:
    """/proc/meminfo in bytes; a system without it says what sysconf knows."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        return {"MemAvailable": total, "MemTotal": total}
    pairs = (line.split(":", 1) for line in lines)
    return {name: int(value.split()[0]) * 1024 for name, value in pairs}
