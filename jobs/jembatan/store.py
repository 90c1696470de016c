"""Results by the digest of all that made them. A batch is stored whole or not at all; the first writer wins.

One SQLite file. Its rollback journal (not WAL) works wherever POSIX locks do, so shards may share it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jembatan.errors import StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS fingerprints (digest TEXT PRIMARY KEY, made_by TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL REFERENCES fingerprints, batch TEXT NOT NULL, value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pace (
    fingerprint TEXT PRIMARY KEY, items INTEGER NOT NULL, characters INTEGER NOT NULL, seconds REAL NOT NULL
) WITHOUT ROWID;
"""
# More than a shard ever holds the file: one batch's rows.
_BUSY_SECONDS = 60
# SQLite's limit of variables in a statement was once 999.
_KEYS_A_QUERY = 900


@dataclass(frozen=True, slots=True)
class Stored:
    """One result: ``value`` is its JSON text, ``batch`` the planned batch that made it."""

    key: str
    value: str
    batch: str


@dataclass(frozen=True, slots=True)
class Pace:
    """What an engine has done on this store so far: items, characters of input, wall seconds."""

    items: int
    characters: int
    seconds: float


def unreadable(stage: str, value: str) -> StoreError:
    """What to raise for a stored result that its stage cannot read."""
    return StoreError(
        f"store/results.sqlite in the output folder: a result of the stage {stage} is damaged ({value[:40]!r}); "
        "move the file away to start anew; every result is then computed again"
    )


class Store:
    """The results of all nights. Raises StoreError naming the file where SQLite cannot work with it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "results.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be made ({error.strerror}); give another --output") from error
        with self._connected() as connection:
            connection.executescript(_SCHEMA)

    def get(self, keys: Collection[str]) -> dict[str, Stored]:
        """Those of ``keys`` that are stored."""
        wanted, found = list(keys), {}
        with self._connected() as connection:
            for start in range(0, len(wanted), _KEYS_A_QUERY):
                part = wanted[start : start + _KEYS_A_QUERY]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, value, batch FROM results WHERE key IN ({marks})"
                found.update({row[0]: Stored(*row) for row in connection.execute(query, part)})
        return found

    def put(self, results: Sequence[Stored], fingerprint: str, made_by: Mapping[str, object]) -> None:
        """Store a batch whole. What is already there under a key stays."""
        with self._connected() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO fingerprints VALUES (?, ?)", (fingerprint, json.dumps(made_by, sort_keys=True))
            )
            connection.executemany(
                "INSERT OR IGNORE INTO results VALUES (?, ?, ?, ?)",
                [(result.key, fingerprint, result.batch, result.value) for result in results],
            )

    def made_by(self, fingerprint: str) -> dict[str, object]:
        """The engine and settings behind a fingerprint; empty where nothing was stored under it."""
        with self._connected() as connection:
            row = connection.execute("SELECT made_by FROM fingerprints WHERE digest = ?", (fingerprint,)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def add_pace(self, fingerprint: str, done: Pace) -> None:
        """Add to what an engine has done, for the estimates of ``jembatan plan``."""
        with self._connected() as connection:
            connection.execute(
                "INSERT INTO pace VALUES (?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE SET items = items + "
                "excluded.items, characters = characters + excluded.characters, seconds = seconds + excluded.seconds",
                (fingerprint, done.items, done.characters, done.seconds),
            )

    def pace(self, fingerprint: str) -> Pace | None:
        """What an engine has done so far, or None."""
        with self._connected() as connection:
            query = "SELECT items, characters, seconds FROM pace WHERE fingerprint = ?"
            row = connection.execute(query, (fingerprint,)).fetchone()
        return Pace(*row) if row else None

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS)
            try:
                with connection:
                    yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            # SQLite raises the base class itself for a file that is none of its own or is damaged.
            damaged = type(error) is sqlite3.DatabaseError
            fix = (
                "move it away to start anew; every result is then computed again"
                if damaged
                else "look at the free space, and whether this user may write there; or give another --output"
            )
            raise StoreError(f"{self._path}: {error}; {fix}") from error
