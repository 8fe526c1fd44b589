"""Puts synthetic subjects and records (division 330299, names marked 示例) for checks to find."""

import hashlib
import itertools
import json
import uuid
from collections.abc import Mapping
from datetime import date

from django.db import connection
from django.utils import timezone

from mingjian.accounts.clients import allow_checks, issue_key, open_client
from mingjian.accounts.models import Client
from mingjian.checks.request import CheckRequest
from mingjian.evidence.fresh import beat
from mingjian.kernel.uscc import compose

UNIT = "zhenhai-market-regulation"
MATTER, PURPOSE = "licensing", "decision"
_numbers = itertools.count(1)


def code_of(number: int) -> str:
    """A valid code of the unassigned division; one in eleven bodies has none with check X: fine."""
    return compose("91", "330299", f"EX{number:06d}")


def make_subject(
    code: str,
    name: str | None = "示例贸易有限公司",
    *,
    origin: str = "register",
    flag: str = "in_use",
) -> int:
    """A subject with one code and, unless None, a current name; its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_subject (kind, status, division, town, industry, address, "
            "origin, first_known_at) VALUES ('enterprise', '存续', '330299', '', '批发', '', %s, "
            "now()) RETURNING id",
            [origin],
        )
        number = int(cursor.fetchone()[0])
        cursor.execute(
            "INSERT INTO registry_subjectcode (code, subject_id, held, flag) "
            "VALUES (%s, %s, daterange(NULL, NULL), %s)",
            [code, number, flag],
        )
        if name is not None:
            cursor.execute(
                'INSERT INTO registry_subjectname (subject_id, name, normal_name, "use", held) '
                "VALUES (%s, %s, %s, 'current', daterange('2019-01-01', NULL))",
                [number, name, name],
            )
    return number


def make_record(
    subject_id: int,
    *,
    item: str = "penalty",
    valid: tuple[str, str | None] = ("2024-01-01", None),
    payload: Mapping[str, str] | None = None,
    unit: str = UNIT,
) -> str:
    """A record known from now on; its id."""
    text = json.dumps(payload or {"CF_WSH": "示罚〔2024〕1号"}, ensure_ascii=False)
    record_id = str(uuid.UUID(int=next(_numbers)))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_version (record_id, seq, item, subject_id, unit_id, valid, known, "
            "submission_id, row_no, edition_id, act, digest, payload) VALUES (%s, 1, %s, %s, %s, "
            "daterange(%s::date, %s::date), tstzrange(now(), NULL), 1, 2, 'national@0', 'posted', "
            "%s, %s::json)",
            [
                record_id,
                item,
                subject_id,
                unit,
                *valid,
                hashlib.sha256(text.encode()).digest(),
                text,
            ],
        )
    return record_id


def close_record(record_id: str) -> None:
    """What a withdrawal or correction does to the version."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_version SET known = tstzrange(lower(known), "
            "greatest(clock_timestamp(), lower(known) + interval '1 microsecond')) "
            "WHERE record_id = %s AND upper_inf(known)",
            [record_id],
        )


def make_client(
    *, items: tuple[str, ...] = ("penalty", "licence"), matter: str = MATTER
) -> tuple[Client, str]:
    """A client system with a key and the right to check `items`; the key."""
    client = open_client("示例审批系统", "zhenhai-approval-office", active_from=date(2020, 1, 1))
    allow_checks(client, matter, items, active_from=date(2020, 1, 1))
    return client, issue_key(client)


def question(code: str, **changes: object) -> CheckRequest:
    """A whole request about a code."""
    fields: dict[str, object] = {"matter": MATTER, "purpose": PURPOSE, "case": "示办2024-1"}
    return CheckRequest(code=code, **(fields | changes))  # type: ignore[arg-type]  # of the test


def sealer_runs() -> None:
    """As if the sealer had passed just now."""
    beat()


def sealer_stopped() -> None:
    """As if it had not passed for a day."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE evidence_heartbeat SET at = now() - interval '1 day'")


def entries(kind: str = "check.asked") -> list[tuple[int, str, int | None, str]]:
    """id, actor, subject, body of the log's entries of a kind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, actor, subject_id, body FROM evidence_entry WHERE kind = %s ORDER BY id",
            [kind],
        )
        return list(cursor.fetchall())


def today() -> date:
    """The day here."""
    return timezone.localdate()
