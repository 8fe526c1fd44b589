"""What is only recalled is listed, so that nobody takes it for verified."""

from collections.abc import Iterator

from pydantic import BaseModel

from mingjian.policy.linting.finding import Findings, Rule, Scene
from mingjian.policy.schema import Sourced

RECALLED = Rule(
    "policy.lint.recalled",
    "information",
    "此处依据记忆，未经核实：{what}",
    "recalled, not verified: {what}",
)


def marks(scene: Scene) -> Findings:
    """Yield every value of the pack whose mark is `recalled`."""
    for path, what in recalled(scene.pack, ""):
        table, _, place = path.partition(".")
        yield RECALLED.at(table, place, what)


def recalled(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Walk a value of the schema and yield path and name of all that is recalled."""
    if isinstance(value, tuple):
        for number, part in enumerate(value, start=1):
            yield from recalled(part, f"{path}.{name_of(part) or number}")
    elif isinstance(value, BaseModel):
        yield from _own(value, path)
        for name in type(value).model_fields:
            yield from recalled(getattr(value, name), f"{path}.{name}".lstrip("."))


def name_of(value: object) -> str:
    """Return how people call an entry: its id, its field code or its value."""
    for attribute in ("id", "name", "value", "law", "day"):
        name = getattr(value, attribute, None)
        if name is not None and not isinstance(name, BaseModel):
            return str(name)
    return ""


def _own(value: BaseModel, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Sourced) and value.mark == "recalled":
        yield path, value.source
    for name, mark in getattr(value, "marks", {}).items():
        if mark == "recalled":
            yield path, name
