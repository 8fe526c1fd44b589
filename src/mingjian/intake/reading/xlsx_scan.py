"""What a spreadsheet reader does not tell: which cells are formulas, and which hold errors."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from mingjian.intake.problems import DamagedFile
from mingjian.intake.reading.archive import BROKEN, blocks
from mingjian.intake.reading.area import column_index
from mingjian.intake.reading.seek import holds

FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
FORMULA_TAGS: Final = (b"f>", b"<f", b":f")
ERROR: Final = re.compile(rb"""\bt\s*=\s*["']e["']""")
PLACE: Final = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
LONGEST_TAIL: Final = 1 << 20
LONGEST_TAG: Final = 1024
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TRUE: Final = {"1", "true", "on"}


@dataclass(frozen=True, slots=True)
class Scan:
    """Cells by row and column (from 0): those with formulas; those with errors, as shown."""

    formulas: dict[int, list[int]] = field(default_factory=dict)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)


def scan_sheet(path: Path, sheet: str) -> Scan:
    """Look through one sheet of a workbook.

    Raises:
        DamagedFile: the parts of the package do not fit together.
    """
    found = Scan()
    try:
        with zipfile.ZipFile(path) as archive:
            part = archive.getinfo(_parts(archive)[sheet])
            for text in _whole_rows(blocks(archive, part)):
                _formulas(text, found)
                _errors(text, found)
    except (*BROKEN, ET.ParseError, KeyError, LookupError) as error:
        raise DamagedFile(where=sheet) from error
    return found


def starts_1904(path: Path) -> bool:
    """Whether the workbook counts its days from 1904."""
    try:
        with zipfile.ZipFile(path) as archive:
            book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - DOCTYPE was refused
    except (*BROKEN, ET.ParseError, KeyError) as error:
        raise DamagedFile(where="xl/workbook.xml") from error
    return any(e.get("date1904") in TRUE for e in book.iter() if e.tag.endswith("}workbookPr"))


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names to the names of their parts."""
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - DOCTYPE was refused
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - as above
    targets = {r.get("Id"): _within(r.get("Target", "")) for r in relations}
    sheets = (e for e in book.iter() if e.tag.rpartition("}")[2] == "sheet")
    return {e.get("name", ""): targets[e.get(RELATION)] for e in sheets if e.get(RELATION)}


def _within(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _whole_rows(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Cut the stream behind rows, so that no cell straddles two pieces."""
    tail = b""
    for part in parts:
        text = tail + part
        cut = text.rfind(b"</row>")
        if cut < 0 and len(text) < LONGEST_TAIL:
            tail = text
            continue
        yield text[:cut]
        tail = text[cut:]
    yield tail


def _formulas(text: bytes, found: Scan) -> None:
    if not any(holds(text, tag) for tag in FORMULA_TAGS):
        return
    for hit in FORMULA.finditer(text):
        if place := _place(text, hit.start()):
            found.formulas.setdefault(place[0], []).append(place[1])


def _errors(text: bytes, found: Scan) -> None:
    if b'"e"' not in text and b"'e'" not in text:
        return
    for hit in ERROR.finditer(text):
        place, value = _place(text, hit.end()), VALUE.search(text, hit.end())
        if place and value:
            found.errors.setdefault(place[0], {})[place[1]] = value[1].decode("utf-8", "replace")


def _place(text: bytes, before: int) -> tuple[int, int] | None:
    """Row and column of the cell whose tag opens last before this point."""
    start = max(0, before - LONGEST_TAG)
    opened = max(text.rfind(b"<c ", start, before), text.rfind(b":c ", start, before))
    found = PLACE.search(text, opened, text.find(b">", opened) + 1) if opened >= 0 else None
    return (int(found[2]) - 1, column_index(found[1].decode())) if found else None
