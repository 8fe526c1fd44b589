"""What repair asks for and grants: conditions, papers, time limits, ways out of lists."""

from typing import Literal

from pydantic import Field as Property

from mingjian.policy.schema.base import Dated, Slug, Sourced, Text
from mingjian.policy.schema.marked import Marked

ConditionKind = Literal[
    "corrected",
    "performed",
    "harm_removed",
    "pledge",
    "no_same_kind",
    "not_on_serious_list",
    "not_on_abnormal_list",
]


class ConditionRule(Sourced):
    """Something that must be so before a record is repaired or an entry left early."""

    kind: ConditionKind
    name: Text


class Document(Sourced):
    """A paper to be handed in. `classes` empty: with every application."""

    name: Text
    classes: tuple[str, ...] = ()


class RepairDeadline(Sourced):
    """A time limit of repair in working days; without `length` the length was not seen."""

    id: str = Slug
    name: Text
    length: int | None = Property(default=None, ge=1)
    counted_from: Text | None = None


class Closure(Sourced, Marked):
    """How long repair stays closed after false material or a broken pledge."""

    name: Text
    months: int | None = Property(default=None, ge=1)


class Retention(Sourced):
    """How long a record stays in the credit file; longer while the subject is on a list."""

    months: int = Property(ge=1)
    while_listed: bool = False


class ListExit(Sourced, Dated, Marked):
    """How an entry of one list ends: by its term, or early.

    `no_term`: the text sets none, the entry ends by its conditions. `uncorrected_months`: the term
    of who has not corrected. `early_months` are counted from `early_from`.
    """

    list_id: str
    name: Text
    basis: str = Property(min_length=1)
    term_months: int | None = Property(default=None, ge=1)
    no_term: bool = False
    uncorrected_months: int | None = Property(default=None, ge=1)
    early_months: int | None = Property(default=None, ge=0)
    early_from: Literal["entry", "correction"] | None = None
    conditions: tuple[ConditionRule, ...] = ()
    note: Text | None = None
