"""What reading found out about a file: plain values, safe for JSON, kept beside the rows."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, Self

Kind = Literal["xlsx", "xls", "csv", "json"]
NoteSeverity = Literal["info", "warning"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something the sender should know about the file as a whole; `place` is a row or range."""

    code: str
    severity: NoteSeverity
    zh: str
    en: str
    place: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column of the file: `index` from 0; `field` None: kept as an extra, or `dropped`."""

    index: int
    header: str
    field: str | None
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class SheetReport:
    """How a file was understood.

    `layout`: id of the layout that fits (`own` for the item's own). `header_row`: the sender's
    row number of the (last) header row, 0 when there is none (json). `columns`: as they stand in
    the file, left to right. `missing`: optional fields of the layout for which the file has no
    column. `rows`: rows taken up. `template_edition`: edition named inside a template of ours.
    """

    kind: Kind
    item: str
    layout: str
    header_row: int
    columns: tuple[ColumnRead, ...]
    missing: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    rows: int = 0
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    template_edition: str | None = None

    @property
    def mapped(self) -> tuple[ColumnRead, ...]:
        """Columns that fill a field."""
        return tuple(c for c in self.columns if c.field is not None)

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Headers of the columns that no field takes up."""
        return tuple(c.header for c in self.columns if c.field is None)

    def columns_of(self, field: str) -> tuple[int, ...]:
        """Indexes (from 0) of the columns that fill `field`."""
        return tuple(c.index for c in self.columns if c.field == field)

    def noting(self, *notes: Note, rows: int | None = None) -> Self:
        """Return the report with further notes, and the number of rows when it is known."""
        return replace(self, notes=(*self.notes, *notes), rows=self.rows if rows is None else rows)

    def as_json(self) -> dict[str, Any]:
        """Return the report in the types JSON has."""
        return asdict(self)

    def save(self, path: Path) -> None:
        """Write the report as JSON."""
        path.write_text(json.dumps(self.as_json(), ensure_ascii=False), encoding="utf-8")


def report_from(given: dict[str, Any]) -> SheetReport:
    """Return the report that `as_json` wrote."""
    columns = tuple(ColumnRead(**c) for c in given.pop("columns"))
    notes = tuple(Note(**n) for n in given.pop("notes"))
    missing = tuple(given.pop("missing"))
    return SheetReport(columns=columns, notes=notes, missing=missing, **given)


def load_report(path: Path) -> SheetReport:
    """Read a report that was saved."""
    return report_from(json.loads(path.read_text(encoding="utf-8")))
