"""A tiny real model learns real pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

import tiny_causal
from jembatan.engines.adapter import merge
from jembatan.errors import ConfigError, ModelError
from jembatan.train.lora import Trainer
from jembatan.train.pairs import Pair
from jembatan.train.recipe import Recipe

PAIRS = [
    Pair("wire", "Harga beras naik.", "Rice prices rose."),
    Pair("wire", "Menteri itu tiba.", "The minister arrived.", "Menteri = minister"),
    Pair("wire", "Kami menolak.", "We refuse."),
    Pair("wire", "Dana itu naik tiga kali lipat.", "The fund rose threefold."),
]
RECIPE = Recipe(corpora={"wire": 4}, rank=4, alpha=8, learning_rate=2e-2, warm_up=2, batch_tokens=200, passes=12)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    tiny_causal.make(folder)
    return folder


def learnt(model: Path, folder: Path, recipe: Recipe = RECIPE, adapter: Path | None = None) -> tuple[float, list[str]]:
    said: list[str] = []
    trainer = Trainer(model, recipe, adapter)
    loss = trainer.train(PAIRS, PAIRS, said.append)
    trainer.save(folder)
    assert loss is not None
    return loss, said


def test_it_learns_and_says_how_it_goes(model: Path, tmp_path: Path) -> None:
    loss, said = learnt(model, tmp_path / "adapter")
    before = float(said[0].removeprefix("loss before: "))
    assert said[-1] == f"loss after: {loss:.4f}"
    assert loss < before / 2
    assert any(line.endswith(" min left") for line in said)


def test_what_was_learnt_is_an_adapter_that_can_be_merged(model: Path, tmp_path: Path) -> None:
    loss, _ = learnt(model, tmp_path / "adapter")
    (tmp_path / "merged").mkdir()
    merge(model, tmp_path / "adapter", tmp_path / "merged")
    # An adapter that has learnt nothing yet changes nothing: the loss before is the merged model's own.
    said: list[str] = []
    short = RECIPE.model_copy(update={"passes": 0.01})
    Trainer(tmp_path / "merged", short).train(PAIRS, PAIRS, said.append)
    assert float(said[0].removeprefix("loss before: ")) == pytest.approx(loss, abs=0.2)


def test_the_same_recipe_gives_the_same_bytes(model: Path, tmp_path: Path) -> None:
    short = RECIPE.model_copy(update={"passes": 1.0})
    for name in ("one", "two"):
        learnt(model, tmp_path / name, short)
    names = ("adapter_model.safetensors", "adapter_config.json")
    one, two = ([(tmp_path / folder / name).read_bytes() for name in names] for folder in ("one", "two"))
    assert one == two
    assert str(tmp_path).encode() not in one[1]
    assert str(model).encode() not in one[1]


@pytest.mark.parametrize("int8", [False, True])
def test_it_goes_on_from_an_adapter(model: Path, tmp_path: Path, int8: bool) -> None:
    half = RECIPE.model_copy(update={"passes": 6.0, "int8": int8})
    first, _ = learnt(model, tmp_path / "first", half)
    second, said = learnt(model, tmp_path / "second", half, tmp_path / "first")
    assert float(said[0].removeprefix("loss before: ")) == pytest.approx(first, abs=0.1)
    assert second < first


@pytest.mark.parametrize(("field", "wanted"), [("rank", 2), ("alpha", 4)])
def test_a_rank_or_alpha_that_the_adapter_does_not_have_is_told(
    model: Path, tmp_path: Path, field: str, wanted: int
) -> None:
    Trainer(model, RECIPE).save(tmp_path)
    with pytest.raises(ConfigError, match=rf"recipe: {field}: .* has {wanted * 2}, not {wanted}, .*take {field} out"):
        Trainer(model, RECIPE.model_copy(update={field: wanted}), tmp_path)
    unsaid = Recipe(corpora={"wire": 4})
    Trainer(model, unsaid, tmp_path)


def test_what_is_no_adapter_is_told(model: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not an adapter of"):
        Trainer(model, RECIPE, tmp_path)


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a causal model that can be loaded"):
        Trainer(tmp_path, RECIPE)
