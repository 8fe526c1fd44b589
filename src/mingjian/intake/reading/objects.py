"""Read rows in JSON: a list of objects, {"rows": [...]}, or one object per line; streaming."""

import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from mingjian.intake.cells import SPACES
from mingjian.intake.header import Header, Others, find, normal_title, required
from mingjian.intake.problems import MalformedJson, NoRows
from mingjian.intake.reading.encoding import as_utf8, certainly_utf8
from mingjian.intake.reading.source import Progress, Source, Stream, raw_schema
from mingjian.policy.schema import CatalogueItem

BLOCK: Final = 1 << 20
LONGEST: Final = 8 << 20
"""Characters one object may take; further on the text is taken to be broken."""
LOOKED_AT: Final = 1_000
BATCH: Final = 4_096
SPACE: Final = re.compile(r"[\s,]*")
WRAPPED: Final = re.compile(r'\s*\{\s*"rows"\s*:\s*\[')
LISTED: Final = re.compile(r"\s*\[")

Row = tuple[int, dict[str, Any]]


def open_objects(
    path: Path, item: CatalogueItem, into: Path, others: Others, progress: Progress
) -> Source:
    """Find the layout by the keys of the first rows, and hand on all rows as batches.

    Raises:
        MalformedJson, UnreadableText, WrongItem, MissingColumns, NoRows.
    """
    text = certainly_utf8(as_utf8(path, into), into)
    rows = objects(text.path)
    first = list(islice(rows, LOOKED_AT))
    if not first:
        raise NoRows(where="文件", where_en="the file")
    header = _header(first, item, others)
    batches = _batches(chain(first, rows), header, progress)
    stream = Stream(raw_schema(len(header.titles)), batches)
    return Source(header, stream=stream)


def _header(first: list[Row], item: CatalogueItem, others: Others) -> Header:
    """The keys of the first rows, then columns of the layout that later rows may bring."""
    keys = tuple(dict.fromkeys(key for _, row in first for key in row))
    header = required(find([keys], item), item, [keys], others)
    later = (c.header for c in header.layout.columns if c not in header.columns)
    taken = [key for key, column in zip(keys, header.columns, strict=True) if column]
    whole = find([[*taken, *later]], item)
    return whole or header


def objects(path: Path) -> Iterator[Row]:
    """Every object of the file with its number, from 1.

    Raises:
        MalformedJson: with the line near which the text breaks.
    """
    for number, value in enumerate(_values(path), 1):
        if not isinstance(value, dict):
            raise MalformedJson(line=number, column=1)
        yield number, value


class _Text:
    """A window over the text that grows as it is needed and forgets what was read."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open(encoding="utf-8-sig")
        self.window = self._stream.read(BLOCK)
        self.at = 0
        self._lines = 1

    def more(self) -> bool:
        """Read on; False at the end of the file."""
        block = self._stream.read(BLOCK)
        self._lines += self.window.count("\n", 0, self.at)
        self.window = self.window[self.at :] + block
        self.at = 0
        return bool(block) and len(self.window) <= LONGEST

    def skip(self) -> str:
        """Pass over white space and commas; return the next character, or "" at the end."""
        while True:
            found = SPACE.match(self.window, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.window) or not self.more():
                return self.window[self.at : self.at + 1]

    def broken(self) -> MalformedJson:
        """The problem, with the place reached."""
        line = self._lines + self.window.count("\n", 0, self.at)
        return MalformedJson(line=line, column=self.at - self.window.rfind("\n", 0, self.at))

    def close(self) -> None:
        """Let the file go."""
        self._stream.close()


def _values(path: Path) -> Iterator[Any]:
    text = _Text(path)
    try:
        opened = WRAPPED.match(text.window) or LISTED.match(text.window)
        text.at = opened.end() if opened else 0
        while (follows := text.skip()) and follows != "]":
            yield _value(text)
        if opened:
            _end(text, wrapped=opened[0].lstrip().startswith("{"))
        elif follows:
            raise text.broken()
    finally:
        text.close()


def _end(text: _Text, *, wrapped: bool) -> None:
    """Behind the list nothing may follow: a file cut short must not pass as a whole one."""
    if text.skip() != "]":
        raise text.broken()
    text.at += 1
    rest = text.window[text.at :]
    while text.more():
        rest = text.window
    if wrapped != rest.strip().startswith("}"):
        raise text.broken()


def _value(text: _Text) -> Any:
    while True:
        try:
            value, text.at = DECODER.raw_decode(text.window, text.at)
        except (ValueError, RecursionError) as error:
            if isinstance(error, RecursionError) or not text.more():
                raise text.broken() from error
        else:
            return value


def _no_constant(name: str) -> None:
    raise ValueError(name)


DECODER: Final = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=_no_constant, strict=False
)
"""Numbers stay the text they are: an amount or a code keeps every digit."""


def _batches(rows: Iterator[Row], header: Header, progress: Progress) -> Iterator[pa.RecordBatch]:
    places = {title: index for index, title in enumerate(header.titles)}
    places |= {normal_title(title): index for title, index in places.items()}
    while batch := list(islice(rows, BATCH)):
        read = [_row(number, row, places, header) for number, row in batch]
        yield pa.RecordBatch.from_pylist(read, schema=raw_schema(len(header.titles)))
        progress(batch[-1][0])


def _row(
    number: int, row: dict[str, Any], places: dict[str, int], header: Header
) -> dict[str, Any]:
    read: dict[str, Any] = {"row_no": number}
    flags: list[str] = []
    extras: dict[str, str] = {}
    for key, value in row.items():
        index = places.get(key, places.get(normal_title(key)))
        text = plain_text(value)
        column = header.columns[index] if index is not None else None
        if isinstance(value, dict | list) and column and column.field:
            flags.append(f"nested:{column.field}")
        if index is None:
            extras[_sound(key)] = text or ""
        else:
            read[f"c{index}"] = (text or "").strip(SPACES) or None
    return read | {
        "_flags": flags or None,
        "_extras": _compact(extras) if extras else None,
    }


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def plain_text(value: object) -> str | None:
    """A value as text, None for null; what is no single value stays JSON."""
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).upper()
    if isinstance(value, str):
        return _sound(value)
    return _sound(_compact(value))


def _sound(text: str) -> str:
    """Text that a database can hold: no NUL, no half of a surrogate pair."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
