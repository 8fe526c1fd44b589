"""Made-up subjects of the unassigned division 330299 for the tests of the registry."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
from django.db import connection, transaction

from mingjian.kernel.uscc import compose
from mingjian.registry.enrol import enrol_reported
from mingjian.registry.refresh import RefreshOutcome, refresh_from_register

FIRST = date(2026, 1, 1)


def code(number: int, prefix: str = "91") -> str:
    """A valid code of no real organisation."""
    return compose(prefix, "330299", f"MA{number:06d}")


def refresh(rows: list[dict[str, object]], on: date = FIRST) -> RefreshOutcome:
    """A delivery of the register."""
    with transaction.atomic(), connection.cursor() as cursor:
        return refresh_from_register(cursor, pa.Table.from_pylist(rows), on)


def enrol(rows: Sequence[tuple[str, str | None]]) -> dict[str, int]:
    """Subjects that a department names."""
    table = pa.table({"code": [row[0] for row in rows], "name": [row[1] for row in rows]})
    with transaction.atomic(), connection.cursor() as cursor:
        found = enrol_reported(cursor, table)
    return {str(row["code"]): int(row["subject_id"]) for row in found.to_pylist()}
