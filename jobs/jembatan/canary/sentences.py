"""The fixed sentences and their version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_VERSION = "# version:"


@dataclass(frozen=True, slots=True)
class FixedSentences:
    """Indonesian sentences that never change within a version, in the order in which they are translated."""

    version: int
    texts: tuple[str, ...]


@cache
def fixed() -> FixedSentences:
    """The sentences of ``sentences.txt``."""
    lines = files(__package__).joinpath("sentences.txt").read_text(encoding="utf-8").splitlines()
    version = next(line.removeprefix(_VERSION) for line in lines if line.startswith(_VERSION))
    return FixedSentences(int(version), tuple(line for line in lines if line and not line.startswith("#")))
