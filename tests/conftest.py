"""Fixtures that more than one part of the tests needs: the tiny real models, and locks for them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings

import random_marian
import tiny_models
from jembatan.config import ModelKind, Precision

# Idle threads of one library must not spin on the cores that another one computes on.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

# On a busy machine a slow example says nothing about the code.
settings.register_profile("jembatan", deadline=None)
settings.load_profile("jembatan")


@pytest.fixture(scope="session")
def tiny_marian() -> Path:
    """A transformers folder: a Marian that knows every pair of ``tiny_models.pairs()``."""
    return tiny_models.marian()


@pytest.fixture(scope="session")
def tiny_nllb() -> Path:
    """A transformers folder: an NLLB that knows every pair of ``tiny_models.pairs()``."""
    return tiny_models.nllb()


@pytest.fixture(scope="session")
def tiny_summariser() -> Path:
    """A transformers folder: a BART that knows every summary of ``tiny_models.summaries()``."""
    return tiny_models.summariser()


@pytest.fixture(scope="session")
def unsure_marian() -> Path:
    """A transformers folder: a half-trained Marian, which repeats itself on unseen sentences."""
    return tiny_models.unsure_marian()


@pytest.fixture(scope="session")
def random_marian_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformers folder: a Marian of random weights whose outputs end, for near-ties on unseen sentences."""
    folder = tmp_path_factory.mktemp("random-marian")
    random_marian.make(folder)
    return folder


class Convert(Protocol):
    """Converts a transformers folder for CTranslate2, once a session."""

    def __call__(self, folder: Path, kind: ModelKind, precision: Precision = "float32") -> Path: ...


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """The CTranslate2 folder made of a transformers folder."""

    @cache
    def convert_once(folder: Path, kind: ModelKind, precision: Precision = "float32") -> Path:
        from jembatan.engines.convert import convert

        destination = tmp_path_factory.mktemp("converted") / f"{folder.name}-{precision}"
        convert(folder, kind, destination, precision)
        return destination

    return convert_once
