"""Small logs for tests."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import transaction

from mingjian.evidence.append import Entry, append_many
from mingjian.evidence.seal import seal_once


def some(count: int, *, about: int | None = None) -> list[Entry]:
    """Entries that differ in every field."""
    return [
        Entry(
            kind=("check.asked", "records.posted")[number % 2],
            actor=f"client:{number % 7 + 1}",
            body={"case": f"镇审〔2026〕{number}号", "n": number},
            subject_id=about if about is not None else (None if number % 5 == 0 else number),
        )
        for number in range(count)
    ]


def sealed(*counts: int) -> list[int]:
    """A log with one seal after each count of entries; returns the entries' numbers."""
    numbers: list[int] = []
    for count in counts:
        with transaction.atomic():
            numbers += append_many(some(count))
        assert seal_once() is not None
    return numbers


@contextmanager
def cheating(owner: psycopg.Connection) -> Iterator[psycopg.Connection]:
    """The owner of the tables, who has switched the triggers off."""
    tables = ("entry", "position", "node", "seal")
    for table in tables:
        owner.execute(f"ALTER TABLE evidence_{table} DISABLE TRIGGER USER".encode())
    yield owner
    for table in tables:
        owner.execute(f"ALTER TABLE evidence_{table} ENABLE TRIGGER USER".encode())
