"""A policy pack: dated, sourced data of one jurisdiction."""

from mingjian.policy.schema.base import Dated, Slug, Sourced, Text
from mingjian.policy.schema.decider import Decider
from mingjian.policy.schema.item import CatalogueItem
from mingjian.policy.schema.later import Institution, Task
from mingjian.policy.schema.listing import ListDefinition
from mingjian.policy.schema.measure import Measure
from mingjian.policy.schema.procedure import Procedure
from mingjian.policy.schema.reference import (
    CalendarEntry,
    CodeList,
    Deadline,
    Matter,
    Purpose,
    Unit,
)
from mingjian.policy.schema.repair import RepairRules


class Source(Sourced):
    """A text the pack was made from."""

    title: str


class Owner(Sourced):
    """A unit that delivers an item here: who delivers is local, what is delivered is not."""

    item: str
    unit: str


class Pack(Dated):
    """All a folder under `policies/` says.

    `extends`: packs that must be loaded with it. `owners`: narrows, for items of this pack or
    of the packs it extends, which units deliver; it replaces the item's own owners.
    `deciders`: which units may decide a list; none for a list: the pack does not tell.
    """

    id: str = Slug
    name: Text
    jurisdiction: str
    extends: tuple[str, ...] = ()
    sources: tuple[Source, ...]
    catalogue: tuple[CatalogueItem, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    units: tuple[Unit, ...] = ()
    codes: tuple[CodeList, ...] = ()
    owners: tuple[Owner, ...] = ()
    deciders: tuple[Decider, ...] = ()
    lists: tuple[ListDefinition, ...] = ()
    measures: tuple[Measure, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    repair: tuple[RepairRules, ...] = ()
    tasks: tuple[Task, ...] = ()
    institutions: tuple[Institution, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    matters: tuple[Matter, ...] = ()
    purposes: tuple[Purpose, ...] = ()
