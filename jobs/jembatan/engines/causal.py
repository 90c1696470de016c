"""Translating and summarising with a causal (chat or base) language model: prompts, limits and refusals.

The two runtimes differ only in how they continue a prompt; each implements ``Continuer``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol

from jembatan.config import Decoding, Summarise, Translate
from jembatan.engines import clauses, prompts
from jembatan.engines.protocol import EngineIdentity, Hints, Output, SummaryOutput, no_hints
from jembatan.errors import ConfigError
from jembatan.records import Hypothesis

if TYPE_CHECKING:
    from transformers import GenerationConfig, PreTrainedTokenizerBase


@dataclass(frozen=True, slots=True)
class Continuation:
    """What a model wrote after a prompt. ``ended``: it wrote its end token; ``tokens`` without that one."""

    text: str
    tokens: int
    ended: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """Prompts as the model reads them; all begin with ``start``, which need be computed only once."""

    start: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guards:
    """Repetition guards of one call."""

    no_repeat_ngram_size: int
    repetition_penalty: float

    @property
    def off(self) -> bool:
        """Whether neither guard does anything."""
        return self.no_repeat_ngram_size == 0 and self.repetition_penalty == 1.0


class Continuer(Protocol):
    """A loaded causal model."""

    @property
    def identity(self) -> EngineIdentity: ...

    @property
    def window(self) -> int:
        """Tokens of prompt and continuation together."""
        ...

    def render(self, chat: list[dict[str, str]]) -> str:
        """The chat as one text that ends where the model shall go on."""
        ...

    def count_tokens(self, text: str) -> int: ...

    def continue_prompts(
        self, rendered: Rendered, limits: Sequence[int], settings: Decoding, guards: Guards, n_best: int
    ) -> list[list[Continuation]]:
        """The n best continuations of each prompt, in the order given; ``limits`` are in tokens, one a prompt."""
        ...


_PROBE = "\N{OBJECT REPLACEMENT CHARACTER}"


def render(model: Continuer, prompt: prompts.Prompt, texts: Sequence[str], hints: Hints = no_hints) -> Rendered:
    """The prompts that ask ``model`` for ``texts``."""
    asked = tuple(model.render(prompt.messages(text, hints(text))) for text in texts)
    plain, hinted = (model.render(prompt.messages(_PROBE, told)).partition(_PROBE)[0] for told in ("", _PROBE))
    # A form for hints may begin otherwise than the plain one.
    same = takewhile(lambda pair: pair[0] == pair[1], zip(plain, hinted, strict=False))
    return Rendered("".join(letter for letter, _ in same), asked)


def end_tokens(generation: GenerationConfig, tokenizer: PreTrainedTokenizerBase) -> list[int]:
    """The ids that end a continuation, by the model's own settings."""
    declared = generation.eos_token_id if generation.eos_token_id is not None else tokenizer.eos_token_id
    ids = declared if isinstance(declared, list) else [declared]
    # A chat model that runs on past its turn ends the text instead.
    return sorted({int(token) for token in (*ids, tokenizer.eos_token_id, tokenizer.pad_token_id) if token is not None})


# A faithful translation is seldom longer than twice its source in tokens; what runs past three times is a loop.
_GROWTH = 3
_SLACK = 48
# Second attempt at an output that did not end: guards strict enough to break a loop, loose enough for "Kim Jong Un".
_LOOP_BREAKER = Guards(no_repeat_ngram_size=6, repetition_penalty=1.15)


