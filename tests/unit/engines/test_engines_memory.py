"""The estimate of the memory that models want comes near to what was measured, and follows the batch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jembatan.config import ModelKind, Runtime, RuntimeSettings
from jembatan.engines.memory import Use, needed
from jembatan.models.lock import LockedModel

QWEN = {
    "hidden_size": 1536,
    "num_attention_heads": 12,
    "num_hidden_layers": 28,
    "num_key_value_heads": 2,
    "vocab_size": 151_936,
}
GB = 10**9


def use(folder: Path, kind: ModelKind = "causal", items: int = 16, runtime: Runtime = "ctranslate2") -> Use:
    return Use(LockedModel("m", kind, runtime, "int8", folder, "0" * 64, None, "here", "MIT"), items, "news")


def weights(folder: Path, size: int, config: dict[str, int] | None = None) -> Path:
    """A converted model's folder; the weights are a hole in the file."""
    (folder / "source").mkdir(parents=True)
    with (folder / "model.bin").open("wb") as file:
        file.truncate(size)
    if config is not None:
        (folder / "source" / "config.json").write_text(json.dumps(config))
        (folder / "config.json").write_text(json.dumps(config))
    return folder


@pytest.mark.parametrize(
    ("items", "tokens", "on_cpu", "expected"),
    [
        (16, 2048, True, (12.0, 12.9)),  # measured: 12.0 GB, with the prompt of before 12.3
        (4, 2048, True, (7.5, 8.8)),
        (4, 512, True, (6.0, 7.5)),
        (16, 2048, False, (2.9, 3.9)),
        (512, 8192, False, (24.0, 34.0)),  # most of it the prompt, 512 times
    ],
)
def test_a_causal_model_wants_room_for_its_batch(
    tmp_path: Path, items: int, tokens: int, on_cpu: bool, expected: tuple[float, float]
) -> None:
    folder = weights(tmp_path / "qwen", 1_800_000_000, QWEN)
    low, high = expected
    assert low < needed([use(folder, items=items)], RuntimeSettings(batch_tokens=tokens), on_cpu) / GB < high


def test_weights_count_once_and_the_hungrier_work_counts(tmp_path: Path) -> None:
    settings = RuntimeSettings(batch_tokens=2048)
    folder = weights(tmp_path / "qwen", 1_800_000_000, QWEN)
    alone = needed([use(folder)], settings, True)
    assert needed([use(folder), use(folder, items=2)], settings, True) == alone
    other = weights(tmp_path / "marian", 100_000_000)
    assert needed([use(other, "marian")], settings, True) == 150_000_000
    assert needed([use(other, "marian"), use(folder)], settings, True) == alone + 100_000_000
    assert needed([], settings, True) == 0


@pytest.mark.parametrize("config", [None, {}, {"num_attention_heads": 0, "hidden_size": 3, "num_hidden_layers": 2}])
def test_a_causal_model_whose_config_says_nothing_is_measured_by_its_weights(
    tmp_path: Path, config: dict[str, int] | None
) -> None:
    folder = weights(tmp_path / "odd", 1_000_000_000, config)
    assert 6.7 < needed([use(folder)], RuntimeSettings(), True) / GB < 6.9


def test_heads_of_a_width_of_their_own_and_transformers_folders_are_read(tmp_path: Path) -> None:
    settings = RuntimeSettings(batch_tokens=2048)
    plain = weights(tmp_path / "plain", 1000, QWEN)
    wide = weights(tmp_path / "wide", 1000, {**QWEN, "head_dim": 256})
    assert needed([use(wide)], settings, True) > needed([use(plain)], settings, True)
    # Nothing of what transformers frees is kept.
    assert needed([use(plain, runtime="transformers")], settings, True) < needed([use(plain)], settings, True) / 2
