"""Checks without feedback as the page lists them, with their organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import decide
from mingjian.checks.owed import Owed
from mingjian.registry.find import SubjectView, subjects
from mingjian.web.receipts import opens
from mingjian.web.templatetags.checks import matter_name
from mingjian.web.templatetags.mingjian import actor as name_of
from mingjian.web.templatetags.mingjian import day, unit

NEVER: Final = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class OwedShown:
    """A check with whom it is about; `opens`: the reader may open its receipt.

    `may_report`: he may say what was decided after it.
    """

    owed: Owed
    who: SubjectView | None
    opens: bool
    may_report: bool

    @property
    def due_day(self) -> int:
        """Checks without a last day come last."""
        return self.owed.due_on.toordinal() if self.owed.due_on else NEVER

    @property
    def name(self) -> str:
        """Of the organisation."""
        return self.who.name if self.who else ""

    @property
    def matter(self) -> str:
        """As it is called."""
        return matter_name(self.owed.matter)

    @property
    def unit(self) -> str:
        """Who asked."""
        return self.owed.unit

    @property
    def asked_on(self) -> date:
        """When."""
        return self.owed.asked_on


def shown(actor: Actor, found: Iterable[Owed]) -> list[OwedShown]:
    """The checks with their organisations, the oldest first."""
    rows = sorted(found, key=lambda one: one.asked_on)
    who = subjects(one.subject_id for one in rows)
    return [
        OwedShown(one, who.get(one.subject_id), opens(actor, *of), _reports(actor, *of))
        for one in rows
        for of in [(one.unit, one.actor)]
    ]


def _reports(actor: Actor, unit_id: str, asked_by: str) -> bool:
    return decide(actor, "check.feedback", unit_id=unit_id, owner=asked_by).allowed


def headers() -> list[str]:
    """The titles of the columns of an exported table."""
    return [
        *(now("主体"), now("统一社会信用代码"), now("核查事项"), now("核查单位"), now("核查人")),
        *(now("核查日期"), now("反馈期限"), now("逾期"), now("含约束"), now("含激励")),
        now("回执号"),
    ]


def line(row: OwedShown) -> tuple[object, ...]:
    """The cells of a check, in the order of the titles."""
    one = row.owed
    yes = {True: now("是"), False: ""}
    return (
        *(row.name, row.who.code if row.who else "", row.matter, unit(one.unit)),
        *(name_of(one.actor), day(one.asked_on), day(one.due_on) if one.due_on else ""),
        *(yes[one.overdue], yes[one.restrains], yes[one.favours], one.receipt),
    )
