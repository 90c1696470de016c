"""The translation stage: sentences in, hypotheses out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pydantic import TypeAdapter, ValidationError

from jembatan import memo
from jembatan.engines.protocol import EngineIdentity, Hints, Output, Translator, no_hints
from jembatan.store import unreadable

VERSION = 1
"""Raised whenever this module makes something else of the same sentences, settings and engine."""


class TranslateStage:
    """Satisfies ``jembatan.memo.Stage``. The first batch loads the engine: a night with nothing new loads none.

    ``name`` tells the stages of a night apart, in their plans and in their keys. ``hints`` are those that its engine
    reads: they are part of a sentence's key.
    """

    def __init__(
        self,
        identity: EngineIdentity,
        settings: Mapping[str, object],
        load: Callable[[], Translator],
        n_best: int,
        name: str = "translate",
        hints: Hints = no_hints,
    ) -> None:
        self.name = name
        self.identity = identity
        self.settings = settings
        self.made_by = memo.made_by(self.name, VERSION, settings, identity)
        self._load = load
        self._n_best = n_best
        self._hints = hints
        self._engine: Translator | None = None

    def release(self) -> None:
        """Let go of the engine, so that the next one finds the memory; another batch loads it again."""
        self._engine = None

    def asked(self, text: str) -> str:
        """The sentence, and behind it the hints that it goes with, where it has any."""
        hints = self._hints(text)
        return f"{text}\n{hints}" if hints else text

    def run(self, texts: Sequence[str]) -> list[Mapping[str, object]]:
        """One result per sentence, in the shape that ``output`` reads."""
        if self._engine is None:
            self._engine = self._load()
        return [
            {
                "hypotheses": [{"text": hypothesis.text, "score": hypothesis.score} for hypothesis in found.hypotheses],
                "pieces": found.pieces,
                "problem": found.problem,
            }
            for found in self._engine.translate(texts, self._n_best)
        ]


_OUTPUT = TypeAdapter(Output)


def output(value: str) -> Output:
    """Read a stored result of this stage. Raises StoreError."""
    try:
        return _OUTPUT.validate_json(value)
    except ValidationError as error:
        raise unreadable("translate", value) from error
