"""Typed data of the packs whose rooms are built later: lists, measures, tasks, institutions."""

from datetime import date
from typing import Literal

from pydantic import Field as Property

from mingjian.policy.schema.base import Dated, Sourced, Strict

ListStatus = Literal["live", "historic", "unclear"]


class ListDefinition(Sourced, Dated):
    """A red, black or attention list. `status` historic: loaded as history, never entered live.

    Texts are as found in the sources (Chinese terms, English description); an empty one is a
    gap that stays a gap.
    """

    id: str
    name: str
    kind: str
    subjects: str | None = None
    decided_by: str | None = None
    district_role: str | None = None
    basis: str | None = None
    basis_level: str | None = None
    entry: str | None = None
    term: str | None = None
    exit: str | None = None
    memorandum: str | None = None
    where_in_plan: str | None = None
    status: ListStatus
    note: str | None = None


class Measure(Sourced):
    """One measure a statute names: trigger, target, term, article, implementing body."""

    id: str
    category: str
    category_zh: str
    measure: str
    applies_to: str | None = None
    target_kind: str | None = None
    trigger: str | None = None
    term_min: str | None = None
    term_max: str | None = None
    basis: str = Property(min_length=1)
    article: str | None = None
    text_version: str | None = None
    implemented_by: str | None = None
    note: str | None = None


class Task(Sourced):
    """One of the plan's tasks; targets are statistics and never triggers.

    Units are ids of units; `groups` are bodies the plan names only as a group (各镇（街道）).
    """

    id: str
    area_no: int
    area: str
    text: str
    deadline_text: str
    deadline: date | None = None
    responsible_text: str | None = None
    lead_units: tuple[str, ...] = ()
    supporting_units: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    target: str | None = None


class Institution(Strict):
    """One of the 153 institution standards; `known` tells how much of it the plan shows."""

    no: int
    known: Literal["whole", "subject_only", "missing"]
    level1: str | None = None
    level2: str | None = None
    regulated_subject: str | None = None
    regulated_behaviour: str | None = None
    standard: str | None = None
    note: str | None = None
