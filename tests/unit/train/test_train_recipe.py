from __future__ import annotations

from pathlib import Path

import pytest

from jembatan.engines import prompts
from jembatan.errors import ConfigError
from jembatan.models.catalogue import catalogue
from jembatan.train.recipe import load


def test_the_recipe_of_every_adapter_is_beside_it_and_has_the_prompt_of_its_model() -> None:
    taught = [model for model in catalogue().values() if model.adapter is not None]
    assert taught
    for model in taught:
        assert model.adapter is not None
        recipe = load(model.adapter.path / "recipe.yaml")
        assert recipe.prompt == model.prompt
        assert prompts.load(recipe.prompt).name == recipe.prompt
        assert recipe.licences == ("open",)


def test_every_fault_of_a_recipe_is_told(tmp_path: Path) -> None:
    path = tmp_path / "recipe.yaml"
    path.write_text("corpora: {}\nrank: 0\nepochs: 3\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    said = str(caught.value)
    assert said.startswith(f"{path}: not a recipe:")
    assert all(f"  {name}: " in said for name in ("corpora", "rank", "epochs"))