class CausalTranslator:
    """A Translator over a causal model: one sentence a prompt, worked examples before it."""

    def __init__(self, model: Continuer, settings: Translate, hints: Hints = no_hints) -> None:
        self._model = model
        self._settings = settings
        self._hints = hints
        self._prompt = prompts.load(settings.prompt)
        self._overhead = model.count_tokens(model.render(self._prompt.messages("")))
        if not self._fits("."):
            raise ConfigError(
                f"translate: the prompt {settings.prompt!r} takes {self._overhead} tokens, and {model.identity.model} "
                f"takes {model.window} in all, which leaves no room for a sentence; use another prompt or model"
            )

    @property
    def identity(self) -> EngineIdentity:
        return self._model.identity

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
        """One Output per sentence, in the order given."""
        pieces = [self._split(sentence) for sentence in sentences]
        flat = [piece for split in pieces for piece in split]
        guards = Guards(self._settings.no_repeat_ngram_size, self._settings.repetition_penalty)
        outputs = self._attempt(flat, guards, n_best)
        looping = [position for position, output in enumerate(outputs) if not output.hypotheses]
        for position, output in zip(
            looping, self._attempt([flat[position] for position in looping], _LOOP_BREAKER, n_best), strict=True
        ):
            outputs[position] = output
        joined, start = [], 0
        for sentence, split in zip(sentences, pieces, strict=True):
            joined.append(self._join(sentence, outputs[start : start + len(split)]))
            start += len(split)
        return joined

    def _limit(self, text: str) -> int:
        return min(self._settings.max_output_tokens, _GROWTH * self._model.count_tokens(text) + _SLACK)

    def _fits(self, text: str) -> bool:
        hinted = self._model.count_tokens(self._hints(text))
        return self._overhead + hinted + self._model.count_tokens(text) + self._limit(text) <= self._model.window and (
            self._model.count_tokens(text) * 2 <= self._settings.max_output_tokens
        )

    def _split(self, sentence: str) -> list[str]:
        if not sentence.strip():
            # Asked for nothing, a chat model invents something.
            return []
        if self._fits(sentence):
            return [sentence]
        return clauses.split(sentence, self._fits) or []

    def _attempt(self, texts: Sequence[str], guards: Guards, n_best: int) -> list[Output]:
        if not texts:
            return []
        limits = [self._limit(text) for text in texts]
        rendered = render(self._model, self._prompt, texts, self._hints)
        outputs = []
        for limit, found in zip(
            limits, self._model.continue_prompts(rendered, limits, self._settings, guards, n_best), strict=True
        ):
            hypotheses = tuple(
                Hypothesis(" ".join(continuation.text.split()), continuation.score)
                for continuation in found
                # The item's own limit, not its batch's: a result must not depend on its neighbours.
                if continuation.ended and continuation.tokens <= limit and continuation.text.strip()
            )
            ended = any(continuation.ended and continuation.tokens <= limit for continuation in found)
            problem = "the model gave no text" if ended else f"the output did not end within {limit} tokens (a loop?)"
            outputs.append(Output(hypotheses, problem=None if hypotheses else problem))
        return outputs

    def _join(self, sentence: str, outputs: Sequence[Output]) -> Output:
        if not sentence.strip():
            return Output((), problem="there is no text to translate")
        if not outputs:
            tokens = self._model.count_tokens(sentence)
            return Output(
                (), problem=f"too long for the model ({tokens} tokens) and without a clause border to split at"
            )
        for output in outputs:
            if output.problem:
                return Output((), len(outputs), output.problem)
        if len(outputs) == 1:
            return outputs[0]
        best = [output.hypotheses[0] for output in outputs]
        scores = [hypothesis.score for hypothesis in best if hypothesis.score is not None]
        score = sum(scores) / len(scores) if len(scores) == len(best) else None
        return Output((Hypothesis(" ".join(hypothesis.text for hypothesis in best), score),), len(outputs))


class CausalSummariser:
    """A Summariser over a causal model: one English text a prompt. Asked again, it puts the prompt's second question
    and breaks loops."""

    def __init__(self, model: Continuer, settings: Summarise) -> None:
        self._model = model
        self._settings = settings
        self._prompt = prompts.load(settings.prompt)
        overhead = max(
            model.count_tokens(model.render(prompt.messages(""))) for prompt in (self._prompt, self._prompt.second())
        )
        self._window = model.window - overhead - settings.max_output_tokens
        if self._window <= 0:
            raise ConfigError(
                f"summarise: the prompt {settings.prompt!r} ({overhead} tokens) and max_output_tokens "
                f"({settings.max_output_tokens}) leave no room for a text in the {model.window} tokens of "
                f"{model.identity.model}; lower summarise.max_output_tokens or use another model"
            )

    @property
    def identity(self) -> EngineIdentity:
        return self._model.identity

    @property
    def window(self) -> int:
        """Tokens of input text the model takes in one call."""
        return self._window

    def count_tokens(self, text: str) -> int:
        """Tokens of the window that ``text`` takes."""
        return self._model.count_tokens(text)

    def summarise(self, texts: Sequence[str], again: bool = False, n_best: int = 1) -> list[SummaryOutput]:
        """One SummaryOutput per text, in the order given. Raises OutOfMemory or EngineError."""
        sizes = [self.count_tokens(text) for text in texts]
        fitting = [text for text, size in zip(texts, sizes, strict=True) if size <= self.window]
        found = iter(self._attempt(fitting, again, n_best))
        return [
            self._output(next(found))
            if size <= self.window
            else SummaryOutput((), f"too long: {size} tokens, the summariser takes {self.window}")
            for size in sizes
        ]

    def _attempt(self, texts: Sequence[str], again: bool, n_best: int) -> list[list[Continuation]]:
        if not texts:
            return []
        own = Guards(self._settings.no_repeat_ngram_size, self._settings.repetition_penalty)
        rendered = render(self._model, self._prompt.second() if again else self._prompt, texts)
        limits = [self._settings.max_output_tokens] * len(texts)
        guards = _LOOP_BREAKER if again else own
        return self._model.continue_prompts(rendered, limits, self._settings, guards, n_best)

    def _output(self, found: Sequence[Continuation]) -> SummaryOutput:
        limit = self._settings.max_output_tokens
        texts = [
            _plain(continuation.text, self._prompt.numbered)
            for continuation in found
            if continuation.ended and continuation.tokens <= limit
        ]
        return SummaryOutput.of(texts, f"the summary did not end within {limit} tokens (a loop?)")


def _plain(answer: str, numbered: bool) -> str:
    """One line; the numbers of a numbered list go, those of the text stay."""
    lines, number = [], 1
    for line in answer.splitlines():
        # "1.2 million people fled." is no numbered sentence.
        if numbered and re.match(rf"\s*{number}\.(?!\d)", line):
            line = line.partition(".")[2]
            number += 1
        lines.append(line)
    return " ".join(" ".join(lines).split())
