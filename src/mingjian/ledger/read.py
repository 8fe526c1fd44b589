"""What is on file: on a day, as known at a moment. Both axes are half-open."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection

from mingjian.ledger.models import Withdrawal
from mingjian.ledger.version_view import COLUMNS, VersionView, view_of

_FROM = f"{COLUMNS} FROM ledger_version WHERE"
# All that stands of a record came by the same row.
_POSTED = f"""
SELECT DISTINCT ON (row_no, record_id) {_FROM}
  submission_id = %s::bigint AND item = %s AND upper_inf(known)
  AND (%s::int[] IS NULL OR row_no = ANY(%s::int[]))
ORDER BY row_no, record_id, lower(valid) DESC
"""


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """When a record was taken back, why, on what basis and by whom."""

    at: datetime
    reason: str
    basis: str
    actor: str


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """Everything ever known of one record, in the order in which it was known."""

    record_id: UUID
    item: str
    versions: tuple[VersionView, ...]
    withdrawals: tuple[WithdrawalView, ...]

    @property
    def stands(self) -> bool:
        """Whether anything of it is on file now."""
        return any(version.stands for version in self.versions)


def as_of(
    about: int | UUID,
    *,
    valid_on: date | None = None,
    known_on: datetime | None = None,
    items: Collection[str] | None = None,
) -> list[VersionView]:
    """The versions of a subject (its number) or a record (its UUID).

    Only those that hold on `valid_on` (None: any day), as known at `known_on` (aware; None: now),
    of these catalogue items (None: all). Sorted by item, valid start and record.
    """
    clauses, values = _about(about)
    clauses.append("upper_inf(known)" if known_on is None else "known @> %s::timestamptz")
    values += [] if known_on is None else [known_on]
    if valid_on is not None:
        clauses.append("valid @> %s::date")
        values.append(valid_on)
    if items is not None:
        clauses.append("item = ANY(%s::text[])")
        values.append(list(items))
    return _read(clauses, values, "item, lower(valid), record_id")


def stand(record_ids: Collection[UUID]) -> list[VersionView]:
    """What stands of each of these records; sorted by record and valid start."""
    clauses = ["record_id = ANY(%s::uuid[])", "upper_inf(known)"]
    return _read(clauses, [list(record_ids)], "record_id, lower(valid)")


def posted(
    submission_id: int, item: str, at_once: int = 1000, *, rows: Collection[int] | None = None
) -> Iterator[list[VersionView]]:
    """What stands of an item's records from a submission, in batches that fit into memory.

    Of each record its latest days; of these rows of the sender only (None: all), in their order.
    No index has that order, so that the database does not walk over all records for it, as it
    would for the first rows of a cursor.
    """
    wanted = None if rows is None else list(rows)
    with connection.chunked_cursor() as cursor:
        cursor.execute(_POSTED, [submission_id, item, wanted, wanted])
        while found := cursor.fetchmany(at_once):
            yield [view_of(row) for row in found]


def history(record_id: UUID) -> RecordHistory | None:
    """Everything ever known of a record; None when there is no such record."""
    found = _histories(_read(*_about(record_id), "record_id, seq"))
    return found[0] if found else None


def timeline(subject_id: int) -> list[RecordHistory]:
    """Every record that ever was about the subject, superseded and withdrawn ones included.

    Of a record that once was about another subject, only the versions about this one.
    """
    return _histories(_read(*_about(subject_id), "record_id, seq"))


def _about(about: int | UUID) -> tuple[list[str], list[Any]]:
    if isinstance(about, UUID):
        return ["record_id = %s::uuid"], [about]
    return ["subject_id = %s::bigint"], [about]


def _read(clauses: list[str], values: list[Any], order: str) -> list[VersionView]:
    query = f"SELECT {_FROM} {' AND '.join(clauses)} ORDER BY {order}"
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [view_of(row) for row in cursor.fetchall()]


def _histories(versions: list[VersionView]) -> list[RecordHistory]:
    grouped = {key: tuple(some) for key, some in groupby(versions, lambda one: one.record_id)}
    withdrawals: dict[UUID, list[WithdrawalView]] = {key: [] for key in grouped}
    for row in Withdrawal.objects.filter(record_id__in=grouped).order_by("at"):
        view = WithdrawalView(row.at, row.reason, row.basis, row.actor)
        withdrawals[row.record_id].append(view)
    return [
        RecordHistory(key, some[-1].item, some, tuple(withdrawals[key]))
        for key, some in grouped.items()
    ]
