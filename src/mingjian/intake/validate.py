"""Validate the rows of a file against a catalogue item, all at once.

Writes `typed.parquet` (row_no, the fields as they will be posted, and columns beginning with `_`
for the stages after) and `findings.parquet` (row_no, field, code, severity, value, details).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend

from mingjian.intake.context import Context
from mingjian.intake.validation.collect import COLUMNS, combined, rule_findings
from mingjian.intake.validation.engine import engine, write
from mingjian.intake.validation.marks import mark_findings
from mingjian.intake.validation.plan import BAD, HELD, Plan, plan
from mingjian.intake.validation.prepare import prepare
from mingjian.intake.validation.repeats import DIFFERS, REPEATS, repeat_findings
from mingjian.intake.validation.whole import Delivery, whole_findings
from mingjian.policy.schema import CatalogueItem

TYPED: Final = "typed.parquet"
FINDINGS: Final = "findings.parquet"


@dataclass(frozen=True, slots=True)
class Validation:
    """What validation found, in numbers of rows; good + bad + held = rows.

    `repeats` are good rows that only repeat another one. `codes`: code to rows.
    """

    rows: int
    bad: int
    held: int
    warned: int
    repeats: int
    late: int
    late_by: int
    due_on: date | None
    fill: dict[str, int]
    codes: dict[str, int]

    @property
    def good(self) -> int:
        """Rows that go on to be linked."""
        return self.rows - self.bad - self.held


def validate(rows: Path, item: CatalogueItem, context: Context, into: Path) -> Validation:
    """Validate `rows.parquet` of an item; writes into the folder `into`."""
    with engine(into) as con:
        return validate_with(con, rows, item, context, into)


def validate_with(
    con: Backend, rows: Path, item: CatalogueItem, context: Context, into: Path
) -> Validation:
    """As `validate`, in an engine that the caller can interrupt."""
    given = con.read_parquet(rows, table_name="given")
    made = _write_typed(con, given, item, context, into)
    typed = con.read_parquet(into / TYPED, table_name="typed")
    now = _delivery(into / TYPED, item)
    whole = whole_findings(now, context.last, item)
    sources = [
        rule_findings(con, typed, made, item),
        *repeat_findings(con, typed, item),
        mark_findings(given),
        ibis.memtable([[getattr(f, name) for name in COLUMNS] for f in whole], schema=COLUMNS),
    ]
    write(con, combined(sources).order_by("row_no", "severity", "code"), into / FINDINGS)
    findings = con.read_parquet(into / FINDINGS, table_name="findings")
    return _counted(con, typed, findings, now)


def _write_typed(
    con: Backend, given: ir.Table, item: CatalogueItem, context: Context, into: Path
) -> Plan:
    prepared = prepare(con, given, item, context.due)
    made = plan(prepared, item, context.lists, context.received_on, context.absent)
    write(con, made.typed, into / TYPED)
    return made


def _delivery(path: Path, item: CatalogueItem) -> Delivery:
    """How many cells are filled, out of the statistics that parquet keeps of each column."""
    known = pq.ParquetFile(path).metadata
    places = {known.schema.column(n).name: n for n in range(known.num_columns)}
    return Delivery(
        known.num_rows,
        {f.name: known.num_rows - _nulls(known, places[f.name]) for f in item.fields},
    )


def _nulls(known: pq.FileMetaData, column: int) -> int:
    groups = (known.row_group(n).column(column) for n in range(known.num_row_groups))
    found = (group.statistics for group in groups)
    return sum(statistics.null_count or 0 for statistics in found if statistics is not None)


def _counted(con: Backend, typed: ir.Table, findings: ir.Table, now: Delivery) -> Validation:
    codes = findings.filter(findings["row_no"] > 0).group_by("code")
    by_code = con.to_pyarrow(codes.agg(rows=findings["row_no"].nunique())).to_pylist()
    codes_found = {one["code"]: one["rows"] for one in by_code}
    row = con.to_pyarrow(_verdicts(typed, findings)).to_pylist()[0]
    return Validation(
        rows=now.rows,
        repeats=codes_found.get(REPEATS, 0),
        fill=dict(now.fill),
        codes=codes_found,
        **row,
    )


def _verdicts(typed: ir.Table, findings: ir.Table) -> ir.Table:
    """One row of counts: the rows told differently twice are bad as well."""
    warned = findings.filter((findings["severity"] == "warning") & (findings["row_no"] > 0))
    differ = findings.filter(findings["code"] == DIFFERS).select("row_no").distinct()
    warned_rows = warned.select("row_no").distinct()
    bad = (typed["_verdict"] == BAD) | typed["row_no"].isin(differ["row_no"])
    late = (typed["_late"] > 0) & ~bad
    return typed.agg(
        bad=bad.sum().fill_null(0),
        held=((typed["_verdict"] == HELD) & ~bad).sum().fill_null(0),
        warned=(typed["row_no"].isin(warned_rows["row_no"]) & ~bad).sum().fill_null(0),
        late=late.sum().fill_null(0),
        late_by=typed["_late"].max(where=late).fill_null(0),
        due_on=typed["_due"].min(where=~bad),
    )
