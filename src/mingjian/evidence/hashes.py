"""SHA-256 of many values in one call.

Of a short value Python's own takes most of its time for being called, and holds Python meanwhile.
DataFusion's goes through a whole column with the processor's instructions for it, and lets go.
"""

from typing import Any, Final

import numpy as np
import pyarrow as pa
from datafusion import SessionConfig, SessionContext, col, functions

from mingjian.evidence import merkle
from mingjian.evidence.merkle import HASH_BYTES

_MANY: Final = 2048
"""From here on one call is cheaper: to be called costs as much as some 1,000 values."""
_DIGEST: Final = functions.sha256(col("value"))


def of_values(values: Any) -> bytes:
    """The digests of an Arrow array of texts or octets, none of them null, joined in its order."""
    # One thread: who has more to hash than a block gives each block to a process of its own.
    session = SessionContext(SessionConfig().with_target_partitions(1))
    frame = session.from_arrow(pa.table({"value": values})).select(_DIGEST)
    return b"".join(_content(batch.column(0)) for batch in frame.collect())


def of_laid(joined: Any, borders: Any) -> bytes:
    """The digests of values that lie one after the other, joined.

    `borders`: an array of 64-bit numbers, each value's begin and the last one's end.
    """
    buffers = [None, pa.py_buffer(borders), pa.py_buffer(joined)]
    return of_values(pa.Array.from_buffers(pa.large_binary(), len(borders) - 1, buffers))


def up(level: bytes) -> bytes:
    """As `merkle.up`, of a level of any length."""
    size = 2 * HASH_BYTES
    count = len(level) // size
    if count < _MANY:
        return merkle.up(level)
    laid = np.empty((count, 1 + size), np.uint8)
    laid[:, 0] = merkle.NODE[0]
    laid[:, 1:] = np.frombuffer(level, np.uint8, count * size).reshape(count, size)
    return of_laid(laid, np.arange(count + 1) * (1 + size))


def _content(digests: Any) -> memoryview:
    """The octets of an array of digests without a copy."""
    content = memoryview(digests.buffers()[2])
    first = digests.offset * HASH_BYTES
    return content[first : first + len(digests) * HASH_BYTES]
