"""What validation needs to know beside the rows: code lists, deadlines, the last delivery."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.intake.validation.lateness import Due
from mingjian.intake.validation.whole import Delivery
from mingjian.policy.problems import UnknownDeadline
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import CatalogueItem, CodeList, Deadline
from mingjian.policy.standing import policies


@dataclass(frozen=True, slots=True)
class Context:
    """`absent`: required fields that the layout cannot carry. `due`: None: nothing is ever late."""

    received_on: date
    lists: Mapping[str, CodeList]
    absent: frozenset[str] = frozenset()
    due: Due | None = None
    last: Delivery | None = None


def context_of(
    item: CatalogueItem,
    layout: str,
    received_on: date,
    last: Delivery | None = None,
    *,
    backlog: bool = False,
) -> Context:
    """The context of a file in this layout, received on this day, by the standing policies.

    Nothing in a backlog is late: the deadline ran before the unit could send it here.
    """
    known = policies()
    ids = {field.codes for field in item.fields if field.codes is not None}
    absent = (one.absent for one in item.every_layout() if one.id == layout)
    return Context(
        received_on=received_on,
        lists={id_: known.code_list(id_) for id_ in ids},
        absent=frozenset(next(absent, ())),
        due=None if backlog else due_of(item, received_on, known),
        last=last,
    )


def due_of(item: CatalogueItem, received_on: date, known: Policies) -> Due | None:
    """How lateness of a row is counted, or None when the item has no deadline of its own."""
    deadline_id = item.refresh.deadline
    if deadline_id is None or item.refresh.counted_from is None:
        return None
    calendar = known.calendar()

    def due(counted: date) -> tuple[date, int]:
        try:
            deadline = known.deadline(deadline_id, counted)
        except UnknownDeadline:  # the rule did not exist yet: nothing was late then
            return counted, 0
        last_day = _last_day(deadline, counted, known)
        return last_day, calendar.late_by(last_day, received_on)

    return due


def _last_day(deadline: Deadline, counted: date, known: Policies) -> date:
    """The last day for reporting; windows of the year are not counted from an event."""
    calendar, length = known.calendar(), deadline.length or 0
    if deadline.unit == "working_day":
        return calendar.add(counted, length).day
    if deadline.unit == "day":
        return calendar.last_day_moves(counted + timedelta(days=length)).day
    if deadline.unit in {"month", "year"}:
        months = length * (12 if deadline.unit == "year" else 1)
        return calendar.last_day_moves(_months_later(counted, months)).day
    return date(counted.year, 12, 31)


def _months_later(day: date, months: int) -> date:
    """The same day so many months on, or that month's last day (民法典 202)."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
