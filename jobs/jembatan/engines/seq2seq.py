"""Translating and summarising with an encoder-decoder model: tokens, limits, batches, order and refusals.

The two runtimes differ only in how they decode a batch of token ids; each implements ``Decoder``. Everything that
steers the search comes from the config: of a model's own generation settings only those that belong to its format
(start, end and forced first tokens) are used, not its beams, lengths, penalties or forced endings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from jembatan.config import RuntimeSettings, Summarise
from jembatan.engines import batching, clauses
from jembatan.engines.identity import identity
from jembatan.engines.protocol import EngineIdentity, Output, SummaryOutput
from jembatan.engines.tokens import Tokens
from jembatan.errors import EngineError, OutOfMemory
from jembatan.models.lock import LockedModel
from jembatan.records import Hypothesis

# A faithful output is seldom longer than twice its source in tokens: the first attempt gives a loop no more room
# than this, so that one loop does not hold up its batch.
_GROWTH = 3
_SLACK = 48
_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "cannot allocate memory", "bad_alloc")


@dataclass(frozen=True, slots=True)
class Decoded:
    """One hypothesis as token ids, without forced first tokens and without the end token.

    ``ended``: the model wrote its end token. ``score``: the mean natural log probability of the tokens, the end token
    included, forced first tokens not.
    """

    ids: list[int]
    ended: bool
    score: float


@dataclass(frozen=True, slots=True)
class Guard:
    """What a search is held to beyond the config: the fewest tokens of an output, the size of n-grams that come once
    (where the config forbids none)."""

    least: int = 0
    no_repeat_ngram_size: int = 0

    def within(self, limit: int) -> Guard:
        """The guard for outputs of at most ``limit`` tokens."""
        return replace(self, least=min(self.least, limit))


UNGUARDED = Guard()


class Decoder(Protocol):
    """A loaded model."""

    def decode(
        self, sources: Sequence[Sequence[int]], n_best: int, limit: int, guard: Guard = UNGUARDED
    ) -> list[list[Decoded]]:
        """The n best hypotheses of each source, best first. ``limit``: most tokens of an output, its end not counted.

        Raises OutOfMemory or EngineError.
        """
        ...


@contextmanager
def engine_errors(runtime: str) -> Iterator[None]:
    """Turn what a library raises while it computes into OutOfMemory or EngineError."""
    try:
        yield
    except (RuntimeError, MemoryError, ValueError, IndexError) as error:
        message = f"{runtime}: {str(error) or type(error).__name__}"
        if isinstance(error, MemoryError) or any(sign in message.lower() for sign in _OUT_OF_MEMORY):
            raise OutOfMemory(message) from error
        raise EngineError(message) from error


class _Engine:
    """What a translator and a summariser share."""

    def __init__(
        self, model: LockedModel, max_output_tokens: int, runtime: RuntimeSettings, tokens: Tokens, decoder: Decoder
    ) -> None:
        self._identity = identity(model)
        self._limit = min(max_output_tokens, tokens.longest_output)
        self._runtime = runtime
        self._tokens = tokens
        self._decoder = decoder

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    def _decode(self, sources: Sequence[Sequence[int]], n_best: int, guard: Guard = UNGUARDED) -> list[list[Decoded]]:
        """Hypotheses in the order given. Where the best did not end, the source gets all the room the model has."""
        found: list[list[Decoded]] = [[] for _ in sources]
        positions = list(range(len(sources)))
        for again in (False, True):
            lengths = [len(sources[position]) for position in positions]
            for members in batching.plan(lengths, self._runtime.batch_tokens, self._runtime.batch_size):
                batch = [positions[member] for member in members]
                first = min(self._limit, _GROWTH * lengths[members[0]] + _SLACK)
                limit = self._tokens.longest_output if again else first
                decoded = self._decoder.decode(
                    [sources[position] for position in batch], n_best, limit, guard.within(limit)
                )
                for position, hypotheses in zip(batch, decoded, strict=True):
                    found[position] = hypotheses
            positions = [position for position in positions if not found[position][0].ended]
        return found

    def _endless(self) -> str:
        return f"the output did not end within {self._tokens.longest_output} tokens (a loop?)"


class SentenceTranslator(_Engine):
    """A Translator over an encoder-decoder model."""

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
        """One Output per sentence, in the order given.

        The n best are distinct texts, so there may be fewer. ``n_best`` above the beam size widens the beam. Where a
        sentence was split, the k-th best of each piece make up the k-th best of the sentence, and its score is their
        mean by tokens. Raises OutOfMemory or EngineError for the whole call.
        """
        pieces = [clauses.split(sentence, self._fits) or [] if sentence.strip() else [] for sentence in sentences]
        found = iter(self._decode([self._tokens.encode(piece) for split in pieces for piece in split], n_best))
        return [
            self._output(sentence, [next(found) for _ in split])
            for sentence, split in zip(sentences, pieces, strict=True)
        ]

    def _fits(self, text: str) -> bool:
        return len(self._tokens.encode(text)) <= self._tokens.window

    def _output(self, sentence: str, pieces: Sequence[Sequence[Decoded]]) -> Output:
        if not sentence.strip():
            return Output((), problem="there is no text to translate")
        if not pieces:
            length = len(self._tokens.encode(sentence))
            return Output(
                (),
                problem=f"too long: {length} tokens, the model takes {self._tokens.window}, "
                "and no clause border parts it into pieces that fit",
            )
        ended = [[hypothesis for hypothesis in piece if hypothesis.ended] for piece in pieces]
        if not all(ended):
            return Output((), len(pieces), problem=self._endless())
        hypotheses: dict[str, Hypothesis] = {}
        for parts in zip(*ended, strict=False):
            texts = [self._tokens.decode(part.ids) for part in parts]
            counts = [len(part.ids) + 1 for part in parts]
            score = sum(part.score * count for part, count in zip(parts, counts, strict=True)) / sum(counts)
            if all(texts):
                hypotheses.setdefault(" ".join(texts), Hypothesis(" ".join(texts), score))
        if not hypotheses:
            return Output((), len(pieces), problem="the model gave no text")
        return Output(tuple(hypotheses.values()), len(pieces))


# The published decoding of BART and DistilBART for news asks for 56 tokens and no trigram twice; in a config of three
# sentences this comes to the same.
_TOKENS_A_SENTENCE = 19
_NO_REPEAT = 3


class TextSummariser(_Engine):
    """A Summariser over an encoder-decoder model. Asked again, it must write on for as many tokens as the fewest
    sentences take, and writes no three tokens twice."""

    def __init__(
        self, model: LockedModel, settings: Summarise, runtime: RuntimeSettings, tokens: Tokens, decoder: Decoder
    ) -> None:
        super().__init__(model, settings.max_output_tokens, runtime, tokens, decoder)
        least = min(self._limit, _TOKENS_A_SENTENCE * (settings.min_sentences + 1))
        self._again = Guard(least, _NO_REPEAT)

    @property
    def window(self) -> int:
        """Tokens of input text the model takes in one call, its special tokens included."""
        return self._tokens.window

    def count_tokens(self, text: str) -> int:
        """Tokens of the window that ``text`` takes, its special tokens included."""
        return len(self._tokens.encode(text))

    def summarise(self, texts: Sequence[str], again: bool = False, n_best: int = 1) -> list[SummaryOutput]:
        """One SummaryOutput per text, in the order given. Raises OutOfMemory or EngineError."""
        sources = [self._tokens.encode(text) for text in texts]
        fitting = [source for source in sources if len(source) <= self.window]
        found = iter(self._decode(fitting, n_best, self._again if again else UNGUARDED))
        return [
            self._output(next(found))
            if len(source) <= self.window
            else SummaryOutput((), f"too long: {len(source)} tokens, the summariser takes {self.window}")
            for source in sources
        ]

    def _output(self, found: Sequence[Decoded]) -> SummaryOutput:
        texts = [self._tokens.decode(hypothesis.ids) for hypothesis in found if hypothesis.ended]
        return SummaryOutput.of(texts, self._endless())
