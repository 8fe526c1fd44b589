"""How many answers one statement records, and many in parts of that size."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

One = TypeVar("One")
AT_ONCE: Final = 200
"""The driver's reading of a statement grows with the square of its length."""


def in_parts(ones: Iterable[One], most: int) -> Iterator[list[One]]:
    """All of them, in their order, at most so many at a time."""
    rest = iter(ones)
    while part := list(islice(rest, most)):
        yield part
