"""By how many working days each distinct day missed its deadline: the calendar is Python's."""

from collections.abc import Callable
from datetime import date
from typing import Final

import duckdb
import pyarrow as pa

from mingjian.intake.validation.prepare import DATES, LATENESS

Due = Callable[[date], tuple[date, int]]
"""A day to the last day for reporting, and by how many working days the receipt missed it."""
_COLUMNS: Final[list[tuple[str, pa.DataType]]] = [
    ("counted", pa.date32()),
    ("due", pa.date32()),
    ("late", pa.int64()),
]
_SCHEMA: Final = pa.schema(_COLUMNS)
# Typing errors such as the year 9020 reach beyond what a calendar can count.
_DAYS: Final = f"SELECT DISTINCT day FROM {DATES} WHERE day < DATE '9000-01-01'"  # noqa: S608 - fixed


def tell_lateness(con: duckdb.DuckDBPyConnection, due: Due | None) -> None:
    """Make the table `lateness` out of the days of the table `dates`."""
    rows = []
    if due is not None:
        rows = [_told(day, due) for (day,) in con.execute(_DAYS).fetchall()]
    con.register("told", pa.Table.from_pylist(rows, _SCHEMA))
    con.execute(f"CREATE TABLE {LATENESS} AS FROM told")
    con.unregister("told")


def _told(day: date, due: Due) -> dict[str, object]:
    last_day, late = due(day)
    return {"counted": day, "due": last_day, "late": late}
