"""Reports of many checks where transactions really commit: two senders, and a batch."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from checks.affecting import CLERK, entry, made_up
from checks.test_batch import csv_of, done
from checks.test_told import STRANGER, checked, said
from mingjian.accounts.actor import SYSTEM, actor_of_account
from mingjian.accounts.people import give_role, open_account
from mingjian.checks.models import Feedback
from mingjian.checks.owed import Sought, owed, owed_counts
from mingjian.checks.told.many import report_each
from registry.register import code


@pytest.fixture(autouse=True)
def _packs(committed_db: str) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    with made_up():
        yield


def test_two_who_send_the_same_at_once_report_it_once() -> None:
    receipts = checked(5)
    gate = Barrier(2)

    def send_it(_: int) -> list[str]:
        gate.wait()
        try:
            return sorted(map(str, report_each(CLERK, map(said, receipts)).values()))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        came = sorted(pool.map(send_it, range(2)))
    assert came == [["recorded"] * 5, ["unchanged"] * 5]
    assert Feedback.objects.count() == 5


def test_what_is_owed_of_one_batch() -> None:
    alone = checked(1)
    entry(2)
    account = open_account("example-clerk", "示例", CLERK.unit_id, password="Example-2026-pass")  # noqa: S106 - of a test
    give_role(account, "clerk", by=SYSTEM)
    batch = done(csv_of([["代码"], [code(1)], [code(2)]]), actor_of_account(account))
    found = owed(CLERK, Sought(batch=batch.pk))
    assert len(found) == 2
    assert not {one.receipt for one in found} & set(alone)
    assert owed(CLERK, Sought(batch=batch.pk + 1)) == []
    assert owed(STRANGER, Sought(batch=batch.pk)) == []
    assert owed_counts(CLERK).all == 3
