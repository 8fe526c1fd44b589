"""Find the column of codes in a sheet, and the codes in it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from mingjian.intake.cells import lost_digits, text_of
from mingjian.kernel.uscc import examine

SEARCHED: Final = 10
"""The header stands among the first rows; titles and notes may come before it."""
NAMES: Final = ("统一社会信用代码", "社会信用代码", "信用代码", "代码", "uscc", "code")
LOST: Final = "lost_digits"

Row = Sequence[object]
Code = tuple[str, str | None]
"""A code as read, and why it cannot be one (None: it can)."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the codes stand, from 0. `header` is its row from 0, or -1 when there is none."""

    index: int
    header: int


def column_of(head: Sequence[Row]) -> Column:
    """The column whose header says so, the best name first; without one, the first column."""
    titles = [[_folded(cell) for cell in row] for row in head[:SEARCHED]]
    for name in NAMES:
        for number, row in enumerate(titles):
            for index, title in enumerate(row):
                if title == name or (len(name) > len("信用代码") and name in title):
                    return Column(index, number)
    first = text_of(head[0][0]) if head and head[0] else ""
    return Column(0, -1 if examine(first).fault is None else 0)


def code_in(row: Row, column: Column, known: Container[object] = frozenset()) -> Code | None:
    """The code of a row, None for a blank one; one `known` to be sound is not examined again."""
    cell = row[column.index] if column.index < len(row) else ""
    if isinstance(cell, str) and cell in known:
        return cell, None
    if is_blank(row):
        return None
    if lost_digits(cell):
        return text_of(cell), LOST
    report = examine(text_of(cell))
    return report.code, report.fault


def is_blank(row: Row) -> bool:
    """Whether nothing stands in the row: such rows are passed over."""
    return not any(
        text_of(cell).strip() if isinstance(cell, str) else cell is not None for cell in row
    )


def _folded(cell: object) -> str:
    return "".join(text_of(cell).split()).casefold().rstrip("*：:")
