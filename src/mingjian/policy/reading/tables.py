"""Tables of a pack: one CSV file, one model; a dotted header (title.zh) is a nested value.

A cell of several values is cut at "|"; one of names and values is written name=value|name=value.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, get_origin

from pydantic import BaseModel, ValidationError

from mingjian.policy.problems import BadValue, PackFault, UnknownColumn, Unreadable

SEPARATOR = "|"
EQUALS = "="
FIRST_ROW = 2  # the header is row 1, as a spreadsheet shows it
Model = TypeVar("Model", bound=BaseModel)
Cells = Mapping[str | None, str | list[str] | None]


@dataclass(frozen=True)
class Rows(Generic[Model]):
    """The rows of a table that could be read, and what was wrong with the others."""

    rows: tuple[Model, ...]
    faults: tuple[PackFault, ...]


def read_table(path: Path, name: str, model: type[Model]) -> Rows[Model]:
    """Read a UTF-8 CSV file into `model`; empty cells are absent, lists are cut at "|".

    A file that is not there is an empty table.
    """
    if not path.exists():
        return Rows((), ())
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return Rows((), (Unreadable(file=name, reason=str(error)),))
    unknown = tuple(_unknown_columns(reader.fieldnames or (), name, model))
    return Rows((), unknown) if unknown else _read_rows(rows, name, model)


def faults_of(error: ValidationError, name: str, place: str | None = None) -> list[BadValue]:
    """Turn what pydantic found into faults, one for each value."""
    return [
        BadValue(file=name, place=place, field=_path(detail["loc"]), reason=detail["msg"])
        for detail in error.errors(include_url=False, include_context=False)
    ]


def _read_rows(rows: Sequence[Cells], name: str, model: type[Model]) -> Rows[Model]:
    good: list[Model] = []
    faults: list[PackFault] = []
    for number, row in enumerate(rows, start=FIRST_ROW):
        try:
            good.append(model.model_validate(_nested(row, model)))
        except ValidationError as error:
            faults += faults_of(error, name, f"row {number}")
    return Rows(tuple(good), tuple(faults))


def _unknown_columns(
    headers: Sequence[str], name: str, model: type[BaseModel]
) -> Iterator[PackFault]:
    for header in headers:
        if header.partition(".")[0] not in model.model_fields:
            yield UnknownColumn(file=name, place="row 1", column=header)


def _nested(row: Cells, model: type[BaseModel]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for header, cell in row.items():
        if not cell:
            continue
        # A row longer than the header has its rest under None; the model refuses that key.
        outer, _, inner = (header or "(more cells than columns)").partition(".")
        if inner:
            values.setdefault(outer, {})[inner] = cell
        else:
            values[outer] = _split(cell, outer, model)
    return values


def _split(cell: str | list[str], column: str, model: type[BaseModel]) -> object:
    if not isinstance(cell, str):
        return cell
    field = model.model_fields.get(column)
    parts = [part.strip() for part in cell.split(SEPARATOR) if part.strip()]
    shape = get_origin(field.annotation) if field else None
    if shape is dict and all(EQUALS in part for part in parts):
        return dict(_pair(part) for part in parts)
    return parts if shape is tuple else cell.strip()


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.partition(EQUALS)
    return name.strip(), value.strip()


def _path(loc: Sequence[int | str]) -> str:
    return ".".join(str(step) for step in loc) or "(row)"
