"""Look into an old (OLE) file: is it an xls without macros and password, and is it whole?

Only the directory and the heads of the workbook's records are read, after [MS-CFB] and [MS-XLS].
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from mingjian.intake.problems import DamagedFile, EncryptedFile, ExternalLinks, MacroFile, NotATable

END: Final = 0xFFFFFFFA
"""Sector numbers from here on are marks (end of chain, free), not sectors."""
ENTRY: Final = 128
MOST_SECTORS: Final = 4_000_000
FILEPASS: Final = 0x2F
SUPBOOK: Final = 0x1AE
OWN_BOOKS: Final = (b"\x01\x04", b"\x01\x3a")
"""What a SUPBOOK says when it means the workbook itself, or add-in functions."""
SECTION_END: Final = 0x0A
STRINGS: Final = 0xFC
CELLS: Final = frozenset({0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E})
LOOKED_AT: Final = CELLS | {FILEPASS, SUPBOOK, STRINGS}
LAST_COLUMN: Final = 255
SMALLEST: Final = 4096
"""Bytes below which a stream lies in the mini stream."""
OTHERS: Final = (
    ("WordDocument", "Word 文档", "Word document"),
    ("PowerPoint Document", "演示文稿", "presentation"),
)
MACROS: Final = ("_VBA_PROJECT_CUR", "VBA", "Macros")


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or storage of the directory."""

    name: str
    start: int
    size: int


def examine_compound(path: Path) -> None:
    """Refuse an OLE file that is no plain xls.

    Raises:
        NotATable, MacroFile, EncryptedFile, ExternalLinks, DamagedFile.
    """
    try:
        with path.open("rb") as stream:
            _examine(Compound(stream, path.stat().st_size))
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise DamagedFile(where="OLE 目录 / directory") from error


class Compound:
    """The sectors, chains and directory of an OLE file."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._size = size
        self._header = stream.read(512)
        shift, small = struct.unpack_from("<HH", self._header, 30)
        if shift not in {9, 12} or small != 6:  # noqa: PLR2004 - the only sizes of the standard
            raise ValueError("sector size")
        self._shift = shift
        self._table = self._allocation()

    def directory(self) -> list[Entry]:
        """Every entry with a name."""
        (start,) = struct.unpack_from("<I", self._header, 48)
        raw = self.chain(start)
        entries = (_entry(raw[at : at + ENTRY]) for at in range(0, len(raw) - ENTRY + 1, ENTRY))
        return [entry for entry in entries if entry.name]

    def chain(self, start: int, most: int | None = None) -> bytes:
        """The bytes of a chain of sectors, up to `most`; a loop or a gap is an error."""
        parts: list[bytes] = []
        while start < END and len(parts) <= len(self._table):
            parts.append(self._sector(start))
            if most is not None and len(parts) << self._shift >= most:
                break
            start = self._table[start]
        if len(parts) > len(self._table):
            raise ValueError("a chain without end")
        return b"".join(parts)

    def _sector(self, number: int) -> bytes:
        at = (number + 1) << self._shift
        if at >= self._size:
            raise DamagedFile(where=f"缺失 / missing: byte {at}")
        self._stream.seek(at)
        return self._stream.read(1 << self._shift)

    def _allocation(self) -> list[int]:
        numbers = list(struct.unpack_from("<109I", self._header, 76))
        (more,) = struct.unpack_from("<I", self._header, 68)
        width = 1 << (self._shift - 2)
        while more < END and len(numbers) < MOST_SECTORS // width:
            block = struct.unpack(f"<{width}I", self._sector(more))
            numbers += block[:-1]
            more = block[-1]
        sectors = (self._sector(number) for number in numbers if number < END)
        return [n for sector in sectors for n in struct.unpack(f"<{width}I", sector)]


def _entry(raw: bytes) -> Entry:
    (length,) = struct.unpack_from("<H", raw, 64)
    name = raw[: max(length - 2, 0)].decode("utf-16-le", "replace")
    start, size = struct.unpack_from("<II", raw, 116)
    return Entry(name, start, size)


def _examine(compound: Compound) -> None:
    entries = {entry.name: entry for entry in compound.directory()}
    if "EncryptedPackage" in entries:
        raise EncryptedFile
    for name, found, found_en in OTHERS:
        if name in entries:
            raise NotATable(found=found, found_en=found_en)
    if macro := next((name for name in MACROS if name in entries), None):
        raise MacroFile(where=macro)
    book = entries.get("Workbook") or entries.get("Book")
    if book is None:
        raise NotATable(found="OLE 文件", found_en="OLE file")
    _examine_records(compound, book)


def _examine_records(compound: Compound, book: Entry) -> None:
    """Walk the records of the workbook and its sheets.

    A small workbook lies in the mini stream; there the reader itself reports a password.
    """
    if book.size < SMALLEST:
        return
    raw = compound.chain(book.start, book.size)[: book.size]
    at, ends = 0, 0
    while at + 4 <= len(raw):
        kind, length = struct.unpack_from("<HH", raw, at)
        if kind in LOOKED_AT:
            _examine_record(kind, raw[at + 4 : at + 4 + length], len(raw))
        ends += kind == SECTION_END
        at += 4 + length
    if not ends:
        raise DamagedFile(where="工作簿记录 / records")


def _examine_record(kind: int, body: bytes, size: int) -> None:
    if kind == FILEPASS:
        raise EncryptedFile
    if kind == SUPBOOK and body[2:4] not in OWN_BOOKS:
        raise ExternalLinks(where="SUPBOOK")
    # The reader lays cells out as a grid and makes room for as many strings as are announced.
    if kind in CELLS and struct.unpack_from("<H", body, 2)[0] > LAST_COLUMN:
        raise DamagedFile(where="单元格列号 / column of a cell")
    if kind == STRINGS and max(struct.unpack_from("<II", body)) > size:
        raise DamagedFile(where="共享字符串表 / strings")
