"""Look into a zip before anything else opens it: is it a sound, harmless xlsx of sane size?"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Final

from mingjian.intake.problems import (
    ArchiveBomb,
    DamagedFile,
    EncryptedFile,
    ExternalLinks,
    MacroFile,
    NotATable,
)
from mingjian.intake.reading.area import Area

BLOCK: Final = 1 << 20
MOST_ENTRIES: Final = 2_000
MOST_BYTES: Final = 2 << 30
MOST_RATIO: Final = 300
"""Sheets of identical rows reach some 100; deflate itself ends at 1,032."""
RATIO_FROM: Final = 20 << 20
"""Below this many bytes a high ratio does no harm."""
ENCRYPTED: Final = 0x1
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
    UnicodeError,
)
"""What the standard library raises on a damaged archive; NotImplementedError: odd compression."""
SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
OTHER_PACKAGES: Final = (
    ("word/", "Word 文档", "Word document"),
    ("ppt/", "演示文稿", "presentation"),
    ("xl/workbook.bin", "xlsb 工作簿", "xlsb workbook"),
    ("content.xml", "ODF 文档", "ODF document"),
    ("OFD.xml", "OFD 版式文件", "OFD document"),
)


def examine_archive(path: Path) -> None:
    """Refuse a zip that is no harmless xlsx; every entry is unpacked once and counted.

    Raises:
        NotATable, MacroFile, EncryptedFile, ExternalLinks, ArchiveBomb, SparseSheet, DamagedFile.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _examine_names(archive.infolist())
            _examine_contents(archive)
    except BROKEN as error:
        raise DamagedFile(where=_said(error)) from error


def _examine_names(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise ArchiveBomb(what=f"{len(entries)} 个部件 / parts")
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise EncryptedFile
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) < len(names):
        raise DamagedFile(where="部件重名 / duplicate parts")
    _examine_package(names)


def _examine_package(names: list[str]) -> None:
    for start, found, found_en in OTHER_PACKAGES:
        if any(name.startswith(start) for name in names):
            raise NotATable(found=found, found_en=found_en)
    if "xl/workbook.xml" not in names:
        raise NotATable(found="压缩包（zip）", found_en="archive (zip)")
    if macro := next((n for n in names if "vbaproject" in n.lower() or "macrosheets" in n), None):
        raise MacroFile(where=macro)
    if link := next((n for n in names if n.lower().startswith("xl/externallinks/")), None):
        raise ExternalLinks(where=link)


def _examine_contents(archive: zipfile.ZipFile) -> None:
    left = MOST_BYTES
    for entry in archive.infolist():
        left -= _examine_entry(archive, entry, left)


def _examine_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """Unpack one entry and return its true size, whatever its header claims."""
    area = Area() if SHEET.fullmatch(entry.filename) else None
    size = 0
    for block in blocks(archive, entry):
        if size == 0 and b"<!DOCTYPE" in block:
            raise DamagedFile(where=f"{entry.filename}: DOCTYPE")
        size += len(block)
        _bounded(entry, size, left)
        if area:
            area.see(block)
    if area:
        area.judge()
    return size


def _bounded(entry: zipfile.ZipInfo, size: int, left: int) -> None:
    if size > left:
        raise ArchiveBomb(what=f"> {MOST_BYTES >> 20} MiB")
    if size > RATIO_FROM and size > MOST_RATIO * max(entry.compress_size, 1):
        raise ArchiveBomb(what=f"{entry.filename} 1:{MOST_RATIO}")


def blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack an entry to its true end: the size in its header may lie, its checksum is checked."""
    honest = copy(entry)
    honest.file_size = 1 << 62
    with archive.open(honest) as stream:
        while block := stream.read(BLOCK):
            yield block


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
