"""How a config says which model a stage takes: ordered candidates, what computes it, in which number format."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

ModelKind = Literal["marian", "nllb", "seq2seq", "causal", "encoder", "fake"]
"""The adapter families: ``seq2seq`` is an English summariser (BART, Pegasus); ``encoder`` makes vectors of sentences;
``fake`` needs no weights."""

Runtime = Literal["transformers", "ctranslate2"]

Precision = Literal["auto", "float32", "bfloat16", "float16", "int8", "int8_float16", "int8_bfloat16"]


class Frozen(BaseModel):
    """A part of a config: nothing in it changes, and it has no fields but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, allow_inf_nan=False)


class OwnModel(Frozen):
    """A model that the catalogue does not list: exactly one of ``folder`` and ``hub``."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    kind: ModelKind
    licence: str
    folder: Path | None = None
    hub: str | None = Field(default=None, pattern=r"^[^/\s]+/[^/\s]+$")
    revision: str | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.hub is None) == (self.folder is None):
            raise ValueError("give exactly one of folder and hub")
        return self


Candidate = str | OwnModel
"""A name of the catalogue (``jembatan models list``), or a model described in place."""


class Choice(Frozen):
    """The first of ``candidates`` that can be had is taken, by ``jembatan models fetch``."""

    candidates: tuple[Candidate, ...]
    runtime: Runtime
    precision: Precision
