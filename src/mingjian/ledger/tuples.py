"""Rows as PostgreSQL takes them fastest: the binary form of COPY (its manual, COPY, File Formats).

A field is its length in four bytes and its content as the type's `recv` function reads it, numbers
with their first byte first. Only period and content of a row differ in length from row to row; all
the rest is laid side by side for many rows at once.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute

from mingjian.ledger.posting import Posting
from mingjian.registry.arrow import Column

COLUMNS: Final = (
    "record_id, seq, item, subject_id, unit_id, valid, known, submission_id, row_no, edition_id, "
    "act, digest, payload"
)
"""In the order in which a tuple has them."""

pc: Any = pyarrow.compute  # its stubs know no columns of octets
_FIRST_DAY: Final = (date(2000, 1, 1) - date(1970, 1, 1)).days
_FIRST_MOMENT: Final = datetime(2000, 1, 1, tzinfo=UTC)
_FROM, _FROM_ON = b"\x02", b"\x12"
"""What a range is: its lower bound belongs to it; and it has no upper one."""

Piece = bytes | Any
"""The same bytes in every row, or an array of numbers or bytes: one for each row."""


def tuples(rows: pa.Table, posting: Posting) -> Column:
    """The rows as binary texts, in their order.

    `rows`: id (16 bytes), seq, subject_id, valid_from, valid_to (excluded; null: open), row_no,
    digest (32 bytes), payload (text).
    """
    content = pc.cast(rows["payload"], pa.binary())
    parts = (
        _side_by_side(rows.num_rows, *_before(rows, posting)),
        _periods(rows["valid_from"], rows["valid_to"]),
        _side_by_side(rows.num_rows, *_after(rows, posting), _int4(pc.binary_length(content))),
        content,
    )
    return pc.binary_join_element_wise(*parts, b"")


def key_tuples(numbers: Column) -> bytes:
    """Tuples of one field each: the 16 bytes of these numbers of records."""
    pieces = ((1).to_bytes(2), *_field(_octets(numbers, 16)))
    return bytes(_laid(len(numbers), *pieces).tobytes())


def _before(rows: pa.Table, posting: Posting) -> Iterator[Piece]:
    yield len(COLUMNS.split(", ")).to_bytes(2)
    yield from _field(_octets(rows["id"], 16))
    yield from _field(_int4(rows["seq"]))
    yield from _field(posting.item.encode())
    yield from _field(_int8(rows["subject_id"]))
    yield from _field(posting.unit_id.encode())


def _after(rows: pa.Table, posting: Posting) -> Iterator[Piece]:
    since = (posting.posted_at - _FIRST_MOMENT) // datetime.resolution
    yield from _field(_FROM_ON + b"".join(_field(since.to_bytes(8, signed=True))))
    yield from _field(posting.submission_id.to_bytes(8, signed=True))
    yield from _field(_int4(rows["row_no"]))
    yield from _field(posting.edition_id.encode())
    yield from _field(b"posted")
    yield from _field(_octets(rows["digest"], 32))


def _periods(begin: Column, end: Column) -> Column:
    first, last = _field(_days(begin)), _field(_days(end))
    bounded = _side_by_side(len(begin), (17).to_bytes(4), _FROM, *first, *last)
    unbounded = _side_by_side(len(begin), (9).to_bytes(4), _FROM_ON, *first)
    return pc.if_else(pc.is_null(end), unbounded, bounded)


def _field(content: Piece) -> tuple[bytes, Piece]:
    length = len(content) if isinstance(content, bytes) else content.dtype.itemsize
    return length.to_bytes(4), content


def _int4(column: Column) -> Any:
    return pc.fill_null(column, 0).to_numpy().astype(">i4")


def _int8(column: Column) -> Any:
    return column.to_numpy().astype(">i8")


def _days(column: Column) -> Any:
    return _int4(pc.subtract(pc.cast(column, pa.int32()), _FIRST_DAY))


def _octets(column: Column, length: int) -> Any:
    one: Column = pc.cast(column, pa.binary(length))
    one = one.combine_chunks() if isinstance(one, pa.ChunkedArray) else one
    buffers: Any = one.buffers()
    return np.frombuffer(buffers[1] or b"", f"V{length}")[one.offset :][: len(one)]


def _side_by_side(rows: int, *pieces: Piece) -> Column:
    """The pieces one after the other, as one binary text for each row."""
    laid = _laid(rows, *pieces)
    buffers: Any = [None, pa.py_buffer(laid)]
    return pa.Array.from_buffers(pa.binary(laid.shape[1]), rows, buffers).cast(pa.binary())


def _laid(rows: int, *pieces: Piece) -> Any:
    columns = [np.frombuffer(p, "u1") if isinstance(p, bytes) else _bytes(p) for p in pieces]
    wide = [np.broadcast_to(column, (rows, column.shape[-1])) for column in columns]
    return np.concatenate(wide, axis=1)


def _bytes(numbers: Any) -> Any:
    return numbers.view("u1").reshape(len(numbers), numbers.dtype.itemsize)
