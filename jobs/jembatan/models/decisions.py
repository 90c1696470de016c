"""Which candidate stands for a stage of a config: read from the lock, without a network and without heavy imports."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from jembatan.config import AUTO_PROMPT, Choice, Config, Translate
from jembatan.errors import ModelError
from jembatan.models.catalogue import Model, Stage, candidates, identity, stages
from jembatan.models.files import touched
from jembatan.models.lock import Decision, Lock, LockedModel, read
from jembatan.models.preparing import adapted, prepared_key

NO_WEIGHTS = "none"
"""What stands for the weights' digest of a model that has none."""


@dataclass(frozen=True, slots=True)
class Locked:
    """The models of a night; ``repair`` is the second translator and ``evidence`` the encoder, None where the config
    names none."""

    translate: LockedModel
    summarise: LockedModel
    repair: LockedModel | None = None
    evidence: LockedModel | None = None


def decision_key(choice: Choice) -> str:
    """The key under which a decision for these candidates, this runtime and this precision is found."""
    parts = [[identity(candidate) for candidate in choice.candidates], choice.runtime, choice.precision]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def locked(config: Config) -> Locked:
    """The models that were decided on for this config, looked at cheaply (existence, size, time of change).

    Raises ConfigError for unknown candidates, and ModelError with the command that mends it where nothing was fetched,
    or something is missing or was touched.
    """
    lock = read(config.models)
    models = {stage: locked_model(config.models, lock, stage, choice) for stage, choice in stages(config)}
    return Locked(models["translate"], models["summarise"], models.get("repair"), models.get("evidence"))


def locked_model(models: Path, lock: Lock, stage: Stage, choice: Choice) -> LockedModel:
    """The model of one stage; raises as ``locked`` does."""
    known = candidates(stage, choice)
    decision = lock.decisions.get(decision_key(choice))
    if decision is None:
        if known[0].kind == "fake":
            return _fake(models, known[0], choice, None)
        raise ModelError(f"{stage}: no model was fetched for {_names(known)}; run: jembatan models fetch CONFIG")
    taken = next((model for model in known if model.name == decision.taken), None)
    if taken is None:
        raise ModelError(f"{stage}: models.lock names {decision.taken}, which is no candidate; {_mend(again=True)}")
    if decision.model is None:
        return _fake(models, taken, choice, decision)
    fetched = lock.models.get(decision.model)
    if fetched is None:
        raise ModelError(f"{stage}: models.lock does not describe {decision.model}; {_mend()}")
    findings = touched(models / fetched.folder, fetched.files)
    prepared = lock.prepared.get(prepared_key(fetched, choice.runtime, choice.precision, taken.adapter))
    if prepared is None:
        findings.append(f"{taken.name} is not prepared for {choice.runtime} and the libraries that are installed now")
    else:
        findings += touched(models / prepared.folder, prepared.files)
    if findings or prepared is None:
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        raise ModelError(f"{stage}: {findings[0]}{more}; {_mend()}")
    return LockedModel(
        name=taken.name,
        kind=taken.kind,
        runtime=prepared.runtime,
        precision=prepared.precision,
        folder=models / prepared.folder,
        weights=adapted(fetched.weights, taken.adapter),
        revision=fetched.revision,
        origin=fetched.origin,
        licence=taken.licence,
        licence_note=taken.licence_note,
        grade=taken.grade,
        skipped=decision.skipped,
        prompt=taken.prompt,
    )


def prompted(settings: Translate, model: LockedModel) -> Translate:
    """The settings with the prompt that ``model`` wants, if it wants one, in the place of ``auto``."""
    if settings.prompt != AUTO_PROMPT or model.prompt is None:
        return settings
    return settings.model_copy(update={"prompt": model.prompt})


def _fake(models: Path, model: Model, choice: Choice, decision: Decision | None) -> LockedModel:
    return LockedModel(
        name=model.name,
        kind=model.kind,
        runtime=choice.runtime,
        precision=choice.precision,
        folder=models,
        weights=NO_WEIGHTS,
        revision=None,
        origin="built in",
        licence=model.licence,
        licence_note=model.licence_note,
        grade=model.grade,
        skipped=decision.skipped if decision is not None else (),
    )


def _names(models: tuple[Model, ...]) -> str:
    return " or ".join(model.name for model in models)


def _mend(again: bool = False) -> str:
    return "run: jembatan models fetch CONFIG" + (" --again" if again else "")
