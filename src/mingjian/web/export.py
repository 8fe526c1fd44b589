"""What stands in a table, as csv for a spreadsheet program."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

BYTE_ORDER_MARK: Final = "\ufeff"  # without it Excel reads Chinese as Latin
# A cell that begins so is run as a formula by spreadsheet programs.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


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
