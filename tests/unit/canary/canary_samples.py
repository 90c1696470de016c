"""Recordings to compare, and a translator that changes its mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jembatan.canary.recording import Chosen, Circumstances, Recording, Sung
from jembatan.engines.fake import FakeTranslator
from jembatan.engines.machine import Machine
from jembatan.engines.protocol import EngineIdentity, Output
from jembatan.records import Hypothesis

SOURCES = ("Satu.", "Dua.", "Tiga.")


def chosen(**changes: object) -> Chosen:
    values: dict[str, object] = {
        "model": "opus",
        "kind": "marian",
        "runtime": "ctranslate2",
        "precision": "int8",
        "settings": {"beam_size": 4, "length_penalty": 1.0},
        "batch_size": 12,
        "batch_tokens": 2048,
        "sentences": 1,
    }
    return Chosen(**{**values, **changes})  # type: ignore[arg-type]


def circumstances(
    weights: str = "a" * 64,
    revision: str | None = None,
    libraries: Mapping[str, str] | None = None,
    machine: Machine = Machine("cpu", "A CPU", 2),  # noqa: B008 (frozen)
    jembatan: str = "0.1.0",
) -> Circumstances:
    engine = EngineIdentity(
        "marian", "opus", "ctranslate2", "int8", weights, revision, libraries or {"transformers": "5.23.0"}
    )
    return Circumstances("2026-05-03T02:00:00+07:00", engine, machine, jembatan, "3.11.7")


def recording(outputs: Sequence[str], on: Circumstances | None = None) -> Recording:
    return Recording(chosen(), on or circumstances(), tuple(map(Sung, SOURCES, outputs)))


class Odd(FakeTranslator):
    """Gives ``answers`` for the sentences named in it, and the fake engine's output for the rest."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._answers = answers

    def translate(self, sentences: Sequence[str], n_best: int = 1) -> list[Output]:
        found = super().translate(sentences, n_best)
        return [
            Output((Hypothesis(self._answers[sentence]),)) if sentence in self._answers else made
            for sentence, made in zip(sentences, found, strict=True)
        ]
