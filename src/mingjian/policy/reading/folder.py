"""Folders of YAML files, each file one entry: catalogue items, procedures, repair rules."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from mingjian.policy.problems import PackFault
from mingjian.policy.reading.tables import Rows, faults_of
from mingjian.policy.reading.yamlfile import YamlFile, read_yaml

INHERITED = ("source", "mark")
INHERITORS = frozenset(
    {
        "fields",
        "row_checks",
        "layouts",
        "clocks",
        "classes",
        "falls",
        "longer_minimum",
        "never_early",
        "fine_sizes",
        "conditions",
        "closures",
        "documents",
        "deadlines",
        "retention",
        "list_exits",
    }
)
Model = TypeVar("Model", bound=BaseModel)


def read_folder(folder: Path, name: str, model: type[Model]) -> Rows[Model]:
    """Read every YAML file of the pack's folder `name` into `model`, in the order of file names."""
    entries: list[Model] = []
    faults: list[PackFault] = []
    for path in sorted((folder / name).glob("*.yaml")):
        file, found = read_yaml(path, f"{name}/{path.name}")
        faults += found
        if file is not None:
            entry, found = _read(file, model)
            entries += [entry] if entry else []
            faults += found
    return Rows(tuple(entries), tuple(faults))


def placed(error: ValidationError, file: YamlFile) -> list[PackFault]:
    """Turn what pydantic found into faults, each at its line."""
    told = faults_of(error, file.name)
    for fault, detail in zip(told, error.errors(), strict=True):
        fault.place = f"line {file.line(detail['loc'])}"
    return list(told)


def _read(file: YamlFile, model: type[Model]) -> tuple[Model | None, list[PackFault]]:
    try:
        return model.model_validate(_inherit(file.data)), []
    except ValidationError as error:
        return None, placed(error, file)


def _inherit(entry: dict[str, Any]) -> dict[str, Any]:
    """Parts without source and mark (fields, clocks, classes) have those of what they are in."""
    own = {key: entry[key] for key in INHERITED if key in entry}
    return {key: _inherited(key, value, own) for key, value in entry.items()}


def _inherited(key: str, value: object, own: dict[str, Any]) -> object:
    if key not in INHERITORS or not isinstance(value, list):
        return value
    return [_inherit({**own, **part}) if isinstance(part, dict) else part for part in value]
