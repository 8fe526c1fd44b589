from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from psycopg.pq import ExecStatus

from evidence.logs import some
from mingjian.evidence.append import append_many
from mingjian.evidence.leaf import COLUMNS, HEADER, TRAILER, entry_of, rows
from mingjian.evidence.session import own_session
from mingjian.evidence.wire import leaves


def query(rest: str) -> bytes:
    found = f"COPY (SELECT {COLUMNS} FROM evidence_entry e {rest}) TO STDOUT (FORMAT BINARY)"  # noqa: S608 - fixed texts
    return found.encode()


@pytest.mark.usefixtures("committed_db")
def test_all_rows_come_in_order_and_the_session_goes_on() -> None:
    numbers = append_many(some(1000))
    with own_session() as session:
        for _ in range(2):
            assert [entry_of(row).id for row in leaves(session, query("ORDER BY id"))] == numbers
        assert leaves(session, query("WHERE false")) == []
        with session.transaction():
            assert len(leaves(session, query("LIMIT 3"))) == 3
        assert session.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (query("WHERE no_such_column"), psycopg.errors.UndefinedColumn),
        (b"SELECT 1", psycopg.Error),
        # Breaks off in the middle, after rows were sent.
        (query("WHERE 1 / (10 - id) < 5 ORDER BY id"), psycopg.errors.DivisionByZero),
    ],
)
def test_a_refusal_is_told_and_the_session_goes_on(wrong: bytes, told: type[psycopg.Error]) -> None:
    append_many(some(20))
    with own_session() as session:
        with pytest.raises(told):
            leaves(session, wrong)
        assert session.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.usefixtures("committed_db")
def test_a_server_that_goes_away_is_told() -> None:
    with own_session() as session, own_session() as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [session.info.backend_pid])
        with pytest.raises(psycopg.OperationalError):
            leaves(session, query(""))


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([HEADER + b"one", b"two", TRAILER], [b"one", b"two"]),
        ([HEADER, b"one", b"two", TRAILER], [b"one", b"two"]),
        ([HEADER + b"one", TRAILER], [b"one"]),
        ([HEADER + TRAILER], []),
        ([HEADER, TRAILER], []),
        ([], []),
    ],
)
def test_header_and_trailer_are_taken_off_however_they_come(
    messages: list[bytes], expected: list[bytes]
) -> None:
    assert list(rows(messages)) == expected
    assert leaves(sending(messages), b"") == expected


def sending(messages: list[bytes]) -> Any:
    """A session whose server sends just these messages."""
    results = iter([ExecStatus.COPY_OUT, ExecStatus.COMMAND_OK, None])
    sent = iter([*((len(message), message) for message in messages), (-1, b"")])
    server = SimpleNamespace(
        send_query=lambda _: None,
        get_result=lambda: SimpleNamespace(status=next(results)),
        get_copy_data=lambda _: next(sent),
    )
    return SimpleNamespace(pgconn=server)
