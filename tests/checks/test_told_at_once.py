"""Reports of many checks where transactions really commit: two senders, and a batch."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from checks.affecting import CLERK, entry, made_up, told
from checks.filing import today
from checks.test_batch import csv_of, done
from checks.test_told import COLLEAGUE, STRANGER, checked, said
from mingjian.accounts.actor import SYSTEM, Actor, actor_of_account
from mingjian.accounts.people import give_role, open_account
from mingjian.checks.feedback import report
from mingjian.checks.models import Feedback
from mingjian.checks.owed import Sought, owed, owed_counts
from mingjian.checks.told.many import report_each
from registry.register import code

WAITING = """
SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()
"""


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


def test_a_colleague_on_the_page_waits_for_the_workbook_and_adds_nothing() -> None:
    (receipt,) = checked(1)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            report_each(CLERK, [said(receipt)])
            page = pool.submit(on_the_page, receipt)
            somebody_waits()
        page.result()
    assert Feedback.objects.count() == 1


def test_another_unit_waits_for_nobody() -> None:
    (mine,) = checked(1)
    other = told(1, STRANGER).answer.receipt
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        report_each(CLERK, [said(mine)])
        pool.submit(on_the_page, other, STRANGER).result(timeout=20)
    assert Feedback.objects.count() == 2


def on_the_page(receipt: str, actor: Actor = COLLEAGUE) -> None:
    try:
        report(receipt, "refused", actor, decided_on=today(), note="示例理由")
    finally:
        connection.close()


def somebody_waits() -> None:
    """Until another connection waits for an advisory lock."""
    with connection.cursor() as cursor:
        for _ in range(100_000):
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
    pytest.fail("nobody waited")


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
