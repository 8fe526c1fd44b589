"""A dated set of repair rules: when publication may and must end, and what repair asks for."""

from datetime import date
from typing import Literal

from pydantic import Field as Property

from mingjian.policy.schema.base import Dated, Sourced, Text
from mingjian.policy.schema.marked import Marked
from mingjian.policy.schema.repair_asks import (
    Closure,
    ConditionRule,
    Document,
    ListExit,
    RepairDeadline,
    Retention,
)
from mingjian.policy.schema.repair_parts import FineSize, LongerMinimum, NeverEarly, RepairClass

RepairScope = Literal[
    "penalty_publication",
    "regulator_publication",
    "record_repair",
    "record_retention",
    "programme",
    "lists",
]
StartOf = Literal["decision", "publication", "document", "finding"]


class RepairRules(Sourced, Dated, Marked):
    """One text on repair, in the period in which it is in force.

    `scope`: what it decides. `penalty_publication`: of any penalty; `regulator_publication`: of the
    market regulators' penalties, before the general rules; `record_repair`, `record_retention`:
    of adverse records in the credit file; `programme`: a policy document for those who make the
    rules, which decides no record by itself; `lists`: ways out of lists. In one jurisdiction and
    scope one set is in force at a time.

    `start`: the day from which the periods of its classes count. `several`: what counts when the
    kinds of a penalty fall in several classes; classes stand from the lightest to the gravest.
    `criteria_by`: who refines the classes. `after_maximum`: what follows the latest end.
    """

    id: str = Property(pattern=r"^[a-z0-9][a-z0-9_]*$")
    title: Text
    number: str | None = None
    issued: date | None = None
    jurisdiction: str = Property(min_length=1)
    scope: RepairScope
    start: StartOf | None = None
    several: Literal["gravest"] | None = None
    classes: tuple[RepairClass, ...] = ()
    longer_minimum: tuple[LongerMinimum, ...] = ()
    never_early: tuple[NeverEarly, ...] = ()
    fine_sizes: tuple[FineSize, ...] = ()
    conditions: tuple[ConditionRule, ...] = ()
    closures: tuple[Closure, ...] = ()
    documents: tuple[Document, ...] = ()
    deadlines: tuple[RepairDeadline, ...] = ()
    retention: tuple[Retention, ...] = Property(default=(), max_length=1)
    list_exits: tuple[ListExit, ...] = ()
    decided_by: Text | None = None
    criteria_by: Text | None = None
    after_maximum: Text | None = None
    note: Text | None = None

    def class_named(self, class_id: str) -> RepairClass | None:
        """Return the class with this id, or None."""
        return next((one for one in self.classes if one.id == class_id), None)
