"""int8 in the course of training, on one layer."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from peft import LoraConfig, get_peft_model
from torch import nn

from jembatan.train.rounding import round_model, rounded


class One(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.layer = nn.Linear(8, 4, bias=False)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        made: torch.Tensor = self.layer(values)
        return made


@given(st.lists(st.lists(st.floats(-1e3, 1e3, width=32), min_size=5, max_size=5), min_size=1, max_size=4))
def test_each_row_has_at_most_255_steps_of_its_own(rows: list[list[float]]) -> None:
    values = torch.tensor(rows)
    made = rounded(values)
    step = values.abs().amax(-1, keepdim=True) / 127
    assert torch.all((made - values).abs() <= step * 0.501 + 1e-9)
    assert torch.equal(made.sign() * values.sign() >= 0, torch.ones_like(values, dtype=torch.bool))


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_type_and_shape_stay_and_nothing_is_divided_by_nought(dtype: torch.dtype) -> None:
    made = rounded(torch.zeros(2, 3, dtype=dtype))
    assert made.dtype == dtype
    assert torch.equal(made, torch.zeros(2, 3, dtype=dtype))


def test_weights_and_what_flows_in_are_rounded_and_the_gradient_passes() -> None:
    model: Any = get_peft_model(One(), LoraConfig(r=2, target_modules=["layer"]))
    before = model.base_model.model.layer.weight.detach().clone()
    round_model(model)
    after = model.base_model.model.layer.weight.detach()
    assert torch.equal(after, rounded(before))
    values = torch.linspace(-1, 1, 8).mul(0.777).requires_grad_()
    made = model(values)
    # The second half of a new adapter is nought: only the layer itself tells.
    assert torch.allclose(made, rounded(values.detach()) @ after.T, atol=1e-6)
    assert not torch.allclose(made, values @ before.T, atol=1e-6)
    made.sum().backward()
    assert values.grad is not None
    assert torch.allclose(values.grad, after.sum(0), atol=1e-6)
