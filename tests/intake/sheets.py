"""Rows as reading leaves them, and what validation says of them: no database, no file format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.intake.context import Context, context_of
from mingjian.intake.findings import Finding
from mingjian.intake.validate import Validation, validate
from mingjian.intake.validation.whole import Delivery
from mingjian.policy.schema import CatalogueItem

RECEIVED = date(2019, 6, 12)
_FIRST_ROW = 2


@dataclass(frozen=True)
class Checked:
    """What validation left behind."""

    counts: Validation
    findings: list[Finding]
    typed: list[dict[str, Any]]

    def codes(self, row_no: int = _FIRST_ROW) -> list[str]:
        return [f.code for f in self.findings if f.row_no == row_no]

    def of(self, code: str) -> Finding:
        (found,) = [f for f in self.findings if f.code == code]
        return found


def write_rows(folder: Path, item: CatalogueItem, rows: Iterable[Mapping[str, Any]]) -> Path:
    """`rows.parquet` as reading writes it; `_flags` may stand in a row."""
    rows = list(rows)
    columns: dict[str, pa.Array[Any]] = {
        "row_no": pa.array(range(_FIRST_ROW, _FIRST_ROW + len(rows)), pa.int64())
    }
    for field in item.fields:
        cells = [row.get(field.name) or None for row in rows]
        columns[field.name] = pa.array(cells, pa.string())
    columns["_extras"] = pa.nulls(len(rows), pa.string())
    columns["_flags"] = pa.array([row.get("_flags") for row in rows], pa.list_(pa.string()))
    path = folder / "rows.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def check(  # noqa: PLR0913, PLR0917 - a test names only what it is about
    folder: Path,
    item: CatalogueItem,
    rows: Iterable[Mapping[str, Any]],
    layout: str = "own",
    received_on: date = RECEIVED,
    last: Delivery | None = None,
    context: Context | None = None,
) -> Checked:
    """Validate the rows as a file received on a day."""
    path = write_rows(folder, item, rows)
    known = context or context_of(item, layout, received_on, last)
    counts = validate(path, item, known, folder)
    findings = pq.read_table(folder / "findings.parquet").to_pylist()
    typed = pq.read_table(folder / "typed.parquet").to_pylist()
    return Checked(counts, [Finding(**row) for row in findings], typed)
