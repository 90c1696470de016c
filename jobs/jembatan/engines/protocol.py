"""What an engine is: the three protocols, one of which each adapter satisfies, and how an engine says who it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Protocol

from jembatan.records import Hypothesis, Vector


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """All that can change an engine's output apart from its settings; part of every key.

    ``weights`` is the sha256 of the weights as published, ``precision`` the number format they are computed
    in, ``libraries`` the versions (by ``importlib.metadata``) of the libraries that compute.
    """

    kind: str
    model: str
    runtime: str
    precision: str
    weights: str
    revision: str | None = None
    libraries: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Plain data, for keys and manifests."""
        return asdict(self)

    def __str__(self) -> str:
        versions = "+".join(f"{name}-{version}" for name, version in sorted(self.libraries.items()))
        return f"{self.model}|{self.runtime}:{self.precision}|w:{self.weights[:12]}|{versions}"


@dataclass(frozen=True, slots=True)
class Output:
    """The n best hypotheses for one sentence, best first. ``pieces`` > 1: the sentence was longer than the
    model takes, was split at clause borders, and the pieces' translations were joined. ``problem``: the
    engine refused the sentence, and why; then there are no hypotheses."""

    hypotheses: tuple[Hypothesis, ...]
    pieces: int = 1
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class SummaryOutput:
    """The n best summaries of one text, best first and each once. ``problem``: the engine has none, and why; then there
    are no ``texts``. One that is empty or does not end is none."""

    texts: tuple[str, ...]
    problem: str | None = None

    @classmethod
    def of(cls, ended: Sequence[str], endless: str) -> SummaryOutput:
        """``ended`` are the hypotheses that came to an end; ``endless`` is the problem where none did."""
        texts = tuple(dict.fromkeys(text for text in ended if text))
        return cls(texts, None if texts else "the model gave no text" if ended else endless)


Hints = Callable[[str], str]
"""What a prompt says of the terms in a sentence, as one line; empty where there are none."""


def no_hints(sentence: str) -> str:
    """Nothing is said of any sentence."""
    return ""


class Translator(Protocol):
    """Translates sentences, one sentence per input, in any number.

    Implementations own tokenising, sorting by length, batching by tokens and restoring the order. They never truncate:
    what is too long is split at clause borders or refused with a ``problem``.
    """

    @property
    def identity(self) -> EngineIdentity: ...

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
        """One Output per sentence, in the order given. Raises OutOfMemory or EngineError for the whole call."""
        ...


class Summariser(Protocol):
    """Writes a summary of an English text that fits its window. A text that does not is refused, never cut."""

    @property
    def identity(self) -> EngineIdentity: ...

    @property
    def window(self) -> int:
        """How many tokens of input text the model takes in one call."""
        ...

    def count_tokens(self, text: str) -> int:
        """How many tokens of the window ``text`` takes."""
        ...

    def summarise(self, texts: Sequence[str], again: bool = False, n_best: int = 1) -> list[SummaryOutput]:
        """One SummaryOutput per text, in the order given.

        ``again``: the texts were summarised before and to no use; they are decoded in another way, which ends loops and
        may write more. ``n_best`` above the beam size widens the beam. Raises OutOfMemory or EngineError for the whole
        call.
        """
        ...


class Encoder(Protocol):
    """Makes vectors of texts: the nearer two texts are in meaning, the nearer to 1 is the product of their vectors.

    Implementations own tokenising, sorting by length, batching by tokens and restoring the order. They never truncate:
    what is too long is read in pieces.
    """

    @property
    def identity(self) -> EngineIdentity: ...

    def encode(self, texts: Sequence[str]) -> list[Vector]:
        """One vector per text, in the order given, each of length 1 and all of one dimension.

        Raises OutOfMemory or EngineError for the whole call.
        """
        ...
