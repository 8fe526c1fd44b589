"""Make the next one while the caller works on one: where half the work lets go of Python."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Made = TypeVar("Made")


def ahead(made: Iterable[Made]) -> Iterator[Made]:
    """The same things in the same order, one ahead of the caller in a thread of its own.

    What breaks while one is made is raised where the caller asks for it.
    """
    coming = iter(made)
    with ThreadPoolExecutor(1) as thread:
        following = thread.submit(_next, coming)
        while one := following.result():
            following = thread.submit(_next, coming)
            yield from one


def _next(coming: Iterator[Made]) -> list[Made]:
    """The next one, in a list that is empty when there is none."""
    return list(islice(coming, 1))
