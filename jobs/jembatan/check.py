"""Is all there that a night needs? ``jembatan check`` looks at everything and tells all faults at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jembatan import gate
from jembatan.canary import flight
from jembatan.config import Config
from jembatan.engines import device as devices
from jembatan.engines import memory, prompts
from jembatan.errors import GlossaryError, JembatanError
from jembatan.glossary import file as glossary
from jembatan.inputs import Selection, load
from jembatan.models.decisions import Locked, locked, prompted
from jembatan.models.lock import LockedModel
from jembatan.pipeline import build_stages

# Below this a night's store, plans and bundle may not fit; models are looked at when they are fetched.
_LEAST_FREE_DISK = 500 * 1024**2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``fault`` is None where it is good, else what is wrong and how to mend it."""

    subject: str
    detail: str
    fault: str | None = None


def check(config: Config, selection: Selection) -> list[Finding]:
    """Look at inputs, output, gate and glossary if there are any, models, canary and device, in this order. No model is
    loaded."""
    findings = [_inputs(config, selection), _output("output", config.output), _output("models", config.models)]
    if config.gate is not None:
        findings.append(Finding("gate", str(config.gate), gate.fault(config.gate)))
    if config.glossary is not None:
        findings.append(_glossary(config.glossary, config.forms))
    try:
        models = locked(config)
    except JembatanError as error:
        findings.append(Finding("models", "", str(error)))
        return findings
    findings += [_model("translate", models.translate), _model("summarise", models.summarise)]
    if models.evidence is not None:
        findings.append(_model("evidence", models.evidence))
    findings += _prompts(config, models)
    # Where the output folder is a fault, so is all that would lie in it.
    if config.canary != "off" and findings[1].fault is None:
        findings += _canary(config)
    uses = [
        memory.Use(models.translate, config.runtime.batch_size, prompted(config.translate, models.translate).prompt),
        memory.Use(models.summarise, config.runtime.summary_batch_size, config.summarise.prompt),
    ]
    if models.evidence is not None:
        uses.append(memory.Use(models.evidence, config.runtime.batch_size, prompt=""))
    real = [use for use in uses if use.model.kind != "fake"]
    if real:
        findings.append(_device(config, real))
    return findings


def _inputs(config: Config, selection: Selection) -> Finding:
    try:
        inputs = load(config, selection)
    except JembatanError as error:
        return Finding("input", "", str(error))
    detail = f"{len(inputs.articles)} article(s), {len(inputs.duplicates)} duplicate(s)"
    if inputs.failures:
        detail += f", {len(inputs.failures)} that cannot be read, the first: {inputs.failures[0].reason}"
    return Finding("input", detail)


def _glossary(path: Path, forms: Sequence[str]) -> Finding:
    try:
        entries = glossary.load(path, forms).entries
    except JembatanError as error:
        return Finding("glossary", "", str(error))
    strict = sum(entry.strict for entry in entries)
    return Finding("glossary", f"{path}, {len(entries)} entries, {strict} of them strict")


def _output(subject: str, folder: Path) -> Finding:
    # os.path.exists, unlike Path's, says no where a parent may not be looked into.
    existing = next(parent for parent in (folder, *folder.parents) if os.path.lexists(parent))
    if not existing.is_dir():
        return Finding(subject, str(folder), f"{existing} is no folder; move it away or change the config")
    if not os.access(existing, os.W_OK | os.X_OK):
        return Finding(
            subject, str(folder), f"{existing} is not writable for this user; change its owner or the config"
        )
    try:
        folder.lstat()
    except FileNotFoundError:
        pass  # a run makes it
    except OSError as error:
        return Finding(subject, str(folder), f"cannot be made ({error.strerror}); change the config")
    free = shutil.disk_usage(existing).free
    detail = f"{folder}, {free / 1e9:.1f} GB free"
    if free < _LEAST_FREE_DISK:
        return Finding(subject, detail, f"less than {_LEAST_FREE_DISK / 1e9:.1f} GB free; make room")
    return Finding(subject, detail)


def _model(stage: str, model: LockedModel) -> Finding:
    if model.kind == "fake":
        return Finding(stage, f"{model.name} (no model), licence {model.licence}")
    note = f"; {model.licence_note}" if model.licence_note else ""
    grade = "" if model.grade == "production" else f", {model.grade}"
    return Finding(stage, f"{model.name} ({model.runtime}, {model.precision}{grade}), licence {model.licence}{note}")


def _prompts(config: Config, models: Locked) -> list[Finding]:
    findings = []
    for stage, model, name in (
        ("translate", models.translate, prompted(config.translate, models.translate).prompt),
        ("summarise", models.summarise, config.summarise.prompt),
    ):
        if model.kind == "causal":
            try:
                findings.append(Finding(f"{stage} prompt", prompts.load(name).name))
            except JembatanError as error:
                findings.append(Finding(f"{stage} prompt", name, str(error)))
    return findings


def _canary(config: Config) -> list[Finding]:
    """What the night will be compared with; nothing before its first."""
    try:
        stored = flight.stored_for(build_stages(config).translate, config)
    except GlossaryError:
        return []  # told by its own finding
    except JembatanError as error:
        return [Finding("canary", "", str(error))]
    return [Finding("canary", f"recorded on {stored.circumstances.made}")] if stored else []


def _device(config: Config, uses: Sequence[memory.Use]) -> Finding:
    try:
        # Each runtime has its own eyes for a GPU.
        names = [devices.resolve(config.runtime.device, model.runtime) for model in (use.model for use in uses)]
        found = devices.describe(names[0])
    except JembatanError as error:
        return Finding("device", config.runtime.device, str(error))
    detail = (
        f"{found.name} ({found.description}), {found.free / 1e9:.1f} of {found.total / 1e9:.1f} GB memory free; "
        f"batches of {config.runtime.batch_size} items, {config.runtime.batch_tokens} tokens at a time"
    )
    try:
        needed = memory.needed(uses, config.runtime, on_cpu=names[0] == "cpu")
    except JembatanError:
        # A prompt that is not there is a finding of its own.
        return Finding("device", detail)
    detail += f"; the models want about {needed / 1e9:.1f} GB"
    if found.free < needed:
        fault = (
            f"the models want about {needed / 1e9:.1f} GB; free memory, lower runtime.batch_size and "
            "runtime.batch_tokens, or take a smaller model or precision: int8 (a batch that does not fit is halved, "
            "a model is not)"
        )
        return Finding("device", detail, fault)
    return Finding("device", detail)
