"""The new and changed rows part by part: ready for COPY, with the digests the log vouches by."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingjian.evidence.hashes import of_values
from mingjian.evidence.merkle import HASH_BYTES
from mingjian.kernel.ahead import ahead
from mingjian.ledger.posting import Posting
from mingjian.ledger.tuples import tuples
from mingjian.registry.arrow import Column

CHUNK: Final = 256
"""Rows of one entry of the log: those whose row number divided by this gives the same."""

_PART: Final = 128 * CHUNK
_PARTS = f"SELECT DISTINCT row_no // {_PART} AS part FROM ready ORDER BY part"  # noqa: S608 - a fixed number
# `told` says a row whole: whose it is, for which days, and then the digest of its content.
_ROWS: Final = f"""
SELECT r.row_no // {CHUNK} AS chunk, unhex(r.record_id) AS id, VERSION AS seq, r.subject_id,
  r.valid_from, r.valid_to, r.row_no, r.payload,
  concat_ws(' ', r.row_no, r.id, r.subject_id, r.valid_from, coalesce(r.valid_to::text, '-'))
    || ' ' AS told
FROM ready r HELD
WHERE r.row_no >= $from AND r.row_no < $to
ORDER BY r.row_no, r.id
"""  # noqa: S608 - fixed numbers
_NEW: Final = _ROWS.replace("VERSION", "1").replace("HELD", "")
_NEWS: Final = (
    _ROWS.replace("VERSION", "coalesce(v.seq, 1)")
    .replace("HELD", "LEFT JOIN verdict v USING (id)")
    .replace("ORDER BY", "AND (v.verdict IS NULL OR v.verdict = 'changed') ORDER BY")
)


@dataclass(frozen=True, slots=True)
class Seal:
    """A chunk: how many rows, the digest of their contents, the digest of all that is said."""

    chunk: int
    count: int
    digest: str
    rows: str


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows: as `tuples` of COPY's binary form, and the seals of their chunks."""

    count: int
    tuples: memoryview
    seals: tuple[Seal, ...]


def parts(engine: duckdb.DuckDBPyConnection, posting: Posting) -> Iterator[Part]:
    """What of `ready` is new or changed by `verdict`, in the order of the rows.

    Each part is asked for by its row numbers, so that the order does not depend on the engine and
    memory not on the file. The next one is made while the caller works on one.
    """
    found = engine.execute("SELECT count(*) FROM verdict").fetchone()
    query = _NEWS if found and found[0] else _NEW
    numbers = [number for (number,) in engine.execute(_PARTS).fetchall()]
    return ahead(_part(engine, query, posting, number) for number in numbers)


def _part(engine: duckdb.DuckDBPyConnection, query: str, posting: Posting, number: int) -> Part:
    begin = number * _PART
    facts = {"from": begin, "to": begin + _PART}
    rows = engine.sql(query, params=facts).to_arrow_table().combine_chunks()
    digests = of_values(rows["payload"])
    rows = rows.append_column("digest", _fixed(digests, HASH_BYTES))
    # Sorted by subject: what is on one file lies together, and its index is walked in order.
    in_order = _Texts.of(tuples(rows.take(pc.sort_indices(rows["subject_id"])), posting))
    return Part(rows.num_rows, in_order.between(0, rows.num_rows), tuple(_seals(rows, digests)))


def _seals(rows: pa.Table, digests: bytes) -> Iterator[Seal]:
    chunks = rows["chunk"].to_numpy()
    told = _Texts.of(_told(rows["told"], digests))
    borders = [0, *(np.flatnonzero(np.diff(chunks)) + 1).tolist(), len(chunks)]
    for first, last in pairwise(borders if len(chunks) else []):
        contents = sha256(digests[first * HASH_BYTES : last * HASH_BYTES])
        lines = sha256(told.between(first, last))
        yield Seal(int(chunks[first]), last - first, contents.hexdigest(), lines.hexdigest())


def _told(begin: Column, digests: bytes) -> Column:
    """The lines, each with the digest in hex at its end."""
    octets = [pc.cast(begin, pa.binary()), _fixed(digests.hex().encode(), 2 * HASH_BYTES)]
    return pc.binary_join_element_wise(octets[0], pc.cast(octets[1], pa.binary()), b"\n", b"")


def _fixed(joined: bytes, size: int) -> Column:
    """The pieces of this size as a column, without a copy."""
    buffers: Any = [None, pa.py_buffer(joined)]
    return pa.Array.from_buffers(pa.binary(size), len(joined) // size, buffers)


@dataclass(frozen=True, slots=True)
class _Texts:
    """A column of texts as the bytes it is made of, one text after the other."""

    data: memoryview
    ends: Any

    @classmethod
    def of(cls, column: Column) -> "_Texts":
        array = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], pa.string())
        buffers: Any = array.buffers()
        _, ends, data = buffers
        numbers = np.frombuffer(ends or bytes(4), np.int32)
        return cls(memoryview(data or b""), numbers[array.offset :])

    def between(self, first: int, last: int) -> memoryview:
        """The texts from place `first` up to but without `last`."""
        return self.data[self.ends[first] : self.ends[last]]
