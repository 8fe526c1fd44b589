"""Figures of a period for each kind of procedure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingjian.cases.clocks import clocks
from mingjian.cases.course import courses
from mingjian.cases.models import Case
from mingjian.cases.procedures import procedure_of
from mingjian.policy.standing import policies


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The cases of one kind of procedure.

    `late`: closed after a time limit of the office, or open past one on the last day. Averages are
    None when there was nothing to average; days are working days from opening to closing.
    """

    kind: str
    opened: int
    closed: int
    favourable: int
    adverse: int
    neutral: int
    open_at_end: int
    late: int
    average_days: float | None


def by_kind(cases: Iterable[Case], since: date, until: date) -> tuple[KindFigures, ...]:
    """Of the cases that were open in the period, both days included."""
    held = [case for case in cases if case.closed_on is None or case.closed_on >= since]
    late = _late(held, until)
    return tuple(
        _kind(kind, [case for case in held if case.kind == kind], since, until, late)
        for kind in sorted({case.kind for case in held})
    )


def _kind(
    kind: str, cases: list[Case], since: date, until: date, late: frozenset[int]
) -> KindFigures:
    closed = [case for case in cases if case.closed_on is not None and case.closed_on <= until]
    outcomes = Counter(case.outcome for case in closed)
    return KindFigures(
        kind=kind,
        opened=sum(case.opened_on >= since for case in cases),
        closed=len(closed),
        favourable=outcomes["favourable"],
        adverse=outcomes["adverse"],
        neutral=outcomes["neutral"],
        open_at_end=len(cases) - len(closed),
        late=sum(case.pk in late for case in cases),
        average_days=_average(closed),
    )


def _average(closed: list[Case]) -> float | None:
    calendar = policies().calendar()
    days = [
        calendar.count_between(case.opened_on, case.closed_on)
        for case in closed
        if case.closed_on is not None
    ]
    return sum(days) / len(days) if days else None


def _late(cases: list[Case], on: date) -> frozenset[int]:
    """Steps after the last day of the period are not looked at."""
    taken = courses([case.pk for case in cases])
    found = set()
    for case in cases:
        steps = [one for one in taken.get(case.pk, ()) if one.day <= on]
        running = clocks(procedure_of(case), steps, on)
        if any(one.clock.on == "office" and one.overdue_by for one in running):
            found.add(case.pk)
    return frozenset(found)
