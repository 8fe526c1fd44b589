"""Whatever is hashed at once has the digests that Python's own SHA-256 gives one by one."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import accumulate

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.evidence import merkle
from mingjian.evidence.hashes import of_laid, of_values, up
from mingjian.evidence.merkle import HASH_BYTES

TEXTS = st.lists(st.text(max_size=200), max_size=30)


def one_by_one(values: list[bytes]) -> bytes:
    return b"".join(sha256(value).digest() for value in values)


@given(TEXTS)
def test_texts(values: list[str]) -> None:
    expected = one_by_one([value.encode() for value in values])
    for kind in (pa.string(), pa.large_string()):
        assert of_values(pa.array(values, kind)) == expected


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_a_part_of_a_column_or_one_in_pieces(values: list[str], first: int, count: int) -> None:
    column = pa.array(values, pa.string())
    some = [value.encode() for value in values[first : first + count]]
    assert of_values(column.slice(first, count)) == one_by_one(some)
    pieces = pa.chunked_array([column, column.slice(first, count)])
    assert of_values(pieces) == of_values(column) + one_by_one(some)


@given(st.lists(st.binary(max_size=200), max_size=30))
def test_octets_that_lie_one_after_the_other(values: list[bytes]) -> None:
    borders = np.array([0, *accumulate(map(len, values))], np.int64)
    assert of_laid(bytearray(b"".join(values)), borders) == one_by_one(values)


@pytest.mark.parametrize("count", [0, 1, 2, 4095, 4096, 4097, 4098, 20_001, 70_000])
def test_a_level_of_the_tree_be_it_short_or_long(count: int) -> None:
    level = np.random.default_rng(count).bytes(count * HASH_BYTES)
    assert up(level) == merkle.up(level)
    assert merkle.levels_of(level, up) == merkle.levels_of(level)


def test_several_at_once() -> None:
    """Posting and verifying may ask in threads of one process."""
    levels = [np.random.default_rng(seed).bytes(10_000 * HASH_BYTES) for seed in range(12)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(up, levels)) == [merkle.up(level) for level in levels]
