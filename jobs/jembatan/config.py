"""A job's config: one YAML file, validated whole, frozen.

Paths in a config file are relative to the folder the file lies in, so that a timer may start the job from anywhere.
Settings under ``translate``, ``repair`` and ``summarise`` are *semantic*: they can change a result and are part of its
key. Those under ``runtime`` are not: they change how fast a result comes. ``canary`` and ``gate`` change no result:
they guard the night before its first batch and after it was published. ``glossary`` and ``forms`` change what the
checks find, so which translations climb the ladder. ``evidence`` adds to what a summary's sentences rest on.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal, Self, get_args
from zoneinfo import ZoneInfo

import yaml
from pydantic import Field, PositiveInt, ValidationError, field_validator, model_validator

from jembatan.errors import ConfigError
from jembatan.model_choice import Candidate as Candidate
from jembatan.model_choice import Choice as Choice
from jembatan.model_choice import Frozen
from jembatan.model_choice import ModelKind as ModelKind
from jembatan.model_choice import OwnModel as OwnModel
from jembatan.model_choice import Precision as Precision
from jembatan.model_choice import Runtime as Runtime
from jembatan.records import CheckName, Rung
from jembatan.yaml_file import TOO_DEEP, read_mapping

Canary = Literal["stop", "warn", "off"]
"""What a night does where the fixed sentences come out otherwise than recorded; ``off``: it does not look."""


class Fields(Frozen):
    """Names of the fields that carry an article's parts in jsonl, csv and parquet files."""

    id: str = "id"
    title: str = "title"
    text: str = "text"
    source: str = "source"
    url: str = "url"
    published: str = "published"


AUTO_PROMPT = "auto"
"""Stands for the prompt that a model wants."""


class Decoding(Choice):
    """How a model is asked: all of this is part of the key of a result."""

    candidates: tuple[Candidate, ...] = Field(min_length=1)
    runtime: Runtime = "ctranslate2"
    precision: Precision = "auto"
    beam_size: PositiveInt = 4
    causal_beam_size: PositiveInt = 1
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = Field(default=0, ge=0)
    repetition_penalty: float = Field(default=1.0, ge=1.0)
    max_output_tokens: PositiveInt = 512
    prompt: str


class Translate(Decoding):
    """Settings of the translation stage. ``prompt`` ``auto`` is the one that the catalogue names for the model."""

    prompt: str = AUTO_PROMPT
    source_language: str = "ind_Latn"
    target_language: str = "eng_Latn"
    causal_beam_size: PositiveInt = 2
    n_best: PositiveInt = 1


class Summarise(Decoding):
    """Settings of the summary stage. Counts are of sentences after the lead; a lead is a sentence of few words.
    ``n_best`` is how many answers are asked for where the first is weak."""

    prompt: str = "summary"
    n_best: PositiveInt = 2
    min_sentences: PositiveInt = 2
    max_sentences: PositiveInt = 4
    max_lead_words: PositiveInt = 30

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min_sentences > self.max_sentences:
            raise ValueError("min_sentences is larger than max_sentences")
        return self


class Repair(Frozen):
    """The repair ladder, which takes up every translation that the checks find wrong.

    ``rungs`` are those that are tried, always in the ladder's own order; an empty list switches it off. ``budget`` is
    the share of an article's sentences that engines are asked for again, the gravest first. The settings of decoding
    are those of ``again``, ``re-case``, ``split`` and ``engine``, in place of those of ``translate``. ``candidates``
    name the other engine, as those of ``translate`` do; without any the rung ``engine`` is left out.
    """

    rungs: tuple[Rung, ...] = get_args(Rung)
    margin: float = Field(default=0.2, ge=0)
    budget: float = Field(default=0.5, ge=0, le=1)
    n_best: PositiveInt = 4
    beam_size: PositiveInt = 8
    causal_beam_size: PositiveInt = 4
    no_repeat_ngram_size: int = Field(default=0, ge=0)
    repetition_penalty: float = Field(default=1.0, ge=1.0)
    candidates: tuple[Candidate, ...] = ()

    @field_validator("rungs")
    @classmethod
    def _each_once(cls, rungs: tuple[Rung, ...]) -> tuple[Rung, ...]:
        if len(set(rungs)) < len(rungs):
            raise ValueError("a rung is there twice; the ladder climbs each once")
        return tuple(rung for rung in get_args(Rung) if rung in rungs)

    @model_validator(mode="after")
    def _engine_is_tried(self) -> Self:
        if self.candidates and "engine" not in self.rungs:
            raise ValueError("candidates are given, and the rung engine, which would ask one, is not among the rungs")
        return self

    def decoding(self, translate: Translate) -> Translate:
        """How the translator is asked again."""
        return translate.model_copy(
            update={
                "n_best": self.n_best,
                "beam_size": self.beam_size,
                "causal_beam_size": self.causal_beam_size,
                "no_repeat_ngram_size": self.no_repeat_ngram_size,
                "repetition_penalty": self.repetition_penalty,
            }
        )

    def other(self, translate: Translate) -> Translate | None:
        """How the other engine is asked; None without one."""
        if not self.candidates:
            return None
        return self.decoding(translate).model_copy(update={"candidates": self.candidates})


