"""Database sessions of the room's own: sealing and verifying must not sit in a caller's work."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import psycopg

from mingjian.home.database import address


class Cursor(Protocol):
    """What reading needs of a cursor, be it Django's or psycopg's."""

    def execute(self, query: Any, params: Any = None, /) -> Any:
        """Run one statement."""

    def fetchone(self) -> Any:
        """The next row, or None."""


@contextmanager
def own_session(conninfo: str | None = None) -> Iterator[psycopg.Connection]:
    """A session of its own, by default to the site's database as the application."""
    where = address("app").conninfo() if conninfo is None else conninfo
    with psycopg.connect(where, autocommit=True) as session:
        yield session
