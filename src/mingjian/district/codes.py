"""Valid codes of the unassigned division 330299 by the million: `uscc.compose` for whole arrays."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mingjian.district.dice import Shuffle, Whole
from mingjian.district.text import Column
from mingjian.kernel.uscc_tables import (
    CHARSET,
    LENGTH,
    ORGANISATION_CHECKS,
    ORGANISATION_WEIGHTS,
    WEIGHTS,
)

DIVISION = "330299"
"""Assigned to nobody (GB/T 2260): codes of it are of no real subject."""

_LETTERS = np.frombuffer(CHARSET.encode(), dtype=np.uint8)
_VALUE = np.zeros(128, dtype=np.int64)
_VALUE[_LETTERS] = np.arange(len(CHARSET))
_BASE36 = np.array([int(chr(c), 36) if chr(c).isalnum() else 0 for c in range(128)])
_CHECKS = np.frombuffer(ORGANISATION_CHECKS.encode(), dtype=np.uint8)
_START = b"MA"
_FREE = 6
_SERIALS = len(CHARSET) ** _FREE

Letters = NDArray[np.uint8]


def codes(prefixes: Letters, subjects: Whole, seed: int) -> Column:
    """Return one valid code for each subject; another one for each subject number.

    `prefixes`: shape (rows, 2), department and category in ASCII.
    """
    table = np.empty((len(subjects), LENGTH), dtype=np.uint8)
    table[:, :2] = prefixes
    table[:, 2:8] = np.frombuffer(DIVISION.encode(), dtype=np.uint8)
    table[:, 8:16] = _serials(Shuffle.of(_SERIALS, seed, "codes").rank(subjects))
    table[:, 16] = _organisation_check(table[:, 8:16])
    table[:, 17] = _check_character(table[:, :17])
    return _text(table)


def _serials(numbers: Whole) -> Letters:
    """The eight characters of the body: MA, then the number written with CHARSET."""
    places = len(CHARSET) ** np.arange(_FREE - 1, -1, -1, dtype=np.int64)
    free = _LETTERS[(numbers[:, None] // places) % len(CHARSET)]
    start = np.broadcast_to(np.frombuffer(_START, dtype=np.uint8), (len(numbers), len(_START)))
    return np.hstack([start, free])


def _organisation_check(serials: Letters) -> Letters:
    return np.asarray(_CHECKS[(_BASE36[serials] @ np.array(ORGANISATION_WEIGHTS)) % 11])


def _check_character(bodies: Letters) -> Letters:
    total = _VALUE[bodies] @ np.array(WEIGHTS)
    return np.asarray(_LETTERS[(-total) % len(CHARSET)])


def _text(table: Letters) -> Column:
    ends = np.arange(0, table.size + 1, LENGTH, dtype=np.int32)
    return pa.StringArray.from_buffers(
        len(table), pa.py_buffer(ends.tobytes()), pa.py_buffer(table.tobytes())
    )
