"""What every reader hands on: raw columns of text, and where each of them goes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa

from mingjian.intake.header import Header
from mingjian.intake.reading.report import ColumnRead, Note
from mingjian.policy.schema import CatalogueItem

EXTRAS: Final = "_extras"
FLAGS: Final = "_flags"
ROW_NO: Final = "row_no"

Progress = Callable[[int], None]
"""Called with the number of rows read so far; may raise to stop the work."""


class Stream:
    """Batches on their way into the engine, which would swallow the problem that ended them."""

    def __init__(self, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
        self._batches = batches
        self.problem: BaseException | None = None
        self.reader = pa.RecordBatchReader.from_batches(schema, self._watched())

    def taken(self) -> BaseException:
        """The problem, to be raised; no longer kept here, or its frames would keep the engine."""
        problem, self.problem = self.problem, None
        return problem or AssertionError("there was no problem")

    def _watched(self) -> Iterator[pa.RecordBatch]:
        try:
            yield from self._batches
        except BaseException as problem:
            self.problem = problem
            raise


@dataclass(frozen=True, slots=True)
class Source:
    """A table on its way in.

    `header`: how its columns are understood. `relation`: SQL of a table function that yields the
    raw columns, or `stream`: the same as Arrow. The columns are row_no, c0, c1, ... as text and,
    from a stream only, `_flags` (list of text) and `_extras` (text). `spaces`: white space other
    than the plain space that cells of a relation may begin or end with; `formulas_as_text`: some
    of them may be written as ="...". Cells of a stream are trimmed, and null when empty.
    """

    header: Header
    relation: str | None = None
    stream: Stream | None = None
    spaces: str = ""
    formulas_as_text: bool = False
    notes: list[Note] = field(default_factory=list)


def raw_name(index: int) -> str:
    """The name of the raw column that stands at this place."""
    return f"c{index}"


def raw_schema(width: int) -> pa.Schema:
    """The schema of batches of `width` raw columns."""
    types: dict[str, pa.DataType] = {ROW_NO: pa.int64()}
    types |= {raw_name(index): pa.string() for index in range(width)}
    return pa.schema(types | {FLAGS: pa.list_(pa.string()), EXTRAS: pa.string()})


def raw_batch(
    numbers: list[int], cells: Sequence[list[str | None]], flags: list[list[str] | None]
) -> pa.RecordBatch:
    """A batch of rows: their numbers, their columns left to right, their marks."""
    columns = [pa.array(column, pa.string()) for column in cells]
    marks = pa.array(flags, pa.list_(pa.string()))
    extras = pa.nulls(len(numbers), pa.string())
    arrays = [pa.array(numbers, pa.int64()), *columns, marks, extras]
    return pa.record_batch(arrays, schema=raw_schema(len(cells)))


def columns_read(header: Header, item: CatalogueItem) -> tuple[ColumnRead, ...]:
    """Say for each column of the file what becomes of it; columns without title and use are out."""
    return tuple(_columns(header, item))


def _columns(header: Header, item: CatalogueItem) -> Iterator[ColumnRead]:
    for index, (title, column) in enumerate(zip(header.titles, header.columns, strict=True)):
        taken = item.field(column.field) if column and column.field else None
        if column is None and title.strip():
            yield ColumnRead(index, title, None, dropped=_sounds_personal(title))
        elif column is not None:
            dropped = taken is None or not taken.collect
            yield ColumnRead(index, title, None if dropped else column.field, dropped=dropped)


PERSONAL: Final = ("身份证", "证件号", "手机", "电话", "住址")


def _sounds_personal(title: str) -> bool:
    """Columns nobody asked for are kept as extras, but not what is likely a person's data."""
    return any(word in title for word in PERSONAL)
