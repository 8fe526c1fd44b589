"""How far the work is, told and asked on a connection of its own, outside every transaction.

The same connection holds the lock that makes sure that one process works on a submission; it goes
with the process, also when that is killed.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final, Self

import duckdb
import psycopg
from django.db import connection

from mingjian.intake.refusals import Cancelled
from mingjian.intake.stage import Stage

EVERY: Final = 0.3
_WRITE = """
INSERT INTO intake_progress (submission_id, stage, done, total, updated_at)
VALUES (%s, %s, %s, %s, now())
ON CONFLICT (submission_id) DO UPDATE SET stage = EXCLUDED.stage, done = EXCLUDED.done,
  total = EXCLUDED.total, updated_at = EXCLUDED.updated_at
"""
_ASKED = "SELECT cancel_requested_at IS NOT NULL FROM intake_submission WHERE id = %s"
_LOCK = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"


class Reporter:
    """Tells progress at most every 0.3 seconds, and raises when somebody asked to stop."""

    def __init__(self, submission_id: int, every: float = EVERY) -> None:
        self._id = submission_id
        self._every = every
        self._told_at = 0.0
        self._stage = ""
        self._total = 0
        self._session = _own_session()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session.close()

    def alone(self) -> bool:
        """Whether nobody else works on this submission; true once means until the end."""
        found = self._session.execute(_LOCK, [f"intake:{self._id}"]).fetchone()
        return bool(found and found[0])

    def begin(self, stage: Stage, total: int) -> None:
        """A stage begins; `total` rows lie before it (0: not known)."""
        self._stage, self._total, self._told_at = stage.value, total, 0.0
        self.step(0)

    def step(self, done: int) -> None:
        """So many rows are done.

        Raises:
            Cancelled: somebody asked to stop.
        """
        if time.monotonic() - self._told_at < self._every:
            return
        self._told_at = time.monotonic()
        self._session.execute(_WRITE, [self._id, self._stage, done, self._total])
        if self.cancelled():
            raise Cancelled

    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        found = self._session.execute(_ASKED, [self._id]).fetchone()
        return bool(found and found[0])

    @contextmanager
    def watching(self, engine: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Tell how far the engine's statements are, and interrupt them when asked to stop."""
        over, asked = threading.Event(), threading.Event()
        watcher = threading.Thread(target=self._watch, args=(engine, over, asked), daemon=True)
        watcher.start()
        try:
            yield
        except duckdb.InterruptException:
            if asked.is_set():
                raise Cancelled from None
            raise
        finally:
            over.set()
            watcher.join()

    def _watch(
        self, engine: duckdb.DuckDBPyConnection, over: threading.Event, asked: threading.Event
    ) -> None:
        while not over.wait(self._every):
            try:
                self.step(_rows_of(engine.query_progress(), self._total))
            except Cancelled:
                asked.set()
                engine.interrupt()
                return
            except psycopg.Error:
                return  # the work itself will meet the same trouble and say so


def _rows_of(percent: float, total: int) -> int:
    return int(max(0.0, min(100.0, percent)) / 100 * total)


def _own_session() -> psycopg.Connection:
    """A session beside Django's, with the same rights, that commits each statement."""
    facts = connection.get_connection_params()
    plain = {key: facts[key] for key in _PLAIN if facts.get(key)}
    return psycopg.connect(**plain, autocommit=True)


_PLAIN: Final = ("host", "port", "dbname", "user", "password", "options")
