"""Figures of a period: entries, exits, average days, overdue. Targets stand beside, as targets."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as now

from mingjian.accounts.actor import actor_of
from mingjian.cases.statistics import KindFigures, statistics
from mingjian.policy.schema import Task, Text
from mingjian.policy.standing import policies
from mingjian.web.case_words import PROCEDURES
from mingjian.web.export import sheet
from mingjian.web.periods import PeriodForm, period
from mingjian.web.screen import screen
from mingjian.web.words import told

PERIOD: Final = timedelta(days=365)
EXIT_TASK, TRAINING_TASK = "14", "15"


@dataclass(frozen=True, slots=True)
class Target:
    """A task of the plan that sets a target: its number and its words. It decides nothing."""

    task: str
    text: Text


@screen("case.oversee")
def figures(request: HttpRequest) -> HttpResponseBase:
    """The figures of the cases within reach; as csv or xlsx as well."""
    actor, form = actor_of(request), PeriodForm(request.GET)
    since, until = period(form, PERIOD)
    found = statistics(since, until, actor)
    if kind := request.GET.get("format"):
        return sheet(kind, f"cases-{since}-{until}", _headers(), map(_line, found.kinds))
    shown = {
        "form": PeriodForm({"since": since, "until": until}),
        "since": since,
        "until": until,
        "figures": found,
        "overdue": sum(one.late for one in found.kinds),
        "targets": {"exit": _target(EXIT_TASK), "training": _target(TRAINING_TASK)},
    }
    return render(request, "cases/figures.html", shown)


def _target(task_id: str) -> Target | None:
    found = next((task for task in policies().tasks() if task.id == task_id), None)
    return None if found is None or not found.target else _told(found)


def _told(task: Task) -> Target:
    return Target(task.id, task.target_told)


def _headers() -> list[str]:
    return [
        *(now("程序"), now("立案"), now("办结"), now("对主体有利"), now("对主体不利")),
        *(now("中性"), now("期末在办"), now("超期"), now("平均工作日")),
    ]


def _line(one: KindFigures) -> tuple[object, ...]:
    days = None if one.average_days is None else round(one.average_days, 1)
    counts = (one.opened, one.closed, one.favourable, one.adverse, one.neutral)
    return (told(PROCEDURES, one.kind), *counts, one.open_at_end, one.late, days)
