"""Let the canary fly: translate the fixed sentences, compare them with their recording, make it where there is none.

The translator's only. The engines of the repair and the summariser have none.
"""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from jembatan import runs
from jembatan.canary import recording, telling
from jembatan.canary.recording import Chosen, Circumstances, Recording, Sung
from jembatan.canary.sentences import fixed
from jembatan.canary.soundness import Fault, faults
from jembatan.config import Config
from jembatan.engines.machine import machine
from jembatan.errors import CanaryChanged, CanaryError, EngineError, JembatanError, StoreError
from jembatan.stages.translate import TranslateStage, output

Flown = Literal["same", "recorded", "changed", "gibberish"]
"""``recorded``: there was nothing to compare with, and the next night has; ``gibberish``: there was nothing to compare
with, and most outputs are plainly no translations, so that they are no recording either."""

State = Literal["same", "recorded", "changed", "gibberish", "failed"]
"""How the canary of a night ended; ``failed``: it could not be translated or compared, and the job goes on even so."""

BAD_STATES: tuple[State, ...] = ("changed", "gibberish", "failed")
"""Those that a person must hear of."""


@dataclass(frozen=True, slots=True)
class Flight:
    """What the sentences gave ``now``, and what was ``stored`` of them before, if anything."""

    state: Flown
    path: Path
    now: Recording
    stored: Recording | None
    faults: Counter[Fault]

    @property
    def changed(self) -> tuple[int, ...]:
        """The positions, from 0, of the sentences that came out otherwise than stored."""
        return telling.changed(self.stored, self.now) if self.stored else ()


def fly(stage: TranslateStage, config: Config, accept: bool = False) -> Flight:
    """Translate and compare; record where nothing is stored, or where ``accept`` asks for it. The first writer wins.

    Loads the engine of ``stage``, and leaves it there. Raises CanaryError where the engine fails, StoreError for a
    recording that cannot be read or written, and ModelError or ConfigError where the engine cannot be loaded.
    """
    if not accept:
        stored_for(stage, config)  # a damaged one is told before minutes are spent
    now = _translate(stage, config)
    path = recording.path_of(config.output, now.chosen)
    found = faults(fixed().texts, now.outputs)
    unsound = 2 * found.total() > len(now.sentences)
    # Shards and other jobs may share the output folder.
    with runs.alone(config.output / "store", "canary", wait=True):
        try:
            stored = stored_for(stage, config)
        except StoreError:
            if not accept:
                raise
            stored = None
        if accept or (stored is None and not unsound):
            recording.write(path, now)
    if stored is None or accept:
        return Flight("gibberish" if unsound and not accept else "recorded", path, now, stored, found)
    return Flight("same" if stored.outputs == now.outputs else "changed", path, now, stored, found)


def before_batches(
    stage: TranslateStage, config: Config, notice: Callable[[str], None], note: Callable[[str], None]
) -> State:
    """The canary of a night. ``note`` is for the log alone.

    Raises as ``fly``, and CanaryChanged for another output than stored; with ``canary: warn`` those of the canary
    itself are noticed instead.
    """
    try:
        flight = fly(stage, config)
        if flight.state == "changed" and flight.stored is not None:
            raise CanaryChanged(telling.told_change(flight.stored, flight.now, flight.faults))
    except (CanaryError, StoreError) as error:
        if config.canary == "stop":
            raise type(error)(
                f"{error}\nNothing was translated; with canary: warn a night goes on all the same"
            ) from error
        notice(f"{error}\nThis night goes on all the same (canary: warn)")
        return "changed" if isinstance(error, CanaryChanged) else "failed"
    if flight.state == "recorded":
        notice(telling.told_first(flight.path, flight.now))
    elif flight.state == "gibberish":
        notice(telling.told_gibberish(flight.now, flight.faults))
    elif flight.stored is not None:
        note(telling.told_same(flight.stored, flight.now))
    return flight.state


def stored_for(stage: TranslateStage, config: Config) -> Recording | None:
    """What was recorded for the model and the settings of ``stage``; None where nothing was. Raises StoreError."""
    chosen = _chosen(stage, config)
    return recording.read(recording.path_of(config.output, chosen), chosen, fixed().texts)


def _chosen(stage: TranslateStage, config: Config) -> Chosen:
    engine, sentences = stage.identity, fixed()
    return Chosen(
        engine.model,
        engine.kind,
        engine.runtime,
        engine.precision,
        stage.settings,
        min(config.runtime.batch_size, len(sentences.texts)),
        config.runtime.batch_tokens,
        sentences.version,
    )


def _translate(stage: TranslateStage, config: Config) -> Recording:
    texts = fixed().texts
    try:
        values = stage.run(texts)
        if len(values) != len(texts):
            raise EngineError(f"{len(values)} results for {len(texts)} sentences")
    except Exception as error:
        if isinstance(error, JembatanError) and not isinstance(error, EngineError):
            raise
        reason = str(error) if isinstance(error, EngineError) else f"{type(error).__name__}: {error}"
        raise CanaryError(telling.told_failure(reason)) from error
    found = [output(json.dumps(value)) for value in values]
    firsts = [one.hypotheses[0].text if one.hypotheses else "" for one in found]
    circumstances = Circumstances(
        datetime.now(ZoneInfo(config.timezone)).isoformat(timespec="seconds"),
        stage.identity,
        machine(stage.identity, config.runtime),
        version("jembatan"),
        platform.python_version(),
    )
    return Recording(_chosen(stage, config), circumstances, tuple(map(Sung, texts, firsts)))
