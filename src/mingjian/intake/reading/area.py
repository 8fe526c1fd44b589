"""How far the cells of a sheet reach: a reader that lays them out as a full grid must afford it.

One stray entry in cell XFD1048576 makes a grid of 17 thousand million cells. A bound is kept while
the sheet streams by; exact corners are only looked at where they are cheap or where it matters.
"""

import re
from typing import Final

from mingjian.intake.problems import SparseSheet

MOST_CELLS: Final = 50_000_000
"""A million rows of fifty columns; a grid of them takes about 1.5 GB."""
EXACT_UP_TO: Final = 4 << 20
"""Bytes of a sheet up to which every cell's place is looked at."""
LONG_ROWS: Final = 99_999
"""Rows that places of up to five digits can reach; longer ones are always looked at."""
EVERY: Final = re.compile(rb"""r\s*=\s*["']([A-Z]{1,3})([0-9]{1,9})["']""")
FAR: Final = re.compile(rb'r="([A-Z]{2,3})([0-9]{1,9})"|r="([A-Z])([0-9]{6,9})"')
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
OVERLAP: Final = 64


class Area:
    """The corner of the cells seen so far; feed it the blocks of one sheet in order."""

    __slots__ = ("_column", "_row", "_seen", "_tail")

    def __init__(self) -> None:
        self._row = 1
        self._column = 26
        self._seen = 0
        self._tail = b""

    def see(self, block: bytes) -> None:
        """Look at the next block; what straddles two blocks is seen in the second."""
        text = self._tail + block
        exact = self._seen < EXACT_UP_TO
        for column, row in _places(text, exact=exact):
            self._column = max(self._column, column)
            self._row = max(self._row, row)
        if not exact:
            self._row = max(self._row, LONG_ROWS)
        self._seen += len(block)
        self._tail = text[-OVERLAP:]

    def judge(self) -> None:
        """Refuse a sheet whose grid would be far larger than a table can be.

        Raises:
            SparseSheet: with the far corner.
        """
        if self._row * self._column > MOST_CELLS or self._row > LAST_ROW:
            raise SparseSheet(cell=f"{column_name(self._column - 1)}{self._row}")


def _places(text: bytes, *, exact: bool) -> set[tuple[int, int]]:
    """Columns and rows (from 1) of cells that may lie far out; every cell when `exact`."""
    if exact or b"r='" in text or b"r =" in text or b"r= " in text:
        found = set(EVERY.findall(text))
    else:
        found = {(a or c, b or d) for a, b, c, d in FAR.findall(text)}
    columns = {letters: column_index(letters.decode()) + 1 for letters, _ in found}
    return {(columns[letters], int(row)) for letters, row in found}


def column_name(index: int) -> str:
    """The letters of a column, counted from 0: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_index(letters: str) -> int:
    """The column of these letters, counted from 0: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
