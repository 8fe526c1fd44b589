"""Read a binary COPY whole at libpq's own speed: psycopg's loop costs three times as much a row."""

import psycopg
from psycopg import errors, pq

from mingjian.evidence.leaf import bare


def leaves(session: psycopg.Connection, query: bytes) -> list[bytes]:
    """The leaves that a `COPY (...) TO STDOUT (FORMAT BINARY)` sends, all of them.

    Raises:
        psycopg.Error: the server refused the query or broke off.
    """
    connection = session.pgconn
    connection.send_query(query)
    _expect(connection, pq.ExecStatus.COPY_OUT)
    messages = _messages(connection)
    _expect(connection, pq.ExecStatus.COMMAND_OK)
    connection.get_result()  # the end of the answer: the session is free again
    return bare(messages)


def _messages(connection: pq.abc.PGconn) -> list[bytes]:
    """What the server sends until it has done; a break shows in the result that follows."""
    found: list[bytes] = []
    read, keep = connection.get_copy_data, found.append
    size, message = read(0)
    while size > 0:
        keep(bytes(message))
        size, message = read(0)
    return found


def _expect(connection: pq.abc.PGconn, status: pq.ExecStatus) -> None:
    result = connection.get_result()
    if result is not None and result.status == status:
        return
    while connection.get_result() is not None:
        pass  # what is left of the answer, so that the session is free again
    if result is None:
        raise psycopg.OperationalError("the server sent nothing")
    raise errors.error_from_result(result)
