"""Tell what a file is by its content, and refuse what must not be opened."""

from pathlib import Path
from typing import Final

from mingjian.intake.problems import EmptyFile, NotATable
from mingjian.intake.reading.archive import examine_archive
from mingjian.intake.reading.compound import examine_compound
from mingjian.intake.reading.report import Kind

HEAD: Final = 4096
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS: Final = (
    (b"\x89PNG", ("图片（PNG）", "image (PNG)")),
    (b"\xff\xd8\xff", ("图片（JPEG）", "image (JPEG)")),
    (b"GIF8", ("图片（GIF）", "image (GIF)")),
    (b"BM", ("图片（BMP）", "image (BMP)")),
    (b"II*\x00", ("图片（TIFF）", "image (TIFF)")),
    (b"MM\x00*", ("图片（TIFF）", "image (TIFF)")),
    (b"%PDF", ("PDF", "PDF")),
    (b"%OFD", ("OFD", "OFD")),
    (b"{\\rtf", ("RTF", "RTF")),
    (b"Rar!", ("压缩包（RAR）", "archive (RAR)")),
    (b"7z\xbc\xaf", ("压缩包（7z）", "archive (7z)")),
    (b"\x1f\x8b", ("压缩包（gzip）", "archive (gzip)")),
    (b"BZh", ("压缩包（bzip2）", "archive (bzip2)")),
    (b"\xfd7zXZ", ("压缩包（xz）", "archive (xz)")),
    (b"MZ", ("程序", "program")),
    (b"\x7fELF", ("程序", "program")),
    (b"SQLite format 3", ("数据库（SQLite）", "database (SQLite)")),
    (b"PAR1", ("Parquet", "Parquet")),
)
"""First bytes of files that are no table, with what people call them."""

MARKUP: Final = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<style")
BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def examine(path: Path) -> Kind:
    """Return the kind of the file; its name plays no part.

    Raises:
        FileProblem: empty, no table, macros, encrypted, bomb, links, damaged.
    """
    head = _head(path)
    if head.startswith(ZIP):
        examine_archive(path)
        return "xlsx"
    if head.startswith(COMPOUND):
        examine_compound(path)
        return "xls"
    _refuse_others(head)
    return "json" if _looks_like_json(head) else "csv"


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        blank = not head.strip(b"\xef\xbb\xbf\xff\xfe\x00\t\r\n ")
        while blank and (block := stream.read(1 << 20)):
            blank = not block.strip(b"\x00\t\r\n ")
    if blank:
        raise EmptyFile
    return head


def _refuse_others(head: bytes) -> None:
    for magic, found in OTHERS:
        if head.startswith(magic) and _surely(magic, head):
            raise NotATable(found=found[0], found_en=found[1])
    if _text_start(head).lower().startswith(MARKUP):
        raise NotATable(found="网页或 XML（扩展名可能是 xls）", found_en="a web page or XML")


def _surely(magic: bytes, head: bytes) -> bool:
    """Two letters may also begin a csv: then only bytes that no text has decide."""
    return len(magic) > 2 or any(byte < 9 for byte in head[:64])  # noqa: PLR2004 - control bytes


def _text_start(head: bytes) -> bytes:
    for mark in BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"").lstrip()


def _looks_like_json(head: bytes) -> bool:
    """`{` or `[` followed by what JSON has there; a csv may begin with a bracketed title."""
    text = _text_start(head)
    inner = text[1:].lstrip()[:1]
    if text[:1] == b"{":
        return inner in {b'"', b"}"}
    return text[:1] == b"[" and inner in {b"{", b"]", b"["}
