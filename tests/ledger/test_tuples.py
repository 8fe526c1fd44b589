"""What COPY's binary form says is what was meant: read back from the database, value by value."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pyarrow as pa
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.evidence.leaf import HEADER, TRAILER
from mingjian.ledger.posting import Posting
from mingjian.ledger.tuples import COLUMNS, tuples
from mingjian.registry.arrow import schema

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.binary(min_size=16, max_size=16),
            "seq": st.integers(1, 2**31 - 1),
            "subject_id": st.integers(1, 2**63 - 1),
            "valid_from": DAYS,
            "days": st.none() | st.integers(1, 365),
            "row_no": st.integers(0, 2**31 - 1),
            "digest": st.binary(min_size=32, max_size=32),
            "payload": st.text(st.characters(exclude_categories=["Cs", "Cc"])),
        }
    ),
    max_size=8,
    unique_by=lambda row: row["id"],
)
POSTINGS = st.builds(
    Posting,
    submission_id=st.integers(1, 2**63 - 1),
    item=st.sampled_from(["penalty", "许可"]),
    unit_id=st.just("zhenhai-finance"),
    edition_id=st.text("@0123456789abc", min_size=1),
    actor=st.just("system:test"),
    posted_at=st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
)
SCHEMA = schema(
    id=pa.binary(),
    seq=pa.int32(),
    subject_id=pa.int64(),
    valid_from=pa.date32(),
    valid_to=pa.date32(),
    row_no=pa.int64(),
    digest=pa.binary(),
    payload=pa.string(),
)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=ROWS, posting=POSTINGS)
def test_every_value_arrives(rows: list[dict[str, Any]], posting: Posting) -> None:
    meant = [row | {"valid_to": _end(row), "payload": f'"{_json(row)}"'} for row in rows]
    assert _copied(meant, posting) == sorted(_told(row, posting) for row in meant)


def _copied(rows: list[dict[str, Any]], posting: Posting) -> list[tuple[Any, ...]]:
    """The rows as they stand in a table like the ledger's after COPY."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE taken (LIKE ledger_version) ON COMMIT DROP")
        table = pa.Table.from_pylist(rows, SCHEMA)
        with cursor.copy(f"COPY taken ({COLUMNS}) FROM STDIN (FORMAT binary)") as copy:
            copy.write(b"".join([HEADER, *tuples(table, posting).to_pylist(), TRAILER]))
        cursor.execute(f"SELECT {COLUMNS} FROM taken ORDER BY record_id")  # noqa: S608 - fixed names
        found = cursor.fetchall()
        cursor.execute("DROP TABLE taken")
    return [_plain(row) for row in found]


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    *before, valid, known, sent, row_no, edition, act, digest, text = row
    days = (valid.lower, valid.upper, valid.bounds)
    moments = (known.lower, known.upper, known.bounds)
    return (*before, days, moments, sent, row_no, edition, act, bytes(digest), text)


def _told(row: dict[str, Any], posting: Posting) -> tuple[Any, ...]:
    days = (row["valid_from"], row["valid_to"], "[)")
    moments = (posting.posted_at, None, "[)")
    return (
        *(UUID(bytes=row["id"]), row["seq"], posting.item, row["subject_id"], posting.unit_id),
        *(days, moments, posting.submission_id, row["row_no"], posting.edition_id, "posted"),
        *(row["digest"], _json(row)),
    )


def _end(row: dict[str, Any]) -> date | None:
    return None if row["days"] is None else row["valid_from"] + timedelta(row["days"])


def _json(row: dict[str, Any]) -> str:
    """Free text that needs no escape, so that text and JSON text differ by the quotes alone."""
    return str(row["payload"]).strip('"').replace("\\", "").replace('"', "")
