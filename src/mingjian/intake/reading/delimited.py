"""Read delimited text: plain files inside the engine, everything else record by record."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import pyarrow as pa

from mingjian.intake.cells import tidy
from mingjian.intake.header import Header, Others
from mingjian.intake.problems import LineTooLong
from mingjian.intake.reading.dialect import Dialect, Plainness, dialect_of, plainness
from mingjian.intake.reading.encoding import Utf8, as_utf8, certainly_utf8, refuse_nul
from mingjian.intake.reading.source import Progress, Source, Stream, raw_batch, raw_name, raw_schema
from mingjian.intake.reading.stage import quoted
from mingjian.policy.schema import CatalogueItem

LONGEST_CELL: Final = 1 << 20
BUFFER: Final = 4 * LONGEST_CELL
"""Bytes that the engine holds of a piece at once; its own choice is 32 MB, several times over."""
BATCH: Final = 8_192
DIVIDED_FROM: Final = 100_000
"""Records from which on a file is read in two pieces."""
csv.field_size_limit(LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Delimited:
    """A delimited file, understood. `lines`: physical lines in all."""

    text: Utf8
    dialect: Dialect
    plain: Plainness

    @property
    def header(self) -> Header:
        """How the columns are understood."""
        return self.dialect.header

    @property
    def records(self) -> int | None:
        """How many records follow the header, when lines tell."""
        told = self.plain.regular and not self.plain.quotes
        return self.plain.lines - self.dialect.header_line if told else None

    @property
    def simple(self) -> bool:
        """Whether the engine may read it: a line is a row, above and below the header."""
        return self.plain.regular and self.dialect.header_line == self.header.row + 1


def open_delimited(path: Path, item: CatalogueItem, into: Path, others: Others) -> Delimited:
    """Find encoding, separator, header and layout.

    Raises:
        UnreadableText, BinaryInText, WrongItem, MissingColumns, NoRows.
    """
    text = as_utf8(path, into)
    refuse_nul(text.path)
    return Delimited(text, dialect_of(text.path, item, others), plainness(text.path))


def in_engine(table: Delimited) -> Source:
    """The file as a table function of the engine; it fails on anything irregular."""
    return Source(
        table.header,
        relation=f"({' UNION ALL '.join(_slices(table))})",
        spaces=table.plain.spaces,
        formulas_as_text=table.plain.formulas,
    )


def _slices(table: Delimited) -> Iterator[str]:
    """The file in one piece, or in two that are read at the same time.

    Numbering its rows keeps the engine to one thread for each piece; where lines are records a
    piece may begin at any of them.
    """
    first, many = table.dialect.header_line, table.records or 0
    middle = first + many // 2
    if many < DIVIDED_FROM:
        yield _slice(table, first, "")
    else:
        yield _slice(table, first, f"LIMIT {middle - first}")
        yield _slice(table, middle, "")


def _slice(table: Delimited, skip: int, limit: str) -> str:
    """The records after so many lines, numbered as the sender sees them."""
    width = len(table.header.titles)
    columns = ", ".join(f"'{raw_name(index)}': 'VARCHAR'" for index in range(width))
    return (
        f"SELECT row_number() OVER () + {skip} AS row_no, * FROM (SELECT * FROM read_csv("  # noqa: S608 - quoted
        f"{quoted(str(table.text.path))}, columns = {{{columns}}}, auto_detect = false, "
        f"delim = {quoted(table.dialect.separator)}, quote = '\"', escape = '\"', "
        f"header = false, skip = {skip}, null_padding = false, "
        f"strict_mode = true, max_line_size = {LONGEST_CELL}, buffer_size = {BUFFER}) {limit})"
    )


def record_by_record(table: Delimited, into: Path, progress: Progress) -> Source:
    """The file as batches, whatever its lines look like; wrong bytes are found here.

    Raises:
        UnreadableText: at once; LineTooLong while the batches are read.
    """
    text = certainly_utf8(table.text, into)
    batches = _batches(text.path, table, progress)
    stream = Stream(raw_schema(len(table.header.titles)), batches)
    return Source(table.header, stream=stream)


def records(path: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every record of a UTF-8 file with its number, from 1; an empty line is an empty record."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, delimiter=separator)
        start = 1
        try:
            for number, row in enumerate(reader, 1):
                start = reader.line_num + 1
                yield number, row
        except csv.Error as error:
            raise LineTooLong(line=start) from error


def _batches(path: Path, table: Delimited, progress: Progress) -> Iterator[pa.RecordBatch]:
    width = len(table.header.titles)
    rows = islice(records(path, table.dialect.separator), table.header.row + 1, None)
    while batch := list(islice(rows, BATCH)):
        yield _batch(batch, width, wrapped=table.plain.formulas)
        progress(batch[-1][0])


def _batch(batch: list[tuple[int, list[str]]], width: int, *, wrapped: bool) -> pa.RecordBatch:
    numbers = [number for number, _ in batch]
    flags = [["ragged"] if _ragged(row, width) else None for _, row in batch]
    rows = [row if len(row) == width else _fitted(row, width) for _, row in batch]
    rows = [[_unwrapped(cell) for cell in row] for row in rows] if wrapped else rows
    cells = [tidy(column) for column in zip(*rows, strict=True)]
    return raw_batch(numbers, cells, flags)


def _unwrapped(cell: str) -> str:
    """="00123" is how programs keep a spreadsheet from dropping the zeros."""
    return cell.strip('="') if cell.startswith('="') else cell


def _ragged(row: list[str], width: int) -> bool:
    """Other than the header's width; separators too many at the end of a line do no harm."""
    if not row or len(row) == width:
        return False
    return len(row) < width or any(cell.strip() for cell in row[width:])


def _fitted(row: list[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]
