"""What is told of the machine, without a model library for the fake engine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jembatan.config import RuntimeSettings
from jembatan.engines import machine as machines
from jembatan.engines.fake import FakeTranslator
from jembatan.engines.machine import Machine, machine
from jembatan.engines.protocol import EngineIdentity

REAL = EngineIdentity("marian", "opus", "ctranslate2", "int8", "f" * 64)


def test_the_cpu_is_told_by_its_model_and_its_threads() -> None:
    found = machine(FakeTranslator().identity, RuntimeSettings(threads=3))
    assert (found.device, found.threads) == ("cpu", 3)
    named = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    assert found.processor
    assert not named or found.processor in named[0]
    assert machine(FakeTranslator().identity, RuntimeSettings()).threads == os.cpu_count()


def test_a_gpu_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(machines, "resolve", lambda requested, runtime: f"{requested}:{1}")
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda number: f"GPU {number}")
    assert machine(REAL, RuntimeSettings(device="cuda", threads=2)) == Machine("cuda:1", "GPU 1", 2)


def test_a_system_without_cpuinfo_tells_its_architecture(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", gone)
    assert machine(FakeTranslator().identity, RuntimeSettings()).processor
