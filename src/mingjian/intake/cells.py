"""One typed cell as text, the way its sender sees it; and what was lost on the way."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

LOST_DIGITS: Final = "number-lost-digits"
DATE_SERIAL: Final = "date-serial"
SPACES: Final = " \t\n\v\f\r\xa0\u3000\ufeff"
"""White space that the ends of a cell lose."""
EXACT: Final = 1e15
"""A spreadsheet keeps fifteen digits of a number; a longer one has lost its end."""
FIRST_SERIAL: Final = 20_000
LAST_SERIAL: Final = 80_000
"""Day numbers of 1954 to 2119; outside, a bare number in a date column is left as it is."""
EPOCH: Final = date(1899, 12, 30)
EPOCH_1904: Final = date(1904, 1, 1)

Cell = str | float | bool | date | time | timedelta
Marks = list[tuple[int, str]]


def text_of(cell: object) -> str:
    """A cell as text: 453789.0 is 453789, a day is ISO 8601, true is TRUE."""
    if isinstance(cell, str):
        return cell.replace("\x00", "")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number_text(cell)
    return _moment_text(cell)


def number_text(number: float) -> str:
    """A number in full, without exponent and with the fifteen digits a spreadsheet shows."""
    return format(Decimal(f"{number:.15g}"), "f")


def _moment_text(cell: object) -> str:
    if isinstance(cell, datetime):
        midnight = cell.time() == time.min
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def lost_digits(cell: object) -> bool:
    """Whether a number is too long for a number cell: its last digits are not the sender's."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= EXACT


def serial_day(cell: object, epoch: date) -> date | None:
    """The day a bare number stands for in a date column, or None."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    in_range = FIRST_SERIAL <= cell <= LAST_SERIAL and cell == int(cell)
    return epoch + timedelta(days=int(cell)) if in_range else None


def texts(
    cells: Sequence[object], *, is_date: bool = False, epoch: date = EPOCH
) -> tuple[list[str | None], Marks]:
    """A column of cells as text (None when empty), with marks of cells by their index."""
    if set(map(type, cells)) <= {str} and "\x00" not in "".join(cells):  # type: ignore[arg-type]  # the check before it
        return tidy(cells), []  # type: ignore[arg-type]  # all are text, as the line before says
    marks: Marks = []
    read = _date_reader(epoch, marks) if is_date else _reader(marks)
    return tidy([read(index, cell) for index, cell in enumerate(cells)]), marks


def tidy(cells: Sequence[str]) -> list[str | None]:
    """Without white space at the ends; None when nothing is left."""
    return [cell.strip(SPACES) or None for cell in cells]


def _reader(marks: Marks) -> Callable[[int, object], str]:
    def read(index: int, cell: object) -> str:
        if lost_digits(cell):
            marks.append((index, LOST_DIGITS))
        return text_of(cell)

    return read


def _date_reader(epoch: date, marks: Marks) -> Callable[[int, object], str]:
    def read(index: int, cell: object) -> str:
        day = serial_day(cell, epoch)
        if day is None:
            return text_of(cell)
        marks.append((index, DATE_SERIAL))
        return day.isoformat()

    return read
