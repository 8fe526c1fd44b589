"""Batch checks and checks with measures, for the pages of the counter."""

import csv
import io

from checks.affecting import CLERK
from mingjian.accounts.actor import Actor, actor_of_account
from mingjian.checks.batch.receive import Wanted, receive_batch
from mingjian.checks.batch.view import BatchView
from web import proceedings

UNIT = CLERK.unit_id
OFFICE = "zhenhai-credit-office"
WANTED = Wanted("licensing", "decision", "示办2026-批1")


def clerk(unit_id: str = UNIT) -> Actor:
    """A clerk with an account; the same each time."""
    return actor_of_account(proceedings.account("clerk", unit_id))


def codes(*given: str) -> bytes:
    """A csv of these codes."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["统一社会信用代码"], *([one] for one in given)])
    return out.getvalue().encode()


def sent(content: bytes, *, unit_id: str = UNIT, filename: str = "示例.csv") -> BatchView:
    """A batch that a clerk sent; nothing is answered yet."""
    source = io.BytesIO(content)
    return receive_batch(source, filename=filename, wanted=WANTED, actor=clerk(unit_id))
