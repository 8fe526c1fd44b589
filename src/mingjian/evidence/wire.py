"""Read a binary COPY whole at libpq's own speed: psycopg's loop costs three times as much a row."""

from collections.abc import Iterator
from hashlib import sha256

import psycopg
from psycopg import errors, pq

from mingjian.evidence.leaf import HEADER, ID, TRAILER

_LEAF = b"\x00"
_NUMBER = slice(len(_LEAF) + ID.start, len(_LEAF) + ID.stop)


def leaves(session: psycopg.Connection, query: bytes) -> list[bytes]:
    """The leaves that a `COPY (...) TO STDOUT (FORMAT BINARY)` sends.

    Raises:
        psycopg.Error: the server refused the query or broke off.
    """
    return list(_rows(session, query, b""))


def hashed(session: psycopg.Connection, query: bytes) -> tuple[bytes, bytes]:
    """The hashes of the leaves that the query sends, and the numbers of their entries: each joined.

    Hashed as they come, while the next are on their way: nothing piles up, and the memory of one
    serves the other. Raises as `leaves`.
    """
    hashes, numbers = bytearray(), bytearray()
    for row in _rows(session, query, _LEAF):
        hashes += sha256(row).digest()
        numbers += row[_NUMBER]
    return bytes(hashes), bytes(numbers)


def _rows(session: psycopg.Connection, query: bytes, before: bytes) -> Iterator[bytes]:
    """What the server sends until it has done, `before` put before each row.

    A break shows in the result that follows. The header comes with the first row or by itself, the
    trailer always by itself.
    """
    connection = session.pgconn
    connection.send_query(query)
    _expect(connection, pq.ExecStatus.COPY_OUT)
    read, short = connection.get_copy_data, len(TRAILER)
    size, message = read(0)
    message = memoryview(bytes(message).removeprefix(HEADER))
    while size > 0:
        if len(message) > short:
            yield before + message
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
