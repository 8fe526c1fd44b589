"""Who sent a record first."""

from dataclasses import replace

import pyarrow as pa
import pytest
from django.db import connection, transaction

from ledger.deliveries import moment, number, posting, row
from mingjian.ledger.post import post
from mingjian.ledger.posting import Posting
from mingjian.ledger.senders import SENDERS, first_senders
from mingjian.ledger.withdraw import withdraw

pytestmark = pytest.mark.django_db


def asked(*keys: str) -> dict[str, str]:
    with transaction.atomic(), connection.cursor() as cursor:
        ids = pa.table({"id": [number(key).bytes for key in keys]})
        found = first_senders(cursor, ids)
    assert found.schema.names == SENDERS.names
    return {one["record_id"]: one["unit_id"] for one in found.to_pylist()}


def by(unit: str, hours: int) -> Posting:
    return replace(posting(hours), unit_id=unit)


def test_the_first_sender_stays_the_first() -> None:
    post([row("1号")], by("zhenhai-finance", 0))
    post([row("1号", text="更正")], by("zhenhai-finance", 1))
    post([row("2号")], by("zhenhai-education", 2))
    assert asked("1号", "2号", "3号") == {
        number("1号").hex: "zhenhai-finance",
        number("2号").hex: "zhenhai-education",
    }


def test_what_was_withdrawn_was_sent_all_the_same() -> None:
    post([row("1号")], by("zhenhai-finance", 0))
    withdraw(number("1号"), reason="示例", basis="示例", actor="user:1", at=moment(1))
    assert asked("1号") == {number("1号").hex: "zhenhai-finance"}


def test_nothing_is_known_of_nothing() -> None:
    assert asked() == {}
    assert asked("1号") == {}
