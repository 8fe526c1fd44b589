"""Tabs above a list: each a link that keeps the rest of the filter."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingjian.web.words import Words


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab; `count` None: not counted. `here`: the one that is open."""

    id: str
    label: str
    count: int | None
    here: bool


def tabs(named: Words, here: str, counts: Mapping[str, int]) -> list[Tab]:
    """The tabs in their order."""
    return [Tab(id_, str(label), counts.get(id_), id_ == here) for id_, label in named.items()]
