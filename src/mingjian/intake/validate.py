"""Validate the rows of a file against a catalogue item, all at once.

Writes `typed.parquet` (row_no, the fields as they will be posted, and columns beginning with `_`
for the stages after) and `findings.parquet` (row_no, field, code, severity, value, details).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.intake import sql
from mingjian.intake.context import Context
from mingjian.intake.findings import Finding
from mingjian.intake.validation.collect import COLUMNS, combined, rule_queries
from mingjian.intake.validation.engine import engine, write
from mingjian.intake.validation.lateness import tell_lateness
from mingjian.intake.validation.prepare import DATES
from mingjian.intake.validation.repeats import DIFFERS, REPEATS, SEVERAL
from mingjian.intake.validation.script import Script, order, script_of
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
    con: duckdb.DuckDBPyConnection, rows: Path, item: CatalogueItem, context: Context, into: Path
) -> Validation:
    """As `validate`, in an engine that the caller can interrupt."""
    script = script_of(order(item, context.lists, context.received_on, context.absent))
    _view(con, "given", rows)
    for name, query in script.lookups.items():
        con.execute(f"CREATE TABLE {name} AS {query}")
    if DATES in script.lookups:
        tell_lateness(con, context.due)
    write(con, script.typed, into / TYPED)
    _view(con, "typed", into / TYPED)
    now = _delivery(into / TYPED, item)
    _tell(con, script, item, whole_findings(now, context.last, item), into)
    return _counted(con, now)


def _tell(
    con: duckdb.DuckDBPyConnection,
    script: Script,
    item: CatalogueItem,
    whole: list[Finding],
    into: Path,
) -> None:
    con.register("whole", _as_table(whole))
    queries = [*rule_queries(con, script.rules, item), script.marks, "FROM whole"]
    con.execute(f"CREATE TABLE {SEVERAL} AS {script.several}")
    if con.execute(f"SELECT count(*) FROM {SEVERAL}").fetchone() != (0,):  # noqa: S608 - fixed
        queries.append(script.repeats)
    write(con, combined(queries), into / FINDINGS)
    _view(con, "findings", into / FINDINGS)


def _as_table(findings: list[Finding]) -> pa.Table:
    columns = {name: [getattr(f, name) for f in findings] for name in COLUMNS}
    types = {name: pa.int64() if name == "row_no" else pa.string() for name in COLUMNS}
    return pa.table({name: pa.array(columns[name], types[name]) for name in COLUMNS})


def _view(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    con.execute(f"CREATE VIEW {name} AS FROM {sql.file(path)}")


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


_CODES: Final = "SELECT code, count(DISTINCT row_no) FROM findings WHERE row_no > 0 GROUP BY code"
_COUNTS: Final = f"""
WITH differs AS (SELECT DISTINCT row_no FROM findings WHERE code = '{DIFFERS}'),
warned AS (SELECT DISTINCT row_no FROM findings WHERE severity = 'warning' AND row_no > 0),
verdict AS (
  SELECT t.row_no, t._due, t._late,
    CASE WHEN d.row_no IS NULL THEN t._verdict ELSE 'bad' END AS verdict
  FROM typed t LEFT JOIN differs d USING (row_no)
)
SELECT count(*) FILTER (verdict = 'bad') AS bad, count(*) FILTER (verdict = 'held') AS held,
  count(*) FILTER (w.row_no IS NOT NULL AND verdict <> 'bad') AS warned,
  count(*) FILTER (_late > 0 AND verdict <> 'bad') AS late,
  coalesce(max(_late) FILTER (verdict <> 'bad'), 0) AS late_by,
  min(_due) FILTER (verdict <> 'bad') AS due_on
FROM verdict LEFT JOIN warned w USING (row_no)
"""  # noqa: S608 - a fixed code


def _counted(con: duckdb.DuckDBPyConnection, now: Delivery) -> Validation:
    codes = dict(con.execute(_CODES).fetchall())
    counts = sql.table(con, _COUNTS).to_pylist()[0]
    repeats = codes.get(REPEATS, 0)
    return Validation(rows=now.rows, repeats=repeats, fill=dict(now.fill), codes=codes, **counts)
