import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from evidence.logs import some
from mingjian.evidence.append import append_many
from mingjian.evidence.leaf import COLUMNS, LogEntry, entry_of, leaf_bytes, rows

Y2K = datetime(2000, 1, 1, tzinfo=UTC)
ENTRIES = st.builds(
    LogEntry,
    id=st.integers(1, 2**63 - 1),
    at=st.integers(-(10**15), 10**16 // 2).map(lambda n: Y2K + timedelta(microseconds=n)),
    kind=st.text(max_size=12),
    actor=st.text(max_size=12),
    subject_id=st.none() | st.integers(-(2**63), 2**63 - 1),
    body=st.text(max_size=40),
)
AN_ENTRY = LogEntry(1, datetime(2026, 11, 23, tzinfo=UTC), "a", "user:1", None, "{}")


@given(ENTRIES)
def test_the_leaf_gives_the_entry_back(entry: LogEntry) -> None:
    assert entry_of(leaf_bytes(entry)) == entry


@given(ENTRIES, ENTRIES)
def test_different_entries_have_different_leaves(one: LogEntry, other: LogEntry) -> None:
    assert (leaf_bytes(one) == leaf_bytes(other)) == (one == other)


def test_the_zone_of_a_time_makes_no_difference() -> None:
    beijing = AN_ENTRY.at.astimezone(timezone(timedelta(hours=8)))
    same = LogEntry(1, beijing, "a", "user:1", None, "{}")
    assert leaf_bytes(same) == leaf_bytes(AN_ENTRY)


def test_the_form_is_fixed_to_the_byte() -> None:
    entry = LogEntry(
        7, datetime(2000, 1, 1, 0, 0, 1, 5, tzinfo=UTC), "a.b", "user:1", None, '{"甲":1}'
    )
    assert leaf_bytes(entry).hex(" ", 2) == bytes.fromhex(
        "0006 00000008 0000000000000007 00000008 00000000000f4245 00000003 612e62"
        "00000006 757365723a31 ffffffff 00000009 7b22e794b2223a317d"
    ).hex(" ", 2)


@pytest.mark.parametrize(
    "wrong",
    [b"", b"\x00\x06", leaf_bytes(AN_ENTRY)[:-6] + b"\xff\xff\xff\xff", b"\x00\x05"],
)
def test_other_bytes_are_no_entry(wrong: bytes) -> None:
    with pytest.raises(ValueError, match=r"six fields|missing"):
        entry_of(wrong)


def copied(query: str) -> list[bytes]:
    connection.ensure_connection()
    command = f"COPY (SELECT {COLUMNS} FROM {query}) TO STDOUT (FORMAT BINARY)"  # noqa: S608 - fixed texts
    with connection.connection.cursor() as cursor, cursor.copy(command) as copy:
        return list(rows(copy))


@pytest.mark.django_db
def test_the_database_sends_the_very_bytes_of_the_leaf() -> None:
    given_entries = some(50)
    numbers = append_many(given_entries)
    leaves = copied("evidence_entry e ORDER BY id")
    read = [entry_of(leaf) for leaf in leaves]
    assert [leaf_bytes(entry) for entry in read] == leaves
    assert [entry.id for entry in read] == numbers
    assert [json.loads(entry.body) for entry in read] == [entry.body for entry in given_entries]
    assert [entry.subject_id for entry in read] == [entry.subject_id for entry in given_entries]


@pytest.mark.django_db
def test_an_empty_answer_has_no_leaves() -> None:
    assert copied("evidence_entry e WHERE false") == []
