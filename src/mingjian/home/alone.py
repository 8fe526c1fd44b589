"""One process at a time works on a thing; a lock of the database that goes with its session."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

_LOCK: Final = "SELECT pg_try_advisory_lock(hashtextextended(%s::text, 0))"
_UNLOCK: Final = "SELECT pg_advisory_unlock(hashtextextended(%s::text, 0))"


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether nobody else works on what `name` says; who is killed holds nothing up."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [name])
        got = bool(cursor.fetchone()[0])
    try:
        yield got
    finally:
        if got:
            with connection.cursor() as cursor:
                cursor.execute(_UNLOCK, [name])
