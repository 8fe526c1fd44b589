"""Read a binary COPY whole at libpq's own speed: psycopg's loop costs three times as much a row."""

import psycopg
from psycopg import errors, pq

from mingjian.evidence.leaf import HEADER, TRAILER


def leaves(session: psycopg.Connection, query: bytes, *, before: bytes = b"") -> list[bytes]:
    """The leaves that a `COPY (...) TO STDOUT (FORMAT BINARY)` sends, `before` put before each.

    Raises:
        psycopg.Error: the server refused the query or broke off.
    """
    connection = session.pgconn
    connection.send_query(query)
    _expect(connection, pq.ExecStatus.COPY_OUT)
    messages = _messages(connection, before)
    _expect(connection, pq.ExecStatus.COMMAND_OK)
    connection.get_result()  # the end of the answer: the session is free again
    return bare(messages, before)


def bare(messages: list[bytes], before: bytes = b"") -> list[bytes]:
    """Header and trailer taken off; servers send the header with the first row or by itself."""
    if messages:
        messages[0] = before + messages[0].removeprefix(before + HEADER)
    if messages and messages[-1] == before + TRAILER:
        messages.pop()
    return messages[1:] if messages[:1] == [before] else messages


def _messages(connection: pq.abc.PGconn, before: bytes) -> list[bytes]:
    """What the server sends until it has done; a break shows in the result that follows."""
    found: list[bytes] = []
    read, keep = connection.get_copy_data, found.append
    size, message = read(0)
    while size > 0:
        keep(before + message)
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
