"""A hub of this machine and a reporter that keeps what it is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from fetch_notes import Notes
from hub_server import HubServer, serve

from jembatan.models import hub_files


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    state = HubServer()
    server = serve(state)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", state.url)
    monkeypatch.setattr(hub_files, "_PAUSE_SECONDS", 0.0)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield state
    server.shutdown()
    server.server_close()
    thread.join()