class Evidence(Choice):
    """An encoder that adds to a summary's evidence what tells the same in other words; off without candidates.

    ``prefix`` is what the model wants before each text. Added are segments whose cosine similarity to the sentence is
    ``similarity`` or more, where they are among its ``most`` likest.
    """

    candidates: tuple[Candidate, ...] = ()
    runtime: Literal["transformers"] = "transformers"
    precision: Literal["auto", "float32", "bfloat16", "float16"] = "float32"
    prefix: str = ""
    similarity: float = Field(default=0.7, gt=0, le=1)
    most: PositiveInt = 2


class RuntimeSettings(Frozen):
    """How a result is computed, not which: none of this is part of a key."""

    device: str = Field(default="auto", pattern=r"^(auto|cpu|cuda(:\d+)?)$")
    batch_size: PositiveInt = 32
    summary_batch_size: PositiveInt = 4
    batch_tokens: PositiveInt = 2048
    threads: int = Field(default=0, ge=0)


class Config(Frozen):
    """One nightly job."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    input: tuple[Path, ...] = Field(min_length=1)
    output: Path = Path("../outputs")
    models: Path = Path("../outputs/models")
    timezone: str = "Asia/Jakarta"
    fields: Fields = Fields()
    translate: Translate
    checks: tuple[CheckName, ...] = get_args(CheckName)
    repair: Repair = Repair()
    summarise: Summarise
    evidence: Evidence = Evidence()
    runtime: RuntimeSettings = RuntimeSettings()
    canary: Canary = "stop"
    gate: Path | None = None
    glossary: Path | None = None
    forms: tuple[str, ...] = ()

    @field_validator("checks")
    @classmethod
    def _with_numbers(cls, checks: tuple[CheckName, ...]) -> tuple[CheckName, ...]:
        if "numbers" not in checks:
            raise ValueError("numbers is not among the checks; it cannot be left out")
        if len(set(checks)) < len(checks):
            raise ValueError("a check is there twice")
        return checks

    @field_validator("canary", mode="before")
    @classmethod
    def _off_is_no_truth_value(cls, value: object) -> object:
        return "off" if value is False else value  # YAML reads off as false

    @field_validator("output", "models", "gate", "glossary", mode="before")
    @classmethod
    def _not_empty(cls, path: object) -> object:
        if path == "":
            raise ValueError("the path is empty; write . for this folder")
        return path

    @field_validator("input", mode="before")
    @classmethod
    def _none_empty(cls, paths: object) -> object:
        if isinstance(paths, list) and "" in paths:
            raise ValueError("a path is empty; write . for this folder")
        return paths

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except Exception as error:
            raise ValueError(f"no such time zone: {name!r} (use an IANA name such as Asia/Jakarta)") from error
        return name

    @model_validator(mode="after")
    def _forms_of_a_glossary(self) -> Self:
        if self.forms and self.glossary is None:
            raise ValueError("forms are given, and no glossary that they could be chosen from")
        return self


def load(path: Path, overrides: tuple[str, ...] = ()) -> Config:
    """Read a config, apply ``key=value`` overrides (dotted keys, values in YAML), and make its paths absolute.

    Raises ConfigError naming the file and every fault in it at once.
    """
    raw = read_mapping(path, "config", "configs/nightly.yaml")
    for override in overrides:
        _override(raw, override)
    try:
        config = Config.model_validate(raw)
    except ValidationError as error:
        faults = "\n".join(f"  {_where(fault['loc'])}: {fault['msg']}" for fault in error.errors())
        raise ConfigError(f"{path}: {error.error_count()} fault(s):\n{faults}") from error
    folder = path.resolve().parent
    return config.model_copy(
        update={
            "input": tuple(absolute(folder, entry) for entry in config.input),
            "output": absolute(folder, config.output),
            "models": absolute(folder, config.models),
            "gate": absolute(folder, config.gate) if config.gate is not None else None,
            "glossary": absolute(folder, config.glossary) if config.glossary is not None else None,
            "translate": _with_folders(folder, config.translate),
            "repair": _with_folders(folder, config.repair),
            "summarise": _with_folders(folder, config.summarise),
            "evidence": _with_folders(folder, config.evidence),
        }
    )


def _with_folders(folder: Path, stage: Choice | Repair) -> Choice | Repair:
    candidates = tuple(
        candidate.model_copy(update={"folder": absolute(folder, candidate.folder)})
        if isinstance(candidate, OwnModel) and candidate.folder is not None
        else candidate
        for candidate in stage.candidates
    )
    return stage.model_copy(update={"candidates": candidates})


def absolute(folder: Path, path: Path) -> Path:
    """``path`` as seen from ``folder``, with ``~`` and ``..`` resolved. Raises ConfigError where no home is known."""
    if "\0" in str(path):
        raise ConfigError(f"{str(path)!r}: no path can hold a NUL character")
    try:
        return Path(os.path.normpath(folder / path.expanduser()))
    except RuntimeError as error:
        raise ConfigError(f"{path}: the home folder in it is not known; write the path out") from error


def _where(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "config"


def _override(raw: dict[str, Any], override: str) -> None:
    key, equals, value = override.partition("=")
    if not equals or not key:
        raise ConfigError(f"--set {override}: write it as key=value, for example --set translate.beam_size=2")
    target = raw
    *parents, last = key.split(".")
    for parent in parents:
        child = target.setdefault(parent, {})
        if not isinstance(child, dict):
            raise ConfigError(f"--set {override}: {parent} is a value, not a group of settings")
        target = child
    try:
        target[last] = yaml.safe_load(value)
    except RecursionError as error:
        raise ConfigError(f"--set {key}: the value is not valid YAML: {TOO_DEEP}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigError(f"--set {override}: the value is not valid YAML: {error}") from error
