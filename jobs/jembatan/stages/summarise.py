"""The summary stage: an English article in, an abstractive summary out.

An article longer than the model's window is summarised in parts, and the parts' summaries are summarised together;
every line of the article is in exactly one part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError
from yasbd import BoundaryDetector

from jembatan import memo
from jembatan.engines.protocol import EngineIdentity, Summariser
from jembatan.errors import EngineError, TextTooLong
from jembatan.store import unreadable

VERSION = 1
"""Raised whenever this module makes something else of the same text, settings and engine."""

# A model whose summary is no shorter than its text would go round for ever.
_MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Draft:
    """A summary as the engine wrote it, and how many parts the article was read in."""

    text: str
    parts: int


class SummariseStage:
    """Satisfies ``jembatan.memo.Stage``. The first batch loads the engine."""

    name = "summarise"

    def __init__(
        self, identity: EngineIdentity, settings: Mapping[str, object], load: Callable[[], Summariser]
    ) -> None:
        self.identity = identity
        self.made_by = memo.made_by(self.name, VERSION, settings, identity)
        self._load = load
        self._engine: Summariser | None = None

    def run(self, texts: Sequence[str]) -> list[Mapping[str, object]]:
        """One result per article text (its sentences, a line each), in the shape that ``draft`` reads."""
        if self._engine is None:
            self._engine = self._load()
        engine = self._engine
        parts = [split(text, engine.window, engine.count_tokens) for text in texts]
        summaries = iter(engine.summarise([part for several in parts for part in several]))
        drafts = [Draft("\n".join(next(summaries) for _ in several), len(several)) for several in parts]
        return [{"text": self._merge(engine, draft), "parts": draft.parts} for draft in drafts]

    def _merge(self, engine: Summariser, draft: Draft) -> str:
        text, parts = draft.text, draft.parts
        for _ in range(_MOST_ROUNDS):
            if parts == 1:
                return text
            pieces = split(text, engine.window, engine.count_tokens)
            text, parts = "\n".join(engine.summarise(pieces)), len(pieces)
        raise EngineError(f"the summaries of {draft.parts} parts do not get shorter when they are merged")


def split(text: str, window: int, count_tokens: Callable[[str], int]) -> list[str]:
    """Runs of whole lines, of like size, each at most ``window`` tokens; joined by newlines they are ``text``.

    Raises TextTooLong where a single line is longer than the window.
    """
    if count_tokens(text) <= window:
        return [text]
    lines = text.split("\n")
    sizes = [count_tokens(line + "\n") for line in lines]
    longest = max(range(len(lines)), key=sizes.__getitem__)
    if sizes[longest] > window:
        raise TextTooLong(f"line {longest + 1} has {sizes[longest]} tokens, and the summariser takes {window}")
    # Even parts: a last part of two lines would weigh as much in the merge as a full one.
    target = sum(sizes) / -(-sum(sizes) // window)
    parts: list[list[str]] = [[]]
    filled = 0
    for line, size in zip(lines, sizes, strict=True):
        if parts[-1] and (filled + size > window or filled >= target):
            parts.append([])
            filled = 0
        parts[-1].append(line)
        filled += size
    return ["\n".join(part) for part in parts]


def sentences(summary: str) -> list[str]:
    """The sentences of an English summary, without the white space around them."""
    detector = _english()
    found = []
    for line in summary.split("\n"):
        ends = [*detector.detect(line), len(line)]
        found += [line[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]
    return [sentence for sentence in found if sentence]


@cache
def _english() -> BoundaryDetector:
    return BoundaryDetector("en")


_DRAFT = TypeAdapter(Draft)


def draft(value: str) -> Draft:
    """Read a stored result of this stage. Raises StoreError."""
    try:
        return _DRAFT.validate_json(value)
    except ValidationError as error:
        raise unreadable(SummariseStage.name, value) from error
