"""Load a pack from its folder; everything wrong is told at once, with file and place."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from mingjian.policy.problems import BadValue, BrokenPack, FileMissing, PackFault
from mingjian.policy.reading.codes import read_codes
from mingjian.policy.reading.tables import faults_of, read_table
from mingjian.policy.reading.yamlfile import YamlFile, read_yaml
from mingjian.policy.schema import (
    CalendarEntry,
    CatalogueItem,
    Deadline,
    Institution,
    ListDefinition,
    Matter,
    Measure,
    Owner,
    Pack,
    Purpose,
    Task,
    Unit,
)

HEAD = "pack.yaml"
TABLES: dict[str, type[BaseModel]] = {
    "deadlines": Deadline,
    "units": Unit,
    "owners": Owner,
    "lists": ListDefinition,
    "measures": Measure,
    "tasks": Task,
    "institutions": Institution,
    "calendar": CalendarEntry,
    "matters": Matter,
    "purposes": Purpose,
}
INHERITED = ("source", "mark")
INHERITORS = ("fields", "row_checks", "layouts")


def load_pack(folder: Path) -> Pack:
    """Read `folder` (pack.yaml, catalogue/*.yaml, codes, tables) into a `Pack`.

    Raises:
        BrokenPack: with every fault found, when there is any.
    """
    parts: dict[str, Any] = {}
    faults: list[PackFault] = []
    for attribute, model in TABLES.items():
        table = read_table(folder / f"{attribute}.csv", f"{attribute}.csv", model)
        parts[attribute] = table.rows
        faults += table.faults
    codes = read_codes(folder)
    parts["codes"] = codes.rows
    parts["catalogue"], item_faults = _read_catalogue(folder)
    pack, head_faults = _read_head(folder, parts)
    return _whole(pack, folder, [*head_faults, *item_faults, *codes.faults, *faults])


def _whole(pack: Pack | None, folder: Path, faults: Iterable[PackFault]) -> Pack:
    told = tuple(faults)
    if pack is None or told:
        raise BrokenPack(pack=folder.name, faults=told)
    return pack


def _read_head(folder: Path, parts: dict[str, Any]) -> tuple[Pack | None, list[PackFault]]:
    if not (folder / HEAD).is_file():
        return None, [FileMissing(file=HEAD)]
    file, faults = read_yaml(folder / HEAD, HEAD)
    if file is None:
        return None, faults
    taken = [key for key in file.data if key in parts]
    faults += [
        BadValue(file=HEAD, field=key, reason="belongs into a file of its own") for key in taken
    ]
    try:
        return Pack.model_validate({**file.data, **parts}), faults
    except ValidationError as error:
        return None, [*faults, *_placed(error, file)]


def _read_catalogue(folder: Path) -> tuple[tuple[CatalogueItem, ...], list[PackFault]]:
    items: list[CatalogueItem] = []
    faults: list[PackFault] = []
    for path in sorted((folder / "catalogue").glob("*.yaml")):
        file, found = read_yaml(path, f"catalogue/{path.name}")
        faults += found
        if file is not None:
            item, found = _read_item(file)
            items += [item] if item else []
            faults += found
    return tuple(items), faults


def _read_item(file: YamlFile) -> tuple[CatalogueItem | None, list[PackFault]]:
    try:
        return CatalogueItem.model_validate(_inherit(file.data)), []
    except ValidationError as error:
        return None, _placed(error, file)


def _inherit(item: dict[str, Any]) -> dict[str, Any]:
    """Fields, row checks and layouts without source and mark have those of their item."""
    own = {key: item[key] for key in INHERITED if key in item}
    return {key: _inherited(key, value, own) for key, value in item.items()}


def _inherited(key: str, value: object, own: dict[str, Any]) -> object:
    if key not in INHERITORS or not isinstance(value, list):
        return value
    return [{**own, **part} if isinstance(part, dict) else part for part in value]


def _placed(error: ValidationError, file: YamlFile) -> list[PackFault]:
    """Place each fault at its line."""
    told = faults_of(error, file.name)
    for fault, detail in zip(told, error.errors(), strict=True):
        fault.place = f"line {file.line(detail['loc'])}"
    return list(told)
