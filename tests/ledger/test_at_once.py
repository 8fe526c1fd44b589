"""Two senders at the same moment: everything is posted once, nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from ledger.deliveries import posting, row
from mingjian.ledger.audit import agree
from mingjian.ledger.post import Outcome, post
from mingjian.ledger.read import as_of
from registry.register import code, enrol

pytestmark = pytest.mark.usefixtures("committed_db")

T = TypeVar("T")
ROWS = [row(f"第{n}号", row_no=n) for n in range(1, 301)]


def together(*acts: Callable[[], T]) -> list[T]:
    """Runs the acts in sessions of their own, all beginning at once."""
    start = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T:
        start.wait(timeout=10)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(run, act) for act in acts]]


def test_the_same_rows_are_posted_once() -> None:
    outcomes = together(
        lambda: post(ROWS, posting(0, submission_id=1)),
        lambda: post(ROWS, posting(1, submission_id=2)),
    )
    assert sorted(outcomes, key=lambda one: one.new) == [Outcome(unchanged=300), Outcome(new=300)]
    assert len(as_of(7)) == 300
    assert agree(1).agrees
    assert agree(2).agrees


def test_a_subject_is_enrolled_once() -> None:
    rows = [(code(n), f"示例{n}号") for n in range(50)]
    one, other = together(lambda: enrol(rows), lambda: enrol(rows))
    assert one == other
    assert len(set(one.values())) == 50
