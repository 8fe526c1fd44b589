"""A small world for the screens: units, people of each role, a subject with records."""

import itertools
from datetime import date
from typing import Final

import pyarrow as pa
from django.db import connection, transaction
from django.utils import timezone

from mingjian.accounts.actor import SYSTEM
from mingjian.accounts.models import Account
from mingjian.accounts.people import give_role, open_account, open_organisation_account
from mingjian.accounts.roles import ORGANISATION, roles
from mingjian.kernel.period import Period
from mingjian.kernel.uscc import compose
from mingjian.ledger.identity import record_id
from mingjian.ledger.post import post
from mingjian.ledger.posting import Incoming, Posting
from mingjian.policy.standing import policies
from mingjian.registry.find import by_code
from mingjian.registry.refresh import refresh_from_register

PASSWORD: Final = "correct horse 明鉴"  # noqa: S105 - of accounts that live for one test
CODE: Final = compose("91", "330299", "MA2EX001")
OTHER_CODE: Final = compose("91", "330299", "MA2EX002")
NAME: Final = "示例贸易有限公司"
_people = itertools.count(1)
ROLES: Final = tuple(role.id for role in roles().values() if role.holder == "account")


def units() -> tuple[str, str]:
    """Two units of the packs that deliver; sorted, so always the same."""
    first, second, *_ = sorted(unit.id for unit in policies().units() if unit.in_district)
    return first, second


def person(role: str, unit_id: str | None = None) -> Account:
    """Somebody of a unit who holds the role (none when empty); of the organisation of `CODE`."""
    if role == ORGANISATION and unit_id is None:
        name = f"person-{next(_people)}"
        return open_organisation_account(name, "示例经办人", register(), password=PASSWORD)
    unit_id = unit_id or units()[0]
    account = open_account(f"person-{next(_people)}", f"示例{role}", unit_id, password=PASSWORD)
    if role:
        give_role(account, role, by=SYSTEM)
    return account


def register(code: str = CODE, name: str = NAME, on: date = date(2024, 1, 2)) -> int:
    """Enters a subject as the register would; returns its number."""
    row = {
        "code": code,
        "name": name,
        "status": "存续",
        "division": "330299",
        "town": "示例街道",
        "industry": "批发业",
        "address": "示例路1号",
        "registered_on": date(2019, 5, 6),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        refresh_from_register(cursor, pa.Table.from_pylist([row]), on)
    found = by_code(code)
    assert found is not None
    return found.subject_id


def penalty(subject_id: int, number: str, *, unit_id: str | None = None) -> None:
    """Posts a penalty record of a unit (the first) about the subject of `CODE`."""
    start, code = date(2024, 3, 1), CODE
    key = (code, number, start.isoformat(), "示例机关")
    payload = {
        "CF_XDR_MC": NAME,
        "CF_XDR_SHXYM": code,
        "CF_WSH": number,
        "CF_WFXW": "示例违法行为",
        "CF_SY": "示例事实",
        "CF_JDRQ": start.isoformat(),
        "CF_CFJG": "示例机关",
    }
    valid = Period(start, date(2025, 3, 1))
    row = Incoming(record_id("penalty", key), subject_id, valid, 7, payload)
    posting = Posting(
        1, "penalty", unit_id or units()[0], "national@example", "user:1", timezone.now()
    )
    with transaction.atomic():
        post([row], posting)
