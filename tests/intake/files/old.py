"""The smallest OLE file that holds given streams: version 3, sectors of 512 bytes."""

import struct
from collections.abc import Sequence

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(streams: dict[str, bytes]) -> bytes:
    """The allocation table first, then the directory, then the streams, none in mini form."""
    entries = [_entry("Root Entry", 5, END, 0, child=1 if streams else None)]
    directory = -(-(len(streams) + 1) // 4)
    tables = 1 + sum(len(content) for content in streams.values()) // (SECTOR * 100)
    table = [*[FAT] * tables, *_chain(tables, directory)]
    body = b""
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\x00")
        start = len(table)
        table += _chain(start, len(padded) // SECTOR)
        right = number + 1 if number < len(streams) else None
        entries.append(_entry(name, 2, start, len(padded), right=right))
        body += padded
    table += [FREE] * (tables * SECTOR // 4 - len(table))
    folder = b"".join(entries).ljust(directory * SECTOR, b"\x00")
    return _header(tables) + struct.pack(f"<{len(table)}I", *table) + folder + body


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END]


def _header(tables: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, END, 0, END, 0)
    return head + struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))


def _entry(  # noqa: PLR0913 - the fields of a directory entry
    name: str,
    kind: int,
    start: int,
    size: int,
    *,
    right: int | None = None,
    child: int | None = None,
) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    none = FREE
    entry = text.ljust(64, b"\x00") + struct.pack("<HBB", len(text), kind, 1)
    links = (none, none if right is None else right, none if child is None else child)
    entry += struct.pack("<III", *links) + bytes(36)
    return entry + struct.pack("<III", start, size, 0)


def xls_file(name: str, lines: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook of one sheet in BIFF8 with text and number cells."""
    return _book([name], _cells(lines))


def vast_xls_file(sheets: int) -> bytes:
    """Sheets with two cells each: the first and the last that the format has."""
    return _book(
        [f"示例{number}" for number in range(sheets)], _cell(0, 0, 1.0) + _cell(65_535, 255, 1.0)
    )


def _book(names: Sequence[str], cells: bytes) -> bytes:
    """A workbook of these sheets, all with the same cells."""
    sheet = _bof(0x10) + cells + _record(0x0A, b"")
    titles = [struct.pack("<BBBB", 0, 0, len(name), 1) + name.encode("utf-16-le") for name in names]
    start = len(_bof(5)) + sum(8 + len(title) for title in titles) + 4
    places = (struct.pack("<I", start + at * len(sheet)) for at in range(len(names)))
    bounds = b"".join(_record(0x85, at + title) for at, title in zip(places, titles, strict=True))
    return compound_file({"Workbook": _bof(5) + bounds + _record(0x0A, b"") + sheet * len(names)})


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1996, 0, 6))


def _cells(lines: Sequence[Sequence[str | float]]) -> bytes:
    return b"".join(
        _cell(row, column, value)
        for row, line in enumerate(lines)
        for column, value in enumerate(line)
        if value != ""
    )


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
        return _record(0x0204, place + text)
    return _record(0x0203, place + struct.pack("<d", value))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
