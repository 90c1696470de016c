"""The contrast set: sentence pairs for what breaks Indonesian news translation, each with a check of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from jembatan.errors import InputError
from jembatan_eval.lines import read_lines, read_text
from jembatan_eval.wording import occurs

CONTRAST = Path(__file__).parents[1] / "references" / "contrast.jsonl"
"""The contrast set, in a checkout."""

Phenomenon = Literal[
    "numbers",
    "abbreviations",
    "fixed-phrases",
    "reduplication",
    "passive-di",
    "negation",
    "aspect",
    "kinship-titles",
    "word-names",
    "quotes",
    "datelines",
    "capitals",
    "english-loans",
]
PHENOMENA: tuple[Phenomenon, ...] = get_args(Phenomenon)

_Text = Annotated[str, StringConstraints(pattern=r"^\S([^\n]*\S)?$")]


class ContrastPair(BaseModel):
    """A line of a contrast file, schema 1: a source, its reference, a typical wrong translation, and what an output
    must hold (of each group of ``expect`` one wording at least) and must not (no wording of ``avoid``)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = Field(alias="schema")
    type: Literal["contrast"]
    id: _Text
    phenomenon: Phenomenon
    source: _Text
    target: _Text
    wrong: _Text
    expect: tuple[Annotated[tuple[_Text, ...], Field(min_length=1)], ...] = Field(min_length=1)
    avoid: tuple[_Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an output fails: the groups of which it holds no wording, and the wordings to avoid that it holds. True where
    it passes."""

    missing: tuple[tuple[str, ...], ...]
    avoided: tuple[str, ...]

    def __bool__(self) -> bool:
        return not self.missing and not self.avoided

    @property
    def reasons(self) -> tuple[str, ...]:
        """A sentence part for each fault."""
        return (
            *(f"says none of: {', '.join(group)}" for group in self.missing),
            *(f"says: {wording}" for wording in self.avoided),
        )


@dataclass(frozen=True, slots=True)
class PhenomenonScore:
    """How many outputs of a phenomenon pass, of how many."""

    phenomenon: Phenomenon
    passed: int
    total: int


@dataclass(frozen=True, slots=True)
class ContrastFailure:
    """An output that fails, and why."""

    pair: ContrastPair
    output: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ContrastScores:
    """The score of each phenomenon that has a pair, in the order of ``PHENOMENA``, and the failures in that of the
    pairs."""

    phenomena: tuple[PhenomenonScore, ...]
    failures: tuple[ContrastFailure, ...]

    @property
    def passed(self) -> int:
        """Outputs that pass."""
        return sum(one.passed for one in self.phenomena)

    @property
    def total(self) -> int:
        """All outputs."""
        return sum(one.total for one in self.phenomena)


def read_contrast(path: Path = CONTRAST) -> tuple[ContrastPair, ...]:
    """The pairs of a file, in its order. Raises InputError naming the file and the line, also for an id that stands
    twice, and for a file without pairs."""
    pairs: dict[str, ContrastPair] = {}
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            pair = ContrastPair.model_validate_json(line)
        except ValidationError as error:
            fault = error.errors()[0]
            where = ".".join(str(part) for part in fault["loc"]) or "line"
            raise InputError(f"{path}:{number}: not a contrast pair of schema 1 ({where}: {fault['msg']})") from error
        if pair.id in pairs:
            raise InputError(f"{path}:{number}: the id {pair.id} stands twice; give each pair one of its own")
        pairs[pair.id] = pair
    if not pairs:
        raise InputError(f"{path}: holds no contrast pair; see eval/references/README.md for the format")
    return tuple(pairs.values())


def read_outputs(path: Path, pairs: Sequence[ContrastPair]) -> tuple[str, ...]:
    """The outputs of one system, one a line, in the order of ``pairs``; an empty line is an output that fails.

    Raises InputError for a file that cannot be read or has not as many lines as there are pairs.
    """
    lines = read_lines(path)
    if len(lines) != len(pairs):
        raise InputError(
            f"{path}: has {len(lines)} lines for {len(pairs)} sources; translate what "
            "`jembatan-eval contrast --sources` prints, one line each"
        )
    return tuple(lines)


def passes(pair: ContrastPair, output: str) -> Verdict:
    """Check one output. It says nothing about the rest of the sentence: an output that passes can still be wrong."""
    return Verdict(
        missing=tuple(group for group in pair.expect if not any(occurs(wording, output) for wording in group)),
        avoided=tuple(wording for wording in pair.avoid if occurs(wording, output)),
    )


def score_contrast(pairs: Sequence[ContrastPair], outputs: Sequence[str]) -> ContrastScores:
    """Check the outputs of one system, as many as ``pairs`` and in their order (ValueError otherwise)."""
    failures = tuple(
        ContrastFailure(pair, output, verdict)
        for pair, output in zip(pairs, outputs, strict=True)
        if not (verdict := passes(pair, output))
    )
    return ContrastScores(
        tuple(
            PhenomenonScore(phenomenon, total - sum(one.pair.phenomenon == phenomenon for one in failures), total)
            for phenomenon in PHENOMENA
            if (total := sum(pair.phenomenon == phenomenon for pair in pairs))
        ),
        failures,
    )
