"""Load a pack from its folder; everything wrong is told at once, with file and place."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from mingjian.policy.problems import BadValue, BrokenPack, FileMissing, PackFault
from mingjian.policy.reading.codes import read_codes
from mingjian.policy.reading.folder import placed, read_folder
from mingjian.policy.reading.tables import read_table
from mingjian.policy.reading.yamlfile import read_yaml
from mingjian.policy.schema import (
    CalendarEntry,
    CatalogueItem,
    Deadline,
    Decider,
    Institution,
    ListDefinition,
    Matter,
    Measure,
    Owner,
    Pack,
    Procedure,
    Purpose,
    RepairRules,
    Task,
    Unit,
)

HEAD = "pack.yaml"
TABLES: dict[str, type[BaseModel]] = {
    "deadlines": Deadline,
    "units": Unit,
    "owners": Owner,
    "deciders": Decider,
    "lists": ListDefinition,
    "measures": Measure,
    "tasks": Task,
    "institutions": Institution,
    "calendar": CalendarEntry,
    "matters": Matter,
    "purposes": Purpose,
}
FOLDERS: dict[str, type[BaseModel]] = {
    "catalogue": CatalogueItem,
    "procedures": Procedure,
    "repair": RepairRules,
}


def load_pack(folder: Path) -> Pack:
    """Read `folder` (pack.yaml, folders of YAML files, codes, tables) into a `Pack`.

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
    for attribute, model in FOLDERS.items():
        entries = read_folder(folder, attribute, model)
        parts[attribute] = entries.rows
        faults += entries.faults
    pack, head_faults = _read_head(folder, parts)
    return _whole(pack, folder, [*head_faults, *codes.faults, *faults])


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
        return None, [*faults, *placed(error, file)]
