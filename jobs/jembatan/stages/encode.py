"""The encoding stage: English sentences in, vectors out, kept in the store as 16 bit numbers in base64.

Half the bits are enough: they move a cosine similarity by less than 0.001, and it is compared to 4 decimals of what is
stored, so that every later night reads the same.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict, ValidationError

from jembatan import memo
from jembatan.engines.protocol import Encoder, EngineIdentity
from jembatan.records import Vector
from jembatan.store import unreadable

VERSION = 1
"""Raised whenever this module makes something else of the same text, settings and engine."""

_WIDTH = 2


class EncodeStage:
    """Satisfies ``jembatan.memo.Stage``. The first batch loads the engine."""

    name = "encode"

    def __init__(self, identity: EngineIdentity, settings: Mapping[str, object], load: Callable[[], Encoder]) -> None:
        self.identity = identity
        self.made_by = memo.made_by(self.name, VERSION, settings, identity)
        self._load = load
        self._engine: Encoder | None = None

    def asked(self, text: str) -> str:
        """The text alone."""
        return text

    def run(self, texts: Sequence[str]) -> list[Mapping[str, object]]:
        """One result per text, in the shape that ``vector`` reads."""
        if self._engine is None:
            self._engine = self._load()
        return [{"vector": packed(found)} for found in self._engine.encode(texts)]


def packed(vector: Vector) -> str:
    """A vector as base64 of 16 bit floating point numbers (IEEE 754), the low byte first."""
    return base64.b64encode(struct.pack(f"<{len(vector)}e", *vector)).decode("ascii")


class _Stored(BaseModel):
    model_config = ConfigDict(extra="forbid")

    vector: str


def vector(value: str) -> Vector:
    """Read a stored result of this stage. Raises StoreError."""
    try:
        data = base64.b64decode(_Stored.model_validate_json(value).vector, validate=True)
        return struct.unpack(f"<{len(data) // _WIDTH}e", data)
    except (ValidationError, ValueError, struct.error) as error:
        raise unreadable(EncodeStage.name, value) from error
