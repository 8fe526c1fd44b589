"""Write a delivery as csv, in the encodings departments send."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from mingjian.district.rows import Filled

_ENCODINGS = {"csv-utf8": "utf-8", "csv-bom": "utf-8", "csv-gb18030": "gb18030"}
_BOM = b"\xef\xbb\xbf"


def write_csv(filled: Filled, path: Path) -> None:
    """Write header and rows; utf-8, utf-8 with a byte order mark, or GB18030."""
    kind = filled.delivery.file
    with path.open("wb") as file:
        if kind == "csv-bom":
            file.write(_BOM)
        for piece in _pieces(filled):
            file.write(_encoded(piece, _ENCODINGS[kind]))


def _pieces(filled: Filled) -> Iterator[bytes]:
    headers = [column.header for column in filled.layout.columns]
    first = True
    for columns in filled.chunks():
        yield _csv(pa.Table.from_arrays(columns, names=headers), header=first)
        first = False


def _csv(table: pa.Table, *, header: bool) -> bytes:
    sink = BytesIO()
    options = pa_csv.WriteOptions(include_header=header, quoting_style="needed")
    pa_csv.write_csv(table, sink, options)
    return sink.getvalue()


def _encoded(utf8: bytes, encoding: str) -> bytes:
    return utf8 if encoding == "utf-8" else utf8.decode("utf-8").encode(encoding)
