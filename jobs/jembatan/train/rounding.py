"""int8 in the course of training: a model that will run in it learns to make up for its rounding."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

_STEPS = 127
_LEAST = 1e-12


class _Rounded(torch.autograd.Function):
    """Values as int8 holds them, one scale for each row. The gradient passes as if nothing had been rounded
    (straight-through, https://arxiv.org/abs/1308.3432)."""

    @staticmethod
    def forward(ctx: Any, values: torch.Tensor) -> torch.Tensor:
        return rounded(values)

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> torch.Tensor:
        return gradients[0]


def rounded(values: torch.Tensor) -> torch.Tensor:
    """The values as int8 holds them, of the same shape and type: each row (last dimension) has one scale, by its
    largest value, as CTranslate2 rounds weights and what flows into a layer."""
    scale = (values.abs().amax(-1, keepdim=True).float() / _STEPS).clamp_min(_LEAST)
    return ((values.float() / scale).round_() * scale).to(values.dtype)


def round_model(model: nn.Module) -> None:
    """Round the weights of all layers with an adapter, for good, and from now on what flows into both."""
    from peft.tuners.lora import Linear

    for layer in model.modules():
        if isinstance(layer, Linear):
            layer.register_forward_pre_hook(_round_input)
            weight: torch.Tensor = layer.weight
            with torch.no_grad():
                weight.copy_(rounded(weight))


def _round_input(_: nn.Module, given: tuple[Any, ...]) -> tuple[Any, ...]:
    return (_Rounded.apply(given[0]), *given[1:])  # type: ignore[no-untyped-call]
