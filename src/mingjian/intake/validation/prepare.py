"""Look-up tables over the distinct dates and codes of a file, joined to its rows.

A file of a million rows has some thousand dates and perhaps some ten thousand codes: what is costly
is done once for each of them, and what needs the calendar can be done in Python.
"""

from collections.abc import Iterable
from typing import Final

import ibis
import ibis.expr.types as ir

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

GIVEN, DATES, CODES, LATENESS = "given", "dates", "codes", "lateness"
_DATES: Final = {"given": "string", "day": "date", "iso": "string"}
_CODES: Final = {"given": "string", "code": "string", "fault": "string"}
_LATENESS: Final = {"counted": "date", "due": "date", "late": "int64"}


def given_table(item: CatalogueItem) -> ir.Table:
    """The rows as reading leaves them."""
    fields = {field.name: "string" for field in item.fields}
    return ibis.table({"row_no": "int64", **fields, "_flags": "array<string>"}, name=GIVEN)


def lookups(rows: ir.Table, item: CatalogueItem) -> dict[str, ir.Table]:
    """The look-up tables to make before `prepared` can be asked, by name."""
    tables = {}
    if date_fields := [f.name for f in dates_of(item)]:
        given = _distinct(rows, date_fields).mutate(day=lambda t: dates.day_of(t["given"]))
        tables[DATES] = given.mutate(iso=dates.iso(given["day"]))
    if code_fields := [f.name for f in codes_of(item)]:
        given = _distinct(rows, code_fields).mutate(code=lambda t: uscc.folded(t["given"]))
        tables[CODES] = given.mutate(fault=uscc.fault(given["code"]))
    return tables


def prepared(rows: ir.Table, item: CatalogueItem) -> ir.Table:
    """The rows with the columns of their dates and codes, and `_due`, `_late`."""
    known_dates, known_codes = ibis.table(_DATES, name=DATES), ibis.table(_CODES, name=CODES)
    table = rows
    for field in dates_of(item):
        columns = {"day": day_column(field.name), "iso": iso_column(field.name)}
        table = _joined(table, known_dates, field.name, columns)
    for field in codes_of(item):
        columns = {"code": code_column(field.name), "fault": fault_column(field.name)}
        table = _joined(table, known_codes, field.name, columns)
    return _with_lateness(table, item)


def _with_lateness(table: ir.Table, item: CatalogueItem) -> ir.Table:
    counted = item.refresh.counted_from
    if item.refresh.deadline is None or counted is None:
        return table.mutate(_due=ibis.null("date"), _late=ibis.literal(0, "int64"))
    late = ibis.table(_LATENESS, name=LATENESS)
    renamed = late.select("counted", _due=late["due"], _late=late["late"])
    joined = table.left_join(renamed, table[day_column(counted)] == renamed["counted"])
    known = joined.drop("counted")
    return known.mutate(_late=known["_late"].fill_null(0))


def _distinct(rows: ir.Table, fields: Iterable[str]) -> ir.Table:
    parts = [rows.select(given=rows[f]).filter(lambda t: t["given"].notnull()) for f in fields]
    return ibis.union(*parts, distinct=True) if len(parts) > 1 else parts[0].distinct()


def _joined(table: ir.Table, known: ir.Table, field: str, columns: dict[str, str]) -> ir.Table:
    key = f"{field}__given"
    renamed = known.select(
        known["given"].name(key), *(known[old].name(new) for old, new in columns.items())
    )
    return table.left_join(renamed, table[field] == renamed[key]).drop(key)
