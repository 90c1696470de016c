"""A gate: thresholds that a night's scores must keep, absolute or against a baseline. Measuring is done elsewhere."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from jembatan.config import absolute
from jembatan.errors import ConfigError
from jembatan.yaml_file import read_mapping
from jembatan_eval import baselines
from jembatan_eval.evaluation import GROUPS, Data

NIGHTLY = Path(__file__).parents[1] / "gates" / "nightly.yaml"
"""The gate that comes with a checkout."""


class Threshold(BaseModel):
    """What one value must keep. ``max_drop`` and ``max_rise`` are against the baseline's value of the same name. A
    value that is not there (BLEU of articles without references) fails the gate unless ``required`` is false."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)

    min: float | None = None
    max: float | None = None
    max_drop: float | None = Field(default=None, ge=0)
    max_rise: float | None = Field(default=None, ge=0)
    required: bool = True

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.min is None and self.max is None and self.max_drop is None and self.max_rise is None:
            raise ValueError("give one of min, max, max_drop and max_rise")
        return self


class Gate(BaseModel):
    """A gate's YAML file. Thresholds are named by the path of a number in ``jembatan-eval score --json``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    baseline: Path | None = None
    thresholds: dict[str, Threshold] = Field(min_length=1)

    @model_validator(mode="after")
    def _against_something(self) -> Self:
        relative = [name for name, of in self.thresholds.items() if of.max_drop is not None or of.max_rise is not None]
        if relative and self.baseline is None:
            raise ValueError(f"{relative[0]}: max_drop and max_rise need a baseline")
        return self


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reasons`` say why the gate fails, ``passed_checks`` what was kept, ``skipped`` what could not be looked at."""

    reasons: tuple[str, ...]
    passed_checks: tuple[str, ...]
    skipped: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Nothing was broken."""
        return not self.reasons


def read_gate(path: Path) -> Gate:
    """A gate's file; its baseline is relative to it. Raises ConfigError with all faults."""
    raw = read_mapping(path, "gate", "eval/gates/nightly.yaml")
    try:
        gate = Gate.model_validate(raw)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc']) or 'file'}: {fault['msg']}" for fault in error.errors()
        )
        raise ConfigError(f"{path}: {faults}") from error
    unknown = next((name for name in gate.thresholds if name.split(".")[0] not in GROUPS), None)
    if unknown is not None:
        raise ConfigError(f"{path}: thresholds.{unknown}: there is no such number; it begins with {', '.join(GROUPS)}")
    if gate.baseline is None:
        return gate
    try:
        return gate.model_copy(update={"baseline": absolute(path.parent, gate.baseline)})
    except ConfigError as error:
        raise ConfigError(f"{path}: baseline: {error}") from error


def judge(scores: Data, gate: Gate) -> Verdict:
    """Hold scores against a gate. Raises InputError for a baseline that cannot be read."""
    earlier = baselines.read(gate.baseline).scores if gate.baseline is not None else {}
    reasons: list[str] = []
    kept: list[str] = []
    skipped: list[str] = []
    for name, threshold in gate.thresholds.items():
        value = _number(scores, name)
        if value is None and _misnamed(scores, name):
            reasons.append(f"{name}: there is no such number; look with: jembatan-eval score --json")
            continue
        if value is None:
            said = f"{name} was not measured (no references, or nothing to measure)"
            (reasons if threshold.required else skipped).append(said)
            continue
        broken = _broken(name, value, threshold, scores, earlier)
        reasons += broken
        if not broken:
            kept.append(f"{name} is {_shown(value)}")
    if not reasons and not kept:
        reasons.append("nothing was judged: none of the thresholds' numbers was measured")
    return Verdict(tuple(reasons), tuple(kept), tuple(skipped))


def _broken(name: str, value: float, threshold: Threshold, scores: Data, earlier: Data) -> list[str]:
    found = []
    if threshold.min is not None and value < threshold.min:
        found.append(f"{name} is {_shown(value)}, less than the least allowed, {_shown(threshold.min)}")
    if threshold.max is not None and value > threshold.max:
        found.append(f"{name} is {_shown(value)}, more than the most allowed, {_shown(threshold.max)}")
    if threshold.max_drop is None and threshold.max_rise is None:
        return found
    before = _number(earlier, name)
    if before is None:
        return [*found, f"{name} is not in the baseline, so no change of it can be judged"]
    now, then = _signature(scores, name), _signature(earlier, name)
    if now != then:
        return [*found, f"{name} is measured as {now} and was as {then} in the baseline: take the baseline again"]
    if threshold.max_drop is not None and before - value > threshold.max_drop:
        change = f"fell from {_shown(before)} to {_shown(value)}"
        found.append(f"{name} {change}, by more than the {_shown(threshold.max_drop)} allowed")
    if threshold.max_rise is not None and value - before > threshold.max_rise:
        change = f"rose from {_shown(before)} to {_shown(value)}"
        found.append(f"{name} {change}, by more than the {_shown(threshold.max_rise)} allowed")
    return found


def _signature(data: Data, path: str) -> str | None:
    """Under what a number was measured, its resampling left out; None where it has no signature."""
    of = data.get(path.split(".")[0])
    found = of.get("signature") if isinstance(of, Mapping) else None
    return found.partition("|bs:")[0] if isinstance(found, str) else None


def _number(data: Data, path: str) -> float | None:
    """The number at a dotted path; None where there is none."""
    found: object = data
    for part in path.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    if not isinstance(found, int | float) or isinstance(found, bool):
        return None
    return float(found) if math.isfinite(found) else None


def _misnamed(data: Data, path: str) -> bool:
    """Whether what the path's first part names was measured, and has no such part; kinds of numbers come and go."""
    found: object = data.get(path.split(".")[0])
    for part in path.split(".")[1:]:
        if found is None:
            return False
        if not isinstance(found, Mapping):
            return True
        if part == "by_kind":
            return False
        if part not in found:
            return True
        found = found[part]
    return isinstance(found, Mapping | str | list)


def _shown(value: float) -> str:
    return f"{value:.4g}"
