"""A deterministic engine without a model, for dry runs and tests: what it gives is plainly not a translation."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from jembatan.engines.protocol import EngineIdentity, Output, SummaryOutput
from jembatan.errors import EngineError
from jembatan.records import Hypothesis

_SEPARATOR = re.compile(r"(?<=\d)[.,](?=\d)")
_SWAPPED = {".": ",", ",": "."}
_MARK = "[en] "
_IDENTITY = EngineIdentity(kind="fake", model="fake", runtime="fake", precision="none", weights="")


class FakeTranslator:
    """A Translator that marks each sentence with ``[en]`` and writes its numbers' separators the English way.

    Nothing is lost, and ``unmark`` gives the source back. For tests: a call with a sentence of ``failing`` in it raises
    EngineError, and ``calls`` holds the sentences of each call.
    """

    def __init__(self, failing: Collection[str] = ()) -> None:
        self.calls: list[tuple[str, ...]] = []
        self._failing = frozenset(failing)

    @property
    def identity(self) -> EngineIdentity:
        return _IDENTITY

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
        """One Output per sentence, in the order given; the k-th best is marked ``[en k]``."""
        self.calls.append(tuple(sentences))
        _refuse(sentences, self._failing)
        return [_marked(sentence, n_best) for sentence in sentences]


class FakeSummariser:
    """A Summariser that gives the first lines of its text. ``failing`` and ``calls`` are as in FakeTranslator; asked
    again, or for several, it says the same."""

    def __init__(self, sentences: int = 3, window: int = 1024, failing: Collection[str] = ()) -> None:
        self.calls: list[tuple[str, ...]] = []
        self._sentences = sentences
        self._window = window
        self._failing = frozenset(failing)

    @property
    def identity(self) -> EngineIdentity:
        return _IDENTITY

    @property
    def window(self) -> int:
        """How many words it takes in one call."""
        return self._window

    def count_tokens(self, text: str) -> int:
        """How many words ``text`` has."""
        return len(text.split())

    def summarise(self, texts: Sequence[str], again: bool = False, n_best: int = 1) -> list[SummaryOutput]:
        """One SummaryOutput per text, in the order given. Raises EngineError."""
        self.calls.append(tuple(texts))
        _refuse(texts, self._failing)
        return [self._first(text) for text in texts]

    def _first(self, text: str) -> SummaryOutput:
        words = self.count_tokens(text)
        if words > self._window:
            return SummaryOutput((), f"too long: {words} words, the summariser takes {self._window}")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not lines:
            return SummaryOutput((), "there is no text to summarise")
        return SummaryOutput((" ".join(lines[: self._sentences]),))


def unmark(target: str) -> str:
    """The source that FakeTranslator made ``target`` of."""
    return _swapped(target.removeprefix(_MARK))


def _marked(sentence: str, n_best: int) -> Output:
    if not sentence.strip():
        return Output((), problem="there is no text to translate")
    marks = [_MARK, *(f"[en {rank}] " for rank in range(2, n_best + 1))]
    return Output(tuple(Hypothesis(mark + _swapped(sentence), -float(rank)) for rank, mark in enumerate(marks)))


def _swapped(text: str) -> str:
    return _SEPARATOR.sub(lambda match: _SWAPPED[match[0]], text)


def _refuse(texts: Sequence[str], failing: Collection[str]) -> None:
    for text in texts:
        if text in failing:
            raise EngineError(f"the fake engine was told to fail on {text!r}")
