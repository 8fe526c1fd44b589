"""One ahead: the same things in the same order, and what breaks is told where it is asked for."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.kernel.ahead import ahead


@given(st.lists(st.none() | st.integers() | st.just("")))
def test_the_same_in_the_same_order_whatever_it_is(things: list[object]) -> None:
    assert list(ahead(things)) == things


def test_the_next_is_made_while_the_caller_works_on_one() -> None:
    made = threading.Event()

    def making() -> Iterator[int]:
        yield 1
        made.set()
        yield 2

    coming = ahead(making())
    assert next(coming) == 1
    assert made.wait(10)
    assert list(coming) == [2]


def test_no_more_than_one_is_made_ahead() -> None:
    made: list[int] = []

    def making() -> Iterator[int]:
        for number in range(5):
            made.append(number)
            yield number

    coming = ahead(making())
    next(coming)
    coming.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(made) <= 2


def test_what_breaks_is_raised_after_what_came_before() -> None:
    def making() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    coming = ahead(making())
    assert next(coming) == 1
    with pytest.raises(ValueError, match="broken"):
        next(coming)
