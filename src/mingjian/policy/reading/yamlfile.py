"""YAML whose every value can be traced back to its line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

from mingjian.policy.problems import DuplicateKey, PackFault, Unreadable

Loc = Sequence[int | str]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOLEAN = "tag:yaml.org,2002:bool"


class _Loader(_LOADER):  # type: ignore[misc,valid-type]  # libyaml's where PyYAML has it
    """YAML 1.2 in one point: only true and false are booleans, so that `on` may be a key."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        letter: [one for one in found if one[0] != _BOOLEAN or letter in "tTfF"]
        for letter, found in _LOADER.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class YamlFile:
    """A file's content as plain values, and the nodes it came from."""

    name: str
    data: dict[str, Any]
    root: yaml.Node

    def line(self, loc: Loc) -> int:
        """Return the 1-based line of the deepest part of `loc` that exists in the file."""
        node = self.root
        for step in loc:
            # A step that the file does not have (a missing key, a union's tag) is passed over.
            node = _child(node, step) or node
        return int(node.start_mark.line) + 1


def read_yaml(path: Path, name: str) -> tuple[YamlFile | None, list[PackFault]]:
    """Read one YAML file; what is wrong comes back as faults beside it.

    Args:
        path: the file.
        name: how the pack calls it, for the faults.
    """
    try:
        root, data = _parsed(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        return None, [Unreadable(file=name, place=_mark_of(error), reason=_told(error))]
    if root is None or not isinstance(data, dict):
        return None, [Unreadable(file=name, reason="a mapping (key: value) is expected")]
    twice = [
        DuplicateKey(file=name, place=f"line {node.start_mark.line + 1}", key=node.value)
        for node in _repeated(root)
    ]
    return YamlFile(name, data, root), list(twice)


def _parsed(text: str) -> tuple[yaml.Node | None, object]:
    """Parse once, with libyaml where PyYAML has it: packs are read at every start."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        return root, loader.construct_document(root) if root is not None else None
    finally:
        loader.dispose()


def _child(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        items: list[yaml.Node] = node.value
        return items[step] if step < len(items) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _repeated(root: yaml.Node) -> Iterator[yaml.Node]:
    """Yield keys that stand twice in their mapping; aliases may make the nodes a circle."""
    waiting, visited = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in visited:
            continue
        visited.add(id(node))
        if isinstance(node, yaml.MappingNode):
            yield from _twice([key for key, _ in node.value])
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def _twice(keys: list[yaml.Node]) -> Iterator[yaml.Node]:
    seen: set[str] = set()
    for key in keys:
        if key.value in seen:
            yield key
        seen.add(key.value)


def _mark_of(error: Exception) -> str | None:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark is not None else None


def _told(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0]
