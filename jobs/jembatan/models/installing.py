"""Moving verified files to where they stay: ``weights/<digest>-<name>/``, complete or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from jembatan.models.catalogue import Model
from jembatan.models.delivery import Delivery, need_space
from jembatan.models.files import digest_of, is_pickle, record
from jembatan.models.lock import FetchedModel
from jembatan.models.pickles import rewrite
from jembatan.models.progress import Reporter


def install(
    models: Path, model: Model, origin: str, asked: str | None, delivery: Delivery, staging: Path, reporter: Reporter
) -> FetchedModel:
    """Give a delivery its lasting place and describe it for the lock. A user's own folder stays where it is, unless its
    weights are pickled: then new weights are written, and its other files copied beside them."""
    weights = digest_of(delivery.files)
    pickled = [file.path for file in delivery.files if is_pickle(file.path)]
    kept = [file for file in delivery.files if not is_pickle(file.path) and not file.path.endswith(".bin.index.json")]
    place = delivery.folder
    files = delivery.files
    if pickled or not delivery.in_place:
        place = Path("weights") / f"{weights[:16]}-{model.name}"
        ready = staging / "ready"
        shutil.rmtree(ready, ignore_errors=True)
        ready.mkdir(parents=True)
        for file in kept:
            _bring(delivery.folder / file.path, ready / file.path, own=delivery.in_place)
        written = []
        if pickled:
            need_space(ready, sum(file.size for file in delivery.files), "rewriting pickled weights")
            reporter.say(f"{model.name}: writing {', '.join(pickled)} as safetensors")
            rewrite([delivery.folder / name for name in pickled], ready / "model.safetensors")
            written = [record(ready, "model.safetensors")]
        files = (*(record(ready, file.path, file.sha256) for file in kept), *written)
        (models / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(models / place, ignore_errors=True)
        ready.rename(models / place)
    return FetchedModel(
        name=model.name,
        kind=model.kind,
        licence=model.licence,
        origin=origin,
        asked=asked,
        revision=delivery.revision,
        weights=weights,
        folder=str(place),
        files=files,
        published=delivery.files if pickled else (),
        fetched=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def key_of(model: FetchedModel) -> str:
    """The key of a model in the lock. The same bytes from another origin, or under another name, are another entry."""
    parts = [model.name, model.kind, model.origin, model.asked, model.weights]
    return f"{model.name}-{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]}"


def _bring(source: Path, destination: Path, own: bool) -> None:
    """A hard link where the file system can and the file is ours; a copy of what may be edited where it lies."""
    if not own:
        try:
            os.link(source, destination)
            return
        except OSError:
            pass
    shutil.copy2(source, destination)
