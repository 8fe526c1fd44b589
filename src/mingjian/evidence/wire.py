"""Read a binary COPY whole at libpq's own speed: psycopg's loop costs three times as much a row."""

from collections.abc import Iterator

import psycopg
from psycopg import errors, pq

from mingjian.evidence.leaf import HEADER, TRAILER


def leaves(session: psycopg.Connection, query: bytes) -> list[bytes]:
    """The leaves that a `COPY (...) TO STDOUT (FORMAT BINARY)` sends.

    Raises:
        psycopg.Error: the server refused the query or broke off.
    """
    return [bytes(row) for row in rows(session, query)]


def rows(session: psycopg.Connection, query: bytes) -> Iterator[memoryview]:
    """The same one by one, as they lie in libpq's memory: nothing piles up.

    A break shows in the result that follows: raises as `leaves`, after the rows that came.
    """
    # The header comes with the first row or by itself, the trailer always by itself.
    connection = session.pgconn
    connection.send_query(query)
    _expect(connection, pq.ExecStatus.COPY_OUT)
    read, short = connection.get_copy_data, len(TRAILER)
    size, message = read(0)
    message = memoryview(bytes(message).removeprefix(HEADER))
    while size > 0:
        if len(message) > short:
            yield message
        size, message = read(0)
    _expect(connection, pq.ExecStatus.COMMAND_OK)
    connection.get_result()  # the end of the answer: the session is free again


def _expect(connection: pq.abc.PGconn, status: pq.ExecStatus) -> None:
    result = connection.get_result()
    if result is not None and result.status == status:
        return
    while connection.get_result() is not None:
        pass  # what is left of the answer, so that the session is free again
    if result is None:
        raise psycopg.OperationalError("the server sent nothing")
    raise errors.error_from_result(result)
