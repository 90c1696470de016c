"""Where an engine computes, and in which precision."""

from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.config import Precision, Runtime
from jembatan.engines import device
from jembatan.errors import ConfigError

RUNTIMES: tuple[Runtime, ...] = ("ctranslate2", "transformers")


@pytest.fixture
def gpus(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> int:
    """So many GPUs, as a runtime would see them."""
    count = int(request.param)
    monkeypatch.setattr(device, "_cuda_devices", lambda _: count)
    return count


@pytest.mark.parametrize(
    ("gpus", "requested", "expected"),
    [
        (0, "auto", "cpu"),
        (0, "cpu", "cpu"),
        (1, "auto", "cuda"),
        (1, "cpu", "cpu"),
        (1, "cuda", "cuda"),
        (2, "cuda:1", "cuda:1"),
    ],
    indirect=["gpus"],
)
def test_a_device_is_resolved(gpus: int, requested: str, expected: str) -> None:
    assert [device.resolve(requested, runtime) for runtime in RUNTIMES] == [expected, expected]


@pytest.mark.parametrize(("gpus", "requested"), [(0, "cuda"), (1, "cuda:1"), (2, "cuda:2")], indirect=["gpus"])
def test_a_gpu_that_is_not_there_is_refused(gpus: int, requested: str) -> None:
    with pytest.raises(
        ConfigError, match=f"runtime.device: {requested} is not there: ctranslate2 sees {gpus} GPU.*; use auto or cpu"
    ):
        device.resolve(requested, "ctranslate2")


@pytest.mark.parametrize(
    ("gpus", "runtime", "expected"),
    [
        (0, "ctranslate2", "int8"),
        (0, "transformers", "float32"),
        (1, "ctranslate2", "int8_float16"),
        (1, "transformers", "bfloat16"),
    ],
    indirect=["gpus"],
)
def test_auto_is_the_usual_precision_of_the_device(gpus: int, runtime: Runtime, expected: str) -> None:
    assert device.best_precision("auto", runtime, "auto") == expected


@pytest.mark.parametrize("precision", ["float32", "bfloat16", "float16", "int8"])
def test_a_precision_that_is_asked_for_is_kept(precision: Precision) -> None:
    assert device.best_precision(precision, "ctranslate2", "cpu") == precision


@pytest.mark.parametrize("precision", ["int8", "int8_float16", "int8_bfloat16"])
def test_int8_is_refused_where_the_runtime_has_none(precision: Precision) -> None:
    with pytest.raises(ConfigError, match=f"precision: {precision} needs runtime: ctranslate2"):
        device.best_precision(precision, "transformers", "cpu")


def test_the_cpu_tells_its_memory() -> None:
    found = device.describe("cpu")
    assert found.name == "cpu"
    assert found.description.endswith("CPU cores")
    assert 0 < found.free <= found.total


def test_memory_is_read_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "meminfo"
    table.write_text("MemTotal:       8000 kB\nMemFree:         100 kB\nMemAvailable:   4000 kB\nHugePages_Total: 0\n")
    monkeypatch.setattr(device, "Path", lambda _: table)
    found = device.describe("cpu")
    assert (found.free, found.total) == (4000 * 1024, 8000 * 1024)


def test_a_system_without_meminfo_says_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "Path", lambda _: tmp_path / "none")
    found = device.describe("cpu")
    assert found.free == found.total > 0


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_the_real_runtimes_count_their_gpus(runtime: Runtime) -> None:
    assert device._cuda_devices(runtime) >= 0
