"""The tree of units, as the policy packs give it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mingjian.policy.standing import policies


def with_sub_units(unit_id: str) -> frozenset[str]:
    """The unit and all below it. A unit the packs do not know stands alone."""
    return descend(unit_id, {unit.id: unit.parent for unit in policies().units()})


def descend(unit_id: str, parents: Mapping[str, str | None]) -> frozenset[str]:
    """`unit_id` and all whose chain of parents meets it; a circle in the data does no harm."""
    children = _children(parents.items())
    found, waiting = {unit_id}, [unit_id]
    while waiting:
        fresh = children[waiting.pop()] - found
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found)


def _children(parents: Iterable[tuple[str, str | None]]) -> defaultdict[str, set[str]]:
    children: defaultdict[str, set[str]] = defaultdict(set)
    for child, parent in parents:
        if parent is not None:
            children[parent].add(child)
    return children
