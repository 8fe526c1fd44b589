"""Files are told by their content, and the dangerous ones are refused each with its own reason."""

import struct
import zipfile
from pathlib import Path

import pytest

from intake.files.makers import csv_file, plain_xlsx, rows, titles, with_part
from intake.files.old import compound_file
from mingjian.intake.guard import examine
from mingjian.intake.problems import (
    ArchiveBomb,
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    ExternalLinks,
    FileProblem,
    MacroFile,
    NotATable,
    SparseSheet,
)
from mingjian.intake.reading.area import column_index, column_name


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return plain_xlsx(tmp_path / "good.csv", [titles(), *rows(3)])


def _written(folder: Path, content: bytes) -> Path:
    path = folder / "sent"
    path.write_bytes(content)
    return path


def test_content_decides_not_the_name(workbook: Path, tmp_path: Path) -> None:
    assert examine(workbook) == "xlsx"
    assert examine(csv_file(tmp_path / "wrong.xlsx", [titles()])) == "csv"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"a,b\n1,2\n", "csv"),
        ("名称,代码\n".encode("gb18030"), "csv"),
        ("名称\t代码\n".encode("utf-16"), "csv"),
        (b"\xef\xbb\xbfa;b\n", "csv"),
        (b"BM,amount\n1,2\n", "csv"),
        ("[附件] 名单,\n".encode(), "csv"),
        (b'[{"a": 1}]', "json"),
        (b'\xef\xbb\xbf {"rows": []}', "json"),
        (b'{"a": 1}\n{"a": 2}\n', "json"),
        ('[{"a": 1}]'.encode("utf-16"), "json"),
    ],
)
def test_text_is_csv_or_json(tmp_path: Path, content: bytes, kind: str) -> None:
    assert examine(_written(tmp_path, content)) == kind


@pytest.mark.parametrize("content", [b"", b"\n\n  \t", b"\xef\xbb\xbf", b"\x00" * 5000])
def test_nothing_in_it(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EmptyFile):
        examine(_written(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
        (b"BM\x36\x00\x00\x00\x00\x00" + bytes(50), "BMP"),
        (b"%PDF-1.7\n", "PDF"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"<html><body><table>", "网页"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook>', "XML"),
        (b"MZ\x90\x00\x03", "程序"),
    ],
)
def test_other_kinds_are_named(tmp_path: Path, content: bytes, found: str) -> None:
    with pytest.raises(NotATable) as caught:
        examine(_written(tmp_path, content))
    assert found in caught.value.sentence("zh")


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ("xl/vbaProject.bin", MacroFile),
        ("xl/macrosheets/sheet1.xml", MacroFile),
        ("xl/externalLinks/externalLink1.xml", ExternalLinks),
        ("word/document.xml", NotATable),
        ("XL/WORKBOOK.xml", DamagedFile),
    ],
)
def test_parts_that_no_plain_workbook_has(
    workbook: Path, part: str, problem: type[FileProblem]
) -> None:
    with pytest.raises(problem):
        examine(with_part(workbook, part))


def test_a_zip_of_files_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xlsx", "x")
    with pytest.raises(NotATable, match="zip"):
        examine(path)


def test_a_bomb_by_ratio(workbook: Path) -> None:
    with zipfile.ZipFile(workbook, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zero.bin", bytes(40 << 20))
    with pytest.raises(ArchiveBomb, match=r"zero\.bin"):
        examine(workbook)


def test_a_bomb_by_number_of_parts(workbook: Path) -> None:
    with zipfile.ZipFile(workbook, "a") as archive:
        for number in range(2001):
            archive.writestr(f"xl/x{number}", "")
    with pytest.raises(ArchiveBomb):
        examine(workbook)


def test_a_size_that_lies_is_found(workbook: Path) -> None:
    """The header of a part claims fewer bytes than unpack: its checksum covers the true ones."""
    raw = bytearray(workbook.read_bytes())
    with zipfile.ZipFile(workbook) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    at = raw.rfind(b"xl/worksheets/sheet1.xml") - 46
    assert struct.unpack_from("<I", raw, at + 24)[0] == entry.file_size
    struct.pack_into("<I", raw, at + 24, 10)
    struct.pack_into("<I", raw, at + 16, 12345)
    workbook.write_bytes(raw)
    with pytest.raises(DamagedFile):
        examine(workbook)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook(workbook: Path, share: float) -> None:
    whole = workbook.read_bytes()
    workbook.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(DamagedFile):
        examine(workbook)


def test_a_stray_cell_far_out(tmp_path: Path) -> None:
    path = plain_xlsx(tmp_path / "far.xlsx", [titles(), *rows(2)])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(
        b"</sheetData>", b'<row r="9"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(SparseSheet, match="XFD1048576"):
        examine(path)


def test_an_entity_is_never_expanded(workbook: Path) -> None:
    with pytest.raises(DamagedFile, match="DOCTYPE"):
        examine(with_part(workbook, "xl/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]>'))


@pytest.mark.parametrize(
    ("streams", "problem"),
    [
        ({"EncryptedPackage": bytes(5000)}, EncryptedFile),
        ({"WordDocument": bytes(5000)}, NotATable),
        ({"Workbook": bytes(100), "_VBA_PROJECT_CUR": b""}, MacroFile),
        ({"Something": bytes(100)}, NotATable),
        ({"Workbook": struct.pack("<HH", 0x2F, 2) + bytes(5000)}, EncryptedFile),
        ({"Workbook": struct.pack("<HHHH", 0x1AE, 4, 1, 9) + bytes(5000)}, ExternalLinks),
        ({"Workbook": struct.pack("<HH", 1, 60000) + bytes(5000)}, DamagedFile),
        # A cell in column 40,000, or a thousand million strings: the reader would make room.
        ({"Workbook": struct.pack("<HHHH", 0x203, 4, 1, 40_000) + bytes(5000)}, DamagedFile),
        ({"Workbook": struct.pack("<HHII", 0xFC, 8, 10**9, 10**9) + bytes(5000)}, DamagedFile),
    ],
)
def test_old_files(tmp_path: Path, streams: dict[str, bytes], problem: type[FileProblem]) -> None:
    with pytest.raises(problem):
        examine(_written(tmp_path, compound_file(streams)))


def test_an_old_workbook_passes(tmp_path: Path) -> None:
    globals_ = struct.pack("<HHHHI", 0x1AE, 8, 1, 0x0401, 0) + struct.pack("<HH", 0x0A, 0)
    path = _written(tmp_path, compound_file({"Workbook": globals_ + bytes(5000)}))
    assert examine(path) == "xls"


def test_an_old_file_cut_short(tmp_path: Path) -> None:
    whole = compound_file({"Workbook": struct.pack("<HH", 0x0A, 0) + bytes(9000)})
    with pytest.raises(DamagedFile):
        examine(_written(tmp_path, whole[:1024]))
    with pytest.raises(DamagedFile):
        examine(_written(tmp_path, whole[:300]))


@pytest.mark.parametrize("index", [0, 25, 26, 701, 702, 16383])
def test_column_letters_and_back(index: int) -> None:
    assert column_index(column_name(index)) == index


def test_column_letters() -> None:
    assert [column_name(i) for i in (0, 25, 26, 702)] == ["A", "Z", "AA", "AAA"]
