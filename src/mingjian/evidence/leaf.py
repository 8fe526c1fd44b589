"""The bytes of one leaf: an entry in the form in which PostgreSQL's binary COPY sends the row.

Six fields (id, at, kind, actor, subject_id, body): a 16-bit count, then for each field its length
in 32 bits (-1 for none) and its bytes; numbers have 64 bits, big end first; the time counts
microseconds UTC since 2000-01-01; texts are UTF-8. Lengths before contents make it unambiguous, and
because the database sends these very bytes, a full verification hashes what it reads, unparsed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from struct import Struct

COLUMNS = "e.id, e.at, e.kind, e.actor, e.subject_id, e.body"

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"
_COUNT = b"\x00\x06"
_NONE = b"\xff\xff\xff\xff"
_NUMBER = Struct(">iq")
_LENGTH = Struct(">i")

ID = slice(6, 14)
"""Where the entry's number stands in a leaf."""


@dataclass(frozen=True)
class LogEntry:
    """One entry as stored: `at` in UTC to the microsecond, `body` as canonical JSON text."""

    id: int
    at: datetime
    kind: str
    actor: str
    subject_id: int | None
    body: str


def leaf_bytes(entry: LogEntry) -> bytes:
    """The bytes of the entry's leaf; two different entries never have the same."""
    fields = (entry.id, (entry.at - _EPOCH) // _MICROSECOND, entry.kind, entry.actor)
    return _COUNT + b"".join(map(_field, (*fields, entry.subject_id, entry.body)))


def entry_of(leaf: bytes) -> LogEntry:
    """The entry whose leaf this is.

    Raises:
        ValueError: these are not the bytes of an entry.
    """
    number, micros, kind, actor, subject, body = _fields(leaf)
    if None in {number, micros, kind, actor, body}:
        raise ValueError("a field is missing")
    at = _EPOCH + _int(micros) * _MICROSECOND
    subject_id = None if subject is None else _int(subject)
    return LogEntry(_int(number), at, _text(kind), _text(actor), subject_id, _text(body))


def rows(blocks: Iterable[bytes | bytearray | memoryview]) -> Iterator[bytes]:
    """The leaves in the messages of one binary COPY: header and trailer taken off."""
    stream = map(bytes, blocks)
    # Servers send the header with the first row or by itself; the trailer always by itself.
    first = next(stream, b"").removeprefix(HEADER)
    for row in chain([first] if first else [], stream):
        if row != TRAILER:
            yield row


def _field(value: int | str | None) -> bytes:
    if value is None:
        return _NONE
    if isinstance(value, int):
        return _NUMBER.pack(8, value)
    data = value.encode()
    return _LENGTH.pack(len(data)) + data


def _fields(leaf: bytes) -> list[bytes | None]:
    found: list[bytes | None] = []
    at = len(_COUNT)
    while at < len(leaf):
        (length,) = _LENGTH.unpack_from(leaf, at)
        at += _LENGTH.size
        found.append(None if length < 0 else leaf[at : at + length])
        at += max(length, 0)
    if leaf[:2] != _COUNT or len(found) != _COUNT[1]:
        raise ValueError("not six fields")
    return found


def _int(data: bytes | None) -> int:
    return int.from_bytes(data or b"", "big", signed=True)


def _text(data: bytes | None) -> str:
    return (data or b"").decode()
