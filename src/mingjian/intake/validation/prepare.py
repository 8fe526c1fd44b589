"""Look-up tables over the distinct dates and codes of a file, joined to its rows.

A file of a million rows has some thousand dates and perhaps some ten thousand codes: what is costly
is done once for each of them, and what needs the calendar can be done in Python.
"""

from collections.abc import Callable, Iterable
from datetime import date

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends import BaseBackend

from mingjian.intake.validation import dates, uscc
from mingjian.intake.validation.rule import (
    code_column,
    codes_of,
    dates_of,
    day_column,
    fault_column,
    iso_column,
)
from mingjian.policy.schema import CatalogueItem

Due = Callable[[date], tuple[date, int]]
"""A day to the last day for reporting, and by how many working days the receipt missed it."""
_COLUMNS: list[tuple[str, pa.DataType]] = [
    ("counted", pa.date32()),
    ("due", pa.date32()),
    ("late", pa.int64()),
]
_LATENESS = pa.schema(_COLUMNS)


def prepare(con: BaseBackend, rows: ir.Table, item: CatalogueItem, due: Due | None) -> ir.Table:
    """The rows with the columns of their dates and codes, and `_due`, `_late`."""
    table = _with_dates(con, rows, item)
    table = _with_codes(con, table, rows, item)
    counted = item.refresh.counted_from
    if due is None or counted is None:
        return table.mutate(_due=ibis.null("date"), _late=ibis.literal(0, "int64"))
    return _with_lateness(con, table, day_column(counted), due)


def _with_dates(con: BaseBackend, rows: ir.Table, item: CatalogueItem) -> ir.Table:
    fields = [f.name for f in dates_of(item)]
    if not fields:
        return rows
    given = _distinct(rows, fields)
    day = dates.day_of(given["given"])
    known = con.create_table("dates", given.mutate(day=day), temp=True)
    known = known.mutate(iso=dates.iso(known["day"]))
    table = rows
    for field in fields:
        columns = {"day": day_column(field), "iso": iso_column(field)}
        table = _joined(table, known, field, columns)
    return table


def _with_codes(con: BaseBackend, table: ir.Table, rows: ir.Table, item: CatalogueItem) -> ir.Table:
    fields = [f.name for f in codes_of(item)]
    if not fields:
        return table
    given = _distinct(rows, fields).mutate(code=lambda t: uscc.folded(t["given"]))
    known = given.mutate(fault=uscc.fault(given["code"]))
    known = con.create_table("codes", known, temp=True)
    for field in fields:
        columns = {"code": code_column(field), "fault": fault_column(field)}
        table = _joined(table, known, field, columns)
    return table


def _with_lateness(con: BaseBackend, table: ir.Table, counted: str, due: Due) -> ir.Table:
    days = con.table("dates").select("day").filter(lambda t: t["day"].notnull()).distinct()
    found = [day for day in con.to_pyarrow(days)["day"].to_pylist() if day.year < _NO_CALENDAR]
    rows = [(day, *due(day)) for day in found]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, _LATENESS, strict=True)]
    late = ibis.memtable(pa.Table.from_arrays(arrays, schema=_LATENESS))
    renamed = late.select("counted", _due=late["due"], _late=late["late"])
    joined = table.left_join(renamed, table[counted] == renamed["counted"]).drop("counted")
    return joined.mutate(_late=joined["_late"].fill_null(0))


_NO_CALENDAR = 9000


def _distinct(rows: ir.Table, fields: Iterable[str]) -> ir.Table:
    parts = [rows.select(given=rows[f]).filter(lambda t: t["given"].notnull()) for f in fields]
    return ibis.union(*parts, distinct=True) if len(parts) > 1 else parts[0].distinct()


def _joined(table: ir.Table, known: ir.Table, field: str, columns: dict[str, str]) -> ir.Table:
    key = f"{field}__given"
    renamed = known.select(
        known["given"].name(key), *(known[old].name(new) for old, new in columns.items())
    )
    return table.left_join(renamed, table[field] == renamed[key]).drop(key)
