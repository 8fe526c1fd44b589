"""Files as departments send them, made by code: a penalty item, its rows, and what can be odd."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mingjian.intake.guard import examine
from mingjian.intake.read import Sheet, read_file
from mingjian.policy.load import load_pack
from mingjian.policy.schema import CatalogueItem, CodeList

PACK = Path(__file__).resolve().parents[3] / "policies" / "national"
CODE = "91330299MA2EX00114"


@cache
def items() -> dict[str, CatalogueItem]:
    return {item.id: item for item in load_pack(PACK).catalogue}


@cache
def code_lists() -> dict[str, CodeList]:
    return {codes.id: codes for codes in load_pack(PACK).codes}


def penalty() -> CatalogueItem:
    return items()["penalty"]


def titles(item: CatalogueItem | None = None) -> list[str]:
    return [f.title.zh for f in (item or penalty()).fields if f.template]


def names(item: CatalogueItem | None = None) -> list[str]:
    return [f.name for f in (item or penalty()).fields if f.template]


def row(number: int = 1, **given: str) -> list[str]:
    filled = {f.name: f.example or "" for f in penalty().fields}
    filled |= {"CF_XDR_MC": f"示例公司{number}", "CF_WSH": f"示罚〔2024〕{number}号"} | given
    return [filled[name] for name in names()]


def rows(count: int) -> list[list[str]]:
    return [row(number) for number in range(1, count + 1)]


def csv_file(
    path: Path, lines: Iterable[Sequence[str]], *, encoding: str = "utf-8", **options: Any
) -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, **options).writerows(lines)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def xlsx_file(path: Path, fill: Callable[[Workbook, Worksheet], object]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    fill(book, book.add_worksheet("数据"))
    book.close()
    return path


def plain_xlsx(path: Path, lines: Iterable[Sequence[object]]) -> Path:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)

    return xlsx_file(path, fill)


def with_part(path: Path, name: str, content: bytes = b"x") -> Path:
    """The same package with one more part."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)
    return path


def read(path: Path, item: CatalogueItem | None = None, into: Path | None = None) -> Sheet:
    folder = into or path.parent / f"work-{path.name}"
    return read_file(path, examine(path), item or penalty(), into=folder, others=items().values())


def table(sheet: Sheet) -> list[dict[str, Any]]:
    with duckdb.connect() as engine:
        found = engine.read_parquet(str(sheet.rows)).order("row_no")
        return [dict(zip(found.columns, line, strict=True)) for line in found.fetchall()]
