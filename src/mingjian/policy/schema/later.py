"""Typed data of the packs whose rooms are built later: tasks, institutions."""

from datetime import date
from typing import Literal

from mingjian.policy.schema.base import Sourced, Strict, Text


class Task(Sourced):
    """One of the plan's tasks; targets are statistics and never triggers.

    Units are ids of units; `groups` are bodies the plan names only as a group (各镇（街道）).
    `lists`: ids of the lists whose determination or exit the task is about.
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
    lists: tuple[str, ...] = ()
    target: str | None = None

    @property
    def target_told(self) -> Text:
        """The plan's own sentence with the share; in English as the pack sums it up."""
        summed = self.target or ""
        said = next((one for one in self.text.split("。") if "%" in one), summed)
        return Text(zh=said, en=summed)


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
