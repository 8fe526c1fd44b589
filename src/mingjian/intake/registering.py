"""The register's own rows bring the registry up to date.

A field of a register item that is named like one of the registry's facts (status, division, town,
industry, address, registered_on) is that fact.
"""

import duckdb
import pyarrow as pa
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from mingjian.intake import sql
from mingjian.intake.models import Submission
from mingjian.policy.schema import CatalogueItem
from mingjian.registry.incoming import FACTS
from mingjian.registry.link import resolve
from mingjian.registry.refresh import refresh_from_register


def register(
    cursor: CursorWrapper,
    con: duckdb.DuckDBPyConnection,
    item: CatalogueItem,
    submission: Submission,
) -> pa.Table:
    """Refresh the registry from the good rows; returns their (code, subject_id)."""
    rows = sql.table(con, _rows(item))
    refresh_from_register(cursor, rows, timezone.localdate(submission.received_at))
    return resolve(cursor, rows.select(["code"])).select(["code", "subject_id"])


def _rows(item: CatalogueItem) -> str:
    """Code, name and what the item tells the registry; of one code the last row stays."""
    columns = {"code": item.subject.code, "name": item.subject.name}
    columns |= {known: known for known in (*FACTS, "registered_on") if item.field(known)}
    chosen = ", ".join(_column(known, field) for known, field in columns.items())
    return (
        f"SELECT {chosen} FROM typed t LEFT JOIN apart a USING (row_no) "  # noqa: S608 - names are quoted by sql.name
        "WHERE t._verdict = 'good' AND a.row_no IS NULL ORDER BY t.row_no"
    )


def _column(known: str, field: str) -> str:
    cell = f"t.{sql.name(field)}"
    if known == "registered_on":
        cell = f"CAST({cell} AS DATE)"
    return f"{cell} AS {sql.name(known)}"
