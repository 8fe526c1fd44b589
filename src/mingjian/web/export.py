"""What stands in a table, as csv or xlsx for a spreadsheet program."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Final

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from xlsxwriter import Workbook

BYTE_ORDER_MARK: Final = "\ufeff"  # without it Excel reads Chinese as Latin
# A cell that begins so is run as a formula by spreadsheet programs.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def sheet(
    kind: str, name: str, headers: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponseBase:
    """The rows as a download: `xlsx` as a workbook, anything else as csv."""
    if kind == "xlsx":
        return xlsx_file(f"{name}.xlsx", headers, rows)
    return csv_file(f"{name}.csv", headers, rows)


def xlsx_file(
    name: str, headers: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """The rows as an xlsx download `name`; texts stay texts, nothing is run as a formula."""
    out = BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page, bold = book.add_worksheet(), book.add_format({"bold": True})
    page.write_row(0, 0, [str(header) for header in headers], bold)
    for at, row in enumerate(rows, start=1):
        page.write_row(at, 0, [_cell(value) for value in row])
    page.freeze_panes(1, 0)
    page.autofit()
    book.close()
    return xlsx_bytes(name, out.getvalue())


def xlsx_bytes(name: str, content: bytes) -> HttpResponse:
    """A workbook made elsewhere as the download `name`."""
    response = HttpResponse(content, content_type=_XLSX)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = str(disposition)
    return response


_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _cell(value: object) -> int | float | str:
    if value is None:
        return ""
    return value if isinstance(value, int | float) else str(value)


class _Echo:
    """A file that hands each written line back."""

    def write(self, line: str) -> str:
        return line


def csv_file(
    name: str, headers: Sequence[object], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """The rows as a csv download `name`, line by line, in UTF-8 with a byte order mark."""
    response = StreamingHttpResponse(_lines(headers, rows), content_type="text/csv; charset=utf-8")
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = str(disposition)
    return response


def _lines(headers: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK
    yield writer.writerow([str(header) for header in headers])
    for row in rows:
        yield writer.writerow([harmless(value) for value in row])


def harmless(value: object) -> str:
    """The cell as text that no spreadsheet program runs; numbers stay numbers."""
    if value is None:
        return ""
    text = str(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if not is_number and text.startswith(FORMULA_STARTS) else text
