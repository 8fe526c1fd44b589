"""Write entries to the log, in the caller's own transaction: both commit, or neither (law 6)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, connection

from mingjian.evidence.problems import LogUnavailable

_BATCH = 10_000
_ONE = "SELECT evidence_append(%s::text, %s::text, %s::bigint, %s::text)"
# The identity numbers rows in the order in which the ordered SELECT gives them.
_MANY = """
INSERT INTO evidence_entry (kind, actor, subject_id, body)
SELECT kind, actor, subject_id, body
FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[])
     WITH ORDINALITY AS given (kind, actor, subject_id, body, place)
ORDER BY place
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to log. `kind` is like "check.asked", `actor` like "user:7" or "system:sealer"."""

    kind: str
    actor: str
    body: Mapping[str, object]
    subject_id: int | None = None


def append(
    kind: str, *, actor: str, body: Mapping[str, object], subject_id: int | None = None
) -> int:
    """Log one thing that happened; returns the entry's number.

    Raises:
        LogUnavailable: the entry could not be written; do not go on.
    """
    with _writing(), connection.cursor() as cursor:
        cursor.execute(_ONE, [kind, actor, subject_id, canonical(body)])
        return int(cursor.fetchone()[0])


def append_many(entries: Iterable[Entry]) -> list[int]:
    """Log many things in their order, one statement for 10,000; returns their numbers.

    Raises:
        LogUnavailable: they could not be written; do not go on.
    """
    numbers: list[int] = []
    with _writing(), connection.cursor() as cursor:
        for batch in _batches(entries):
            cursor.execute(_MANY, _columns(batch))
            numbers += [int(row[0]) for row in cursor.fetchall()]
    return numbers


def canonical(body: Mapping[str, object]) -> str:
    """The one JSON text of a body: keys sorted, no spaces, no NaN.

    Raises:
        TypeError, ValueError: the body holds something JSON has not.
    """
    return json.dumps(
        body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    rest = iter(entries)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _columns(batch: list[Entry]) -> list[list[object]]:
    return [
        [entry.kind for entry in batch],
        [entry.actor for entry in batch],
        [entry.subject_id for entry in batch],
        [canonical(entry.body) for entry in batch],
    ]


@contextmanager
def _writing() -> Iterator[None]:
    """A wrong entry is the caller's fault and shows as such; all else means the log is down."""
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except (DatabaseError, InterfaceError) as error:
        raise LogUnavailable(what="evidence_entry") from error
