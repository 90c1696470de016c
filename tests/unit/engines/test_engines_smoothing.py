"""Smoothing changes nothing that a causal model computes, and much of what eight bits leave of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ctranslate2
import numpy
import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

import tiny_causal
from jembatan.config import ModelKind, Precision, Runtime
from jembatan.engines.convert import convert
from jembatan.engines.smoothing import is_for, smooth

TEXT = "Kami menolak tuduhan itu, kata juru bicara."


@pytest.fixture(scope="module")
def spiky(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model of which a few channels are a thousand times as large as the rest: it computes what it did."""
    folder = tmp_path_factory.mktemp("spiky")
    tiny_causal.make(folder)
    model: Any = AutoModelForCausalLM.from_pretrained(folder)
    with torch.no_grad():
        for layer in model.model.layers:
            layer.mlp.up_proj.weight[3] *= 1000
            layer.mlp.down_proj.weight[:, 3] /= 1000
            layer.input_layernorm.weight[5] *= 1000
            for one in (layer.self_attn.q_proj, layer.self_attn.k_proj, layer.self_attn.v_proj):
                one.weight[:, 5] /= 1000
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def smoothed(spiky: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("smoothed")
    assert smooth(spiky, folder)
    return folder


def weights(folder: Path) -> dict[str, torch.Tensor]:
    model: Any = AutoModelForCausalLM.from_pretrained(folder)
    return dict(model.state_dict())


def chances(folder: Path) -> torch.Tensor:
    """The log probability of each next token, by the transformers folder."""
    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    model: Any = AutoModelForCausalLM.from_pretrained(folder)
    with torch.inference_mode():
        found: torch.Tensor = model(**tokenizer(TEXT, return_tensors="pt")).logits[0].log_softmax(-1)
    return found


def converted(folder: Path, destination: Path) -> torch.Tensor:
    """The same, by the int8 model that is made of the folder."""
    convert(folder, "causal", destination, "int8")
    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    generator = ctranslate2.Generator(str(destination), compute_type="int8", intra_threads=1)
    ids = tokenizer.encode(TEXT)
    storage = generator.forward_batch([ids], return_log_probs=True)
    return torch.tensor(numpy.array(storage)[0])


def test_the_model_computes_what_it_did(spiky: Path, smoothed: Path) -> None:
    torch.testing.assert_close(chances(smoothed), chances(spiky), rtol=1e-4, atol=1e-4)


def test_every_factor_is_a_power_of_two_so_that_no_weight_is_rounded(spiky: Path, smoothed: Path) -> None:
    before, after = weights(spiky), weights(smoothed)
    changed = 0
    for name, weight in before.items():
        there = weight != 0
        mantissa, _ = torch.frexp(after[name][there] / weight[there])
        assert (mantissa == 0.5).all(), name
        changed += int((after[name] != weight).any())
    assert changed > len(before) / 2


def test_eight_bits_lose_less_of_a_smoothed_model(spiky: Path, smoothed: Path, tmp_path: Path) -> None:
    exact = chances(spiky)
    lost, kept = (
        (converted(folder, tmp_path / folder.name) - exact).abs().mean().item() for folder in (spiky, smoothed)
    )
    assert kept < lost / 3


def test_the_same_model_is_smoothed_to_the_same_bytes(spiky: Path, smoothed: Path, tmp_path: Path) -> None:
    smooth(spiky, tmp_path)
    assert (tmp_path / "model.safetensors").read_bytes() == (smoothed / "model.safetensors").read_bytes()
    assert (tmp_path / "tokenizer.json").read_bytes() == (smoothed / "tokenizer.json").read_bytes()


def test_weights_keep_their_precision(spiky: Path, tmp_path: Path) -> None:
    model: Any = AutoModelForCausalLM.from_pretrained(spiky, dtype=torch.bfloat16)
    model.save_pretrained(tmp_path / "bf16")
    AutoTokenizer.from_pretrained(spiky).save_pretrained(tmp_path / "bf16")
    smooth(tmp_path / "bf16", tmp_path / "made")
    made: Any = AutoModelForCausalLM.from_pretrained(tmp_path / "made")
    assert made.dtype == torch.bfloat16


def test_an_architecture_that_is_not_known_is_left_as_it_is(tiny_nllb: Path, tmp_path: Path) -> None:
    assert not smooth(tiny_nllb, tmp_path / "made")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("kind", "runtime", "precision", "expected"),
    [
        ("causal", "ctranslate2", "int8", True),
        ("causal", "ctranslate2", "int8_float16", True),
        ("causal", "ctranslate2", "float32", False),
        ("causal", "transformers", "float32", False),
        ("marian", "ctranslate2", "int8", False),
    ],
)
def test_only_activations_of_eight_bits_need_it(
    kind: ModelKind, runtime: Runtime, precision: Precision, expected: bool
) -> None:
    assert is_for(kind, runtime, precision) is expected
