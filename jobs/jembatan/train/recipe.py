"""The recipe of an adapter: which sentences it learns from, and how."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, PositiveFloat, PositiveInt, ValidationError

from jembatan.errors import ConfigError
from jembatan.model_choice import Frozen
from jembatan.yaml_file import read_mapping


class Recipe(Frozen):
    """``corpora`` are those that sentences are taken from, with the most of each; ``licences`` those that are allowed.

    ``spoken`` corpora hold talk beside news: pairs that speak of I, we or you, or have fewer than ``least_spoken``
    words, are left out there. ``words`` are the fewest and the most words of an Indonesian sentence. The learning rate
    rises over ``warm_up`` steps and then falls in a line to a twentieth. A step learns from ``batch_tokens`` tokens,
    prompt and filling included. ``passes`` over the pairs may be a part of one. ``int8``: learn with the rounding of
    int8, for a model that will run in it. An adapter to go on from keeps its own rank and alpha;
    a recipe that names others is refused.
    """

    corpora: dict[str, PositiveInt] = Field(min_length=1)
    licences: tuple[str, ...] = ("open",)
    spoken: tuple[str, ...] = ()
    least_spoken: PositiveInt = 9
    words: tuple[PositiveInt, PositiveInt] = (6, 45)
    prompt: str = "zero-shot"
    seed: int = 7
    rank: PositiveInt = 8
    alpha: PositiveInt = 16
    learning_rate: PositiveFloat = 2e-4
    warm_up: PositiveInt = 15
    batch_tokens: PositiveInt = 800
    passes: PositiveFloat = 1.0
    int8: bool = False


def load(path: Path) -> Recipe:
    """Read a recipe. Raises ConfigError naming the file and every fault."""
    raw = read_mapping(path, "recipe", "jobs/jembatan/models/adapters/id-en-news/recipe.yaml")
    try:
        return Recipe.model_validate(raw)
    except ValidationError as error:
        faults = "\n".join(f"  {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise ConfigError(f"{path}: not a recipe:\n{faults}") from error
