"""How a delimited file is written: its separator, its header, and whether it is all plain."""

import csv
import io
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from mingjian.intake.cells import SPACES
from mingjian.intake.header import SEARCHED, Header, Others, find, required
from mingjian.intake.problems import NoRows
from mingjian.intake.reading.seek import holds
from mingjian.policy.schema import CatalogueItem

SEPARATORS: Final = (",", "\t", ";", "|")
HEAD: Final = 256 << 10
BLOCK: Final = 4 << 20
UNQUOTED: Final = SPACES.translate(dict.fromkeys(map(ord, " \r\n")))
"""White space beside the plain space that a cell may end with though nothing is quoted."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """`header_line`: number of the physical line on which the header ends."""

    separator: str
    header: Header
    header_line: int


@dataclass(frozen=True, slots=True)
class Plainness:
    """What a look at the bytes says about the whole file.

    `lines`: physical lines. `regular`: one kind of line end and no empty line, so that a line is a
    record wherever nothing is quoted. `quotes`: some cell is quoted. `spaces`: white space
    that cells may begin or end with. `formulas`: some cell may be written as ="...".
    """

    lines: int
    regular: bool
    quotes: bool
    spaces: str
    formulas: bool


def dialect_of(path: Path, item: CatalogueItem, others: Others) -> Dialect:
    """Choose the separator under which the header is understood best.

    Raises:
        WrongItem, MissingColumns, NoRows.
    """
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        head = stream.read(HEAD).removeprefix("\ufeff")
    read = {separator: _rows(head, separator) for separator in SEPARATORS}
    headers = {s: header for s, (rows, _) in read.items() if (header := find(rows, item))}
    separator = max(headers, key=lambda s: headers[s].rank, default=_widest(read))
    rows, lines = read[separator]
    if not rows:
        raise NoRows(where="文件", where_en="the file")
    header = required(headers.get(separator), item, rows, others)
    return Dialect(separator, header, lines[header.row])


def plainness(path: Path) -> Plainness:
    """Look at every byte of the file once."""
    lines, regular, quotes, formulas, last = 0, True, False, False, b"\n"
    seen: set[str] = set()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            joined = last + block
            lines += block.count(b"\n")
            regular = regular and _regular(joined)
            quotes = quotes or b'"' in block
            formulas = formulas or b"=" in block
            seen.update(s for s in UNQUOTED if s not in seen and holds(joined, s.encode()))
            last = block[-2:]
    ends_open = not last.endswith(b"\n")
    return Plainness(lines + ends_open, regular, quotes, _spaces(seen, quotes=quotes), formulas)


def _spaces(seen: set[str], *, quotes: bool) -> str:
    return "".join(sorted(seen)) + ("\r\n" if quotes else "")


def _regular(block: bytes) -> bool:
    if b"\r" in block and block.count(b"\r") != block.count(b"\r\n") + block.endswith(b"\r"):
        return False
    return not holds(block, b"\n\n") and not holds(block, b"\n\r")


Read = tuple[list[list[str]], list[int]]


def _rows(head: str, separator: str) -> Read:
    """The first records, and the physical line on which each ends."""
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        for row in islice(reader, SEARCHED + 1):
            rows.append(row)
            lines.append(reader.line_num)
    except csv.Error:
        # A cell longer than the limit; the rows before it are enough to know the header.
        return rows, lines
    return rows, lines


def _widest(read: dict[str, Read]) -> str:
    return max(read, key=lambda separator: max((len(r) for r in read[separator][0]), default=0))
