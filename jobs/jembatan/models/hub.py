"""The origin where models are published: a hub that speaks the protocol of huggingface_hub (``HF_ENDPOINT`` holds)."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from huggingface_hub import HfApi

from jembatan.errors import OriginRefused, OriginUnreachable
from jembatan.models.catalogue import HubOrigin, Model
from jembatan.models.delivery import Delivery, Expected, need_space
from jembatan.models.files import record, wanted
from jembatan.models.hub_errors import meaning
from jembatan.models.hub_files import HubFile, Source, download
from jembatan.models.progress import Reporter

ANSWER_WITHIN = 8.0
"""Seconds in which a hub must describe a repository: name, connection and answer together."""

_SOCKET_SECONDS = 4.0
_FULL_COMMIT = 40
_DEFAULT_ENDPOINT = "https://huggingface.co"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Repository:
    """What the hub says of a repository at one commit."""

    commit: str
    files: tuple[HubFile, ...]


class Hub:
    """One hub during one fetch. Once it has not answered, it is not asked again."""

    def __init__(self, reporter: Reporter) -> None:
        self._endpoint = os.environ.get("HF_ENDPOINT", _DEFAULT_ENDPOINT).rstrip("/")
        self._host = urlsplit(self._endpoint).netloc or self._endpoint
        self._api = HfApi(endpoint=self._endpoint)
        self._reporter = reporter
        self._silent: str | None = None

    def obtain(self, origin: HubOrigin, model: Model, staging: Path, expected: Expected) -> Delivery:
        """Download what is missing of a model into ``staging`` and verify it.

        Raises OriginUnreachable where no hub answers, OriginRefused where it does not have or give the model,
        DigestMismatch for wrong bytes, and ModelError where it broke off in the middle (run again: it continues).
        """
        repository = self.describe(origin.repository, expected.revision or origin.revision)
        listed = {file.path: file for file in repository.files if "/" not in file.path}
        names = tuple(file.path for file in model.files) or wanted(listed, model.kind, str(origin))
        missing = [name for name in names if name not in listed]
        if missing:
            raise OriginRefused(f"{origin}: {', '.join(missing)} is not there at commit {repository.commit[:8]}")
        files = [listed[name] for name in names]
        for file in files:
            if file.sha256 is not None:
                expected.check(file.path, file.sha256, str(origin))
        folder = staging / repository.commit[:12]
        folder.mkdir(parents=True, exist_ok=True)
        there = sum(path.stat().st_size for path in folder.iterdir())
        need_space(folder, sum(file.size for file in files) - there, f"downloading {model.name}")
        source = Source(self._endpoint, self._host, origin.repository, repository.commit)
        records = [
            record(folder, file.path, download(source, file, folder, expected, self._reporter)) for file in files
        ]
        return Delivery(folder=folder, files=tuple(records), revision=repository.commit)

    def describe(self, repository: str, revision: str | None) -> Repository:
        """The files of a repository at a revision: branch, tag, commit or beginning of one; None is the newest."""
        if revision is None or not 7 <= len(revision) < _FULL_COMMIT or not set(revision) <= set("0123456789abcdef"):
            return self._info(repository, revision)
        newest = self._info(repository, None)
        if newest.commit.startswith(revision):
            return newest
        commits = self._ask(repository, lambda: self._api.list_repo_commits(repository))
        full = (commit.commit_id for commit in commits if commit.commit_id.startswith(revision))
        return self._info(repository, next(full, revision))

    def _info(self, repository: str, revision: str | None) -> Repository:
        def question() -> Repository:
            info = self._api.model_info(repository, revision=revision, files_metadata=True, timeout=_SOCKET_SECONDS)
            if not info.sha or info.siblings is None:
                raise ValueError("no commit in the answer")
            files = []
            for file in info.siblings:
                if file.size is None:
                    raise ValueError("no sizes in the answer")
                files.append(HubFile(file.rfilename, file.size, file.lfs.sha256 if file.lfs else None, file.blob_id))
            return Repository(info.sha, tuple(files))

        return self._ask(repository, question)

    def _ask(self, repository: str, question: Callable[[], _T]) -> _T:
        """Ask the hub, and wait for ANSWER_WITHIN seconds at most whatever the network does: a resolver, or a server
        that trickles, keeps no timeout of ours, hence the thread."""
        if self._silent is not None:
            raise OriginUnreachable(self._silent)
        answers: queue.SimpleQueue[_T | Exception] = queue.SimpleQueue()

        def work() -> None:
            try:
                answers.put(question())
            except Exception as error:  # handed over to the asking thread, which sorts it
                answers.put(error)

        threading.Thread(target=work, daemon=True, name="hub-question").start()
        try:
            answer = answers.get(timeout=ANSWER_WITHIN)
        except queue.Empty:
            answer = OriginUnreachable(f"{self._host} did not answer within {ANSWER_WITHIN:.0f} seconds")
        if isinstance(answer, Exception):
            sorted_error = meaning(answer, self._host, repository)
            if isinstance(sorted_error, OriginUnreachable):
                self._silent = str(sorted_error)
            raise sorted_error from answer
        return answer
