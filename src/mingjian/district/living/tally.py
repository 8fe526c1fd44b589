"""What the living district shows: counted in the database, whoever put it there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from mingjian.cases.desk import Asked, DeskRow, desk
from mingjian.cases.statistics import statistics
from mingjian.cases.training import trainings
from mingjian.district.people import DEMO
from mingjian.effects.models import Adverse, Dispute, Shield
from mingjian.effects.turnover import turnover
from mingjian.papers.receipts import outstanding
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies
from mingjian.web.rolls import OnRoll, roll

_ALL = 10_000_000
_BEGINNING = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class OnList:
    """A list: how many are on it today, and how many were."""

    list_id: str
    title: Text
    in_force: int
    ended: int


@dataclass(frozen=True, slots=True)
class InState:
    """How many cases of a procedure stand in a state."""

    procedure: Text
    state: Text
    closed: bool
    cases: int


@dataclass(frozen=True, slots=True)
class Living:
    """The district today. `exits`: ended by term and otherwise; `awaited`: receipts of units."""

    cases: int
    overdue: int
    lists: tuple[OnList, ...]
    states: tuple[InState, ...]
    exits: dict[str, int]
    marks: dict[str, int]
    awaited: int
    sessions: int
    trained: int


def living() -> Living:
    """Count it as the platform itself, whose reach is everything."""
    today = timezone.localdate()
    rows = [*_desk("all"), *_desk("closed")]
    rolls = {one.id: roll(DEMO, one.id, today) for one in policies().every_list()}
    moved = turnover(_BEGINNING, today, DEMO)
    held = trainings(_BEGINNING, today)
    return Living(
        cases=len(rows),
        overdue=sum(row.overdue_by > 0 for row in rows if row.closed_on is None),
        lists=tuple(_on_lists(rolls)),
        states=tuple(_in_states(rows)),
        exits={"by_term": moved.expired, "by_decision": moved.left - moved.expired},
        marks=_marks(today),
        awaited=sum(receipt.answered_on is None for receipt in outstanding(DEMO)),
        sessions=len(held),
        trained=statistics(_BEGINNING, today, DEMO).trained,
    )


def _desk(which: str) -> tuple[DeskRow, ...]:
    return desk(DEMO, Asked(which="closed" if which == "closed" else "all", size=_ALL)).rows


def _on_lists(rolls: dict[str, list[OnRoll]]) -> Iterator[OnList]:
    titles = {one.id: one.title for one in policies().every_list()}
    for list_id, entries in sorted(rolls.items()):
        standing = Counter(one.standing for one in entries)
        if entries:
            yield OnList(list_id, titles[list_id], standing["in_force"], standing["ended"])


def _in_states(rows: list[DeskRow]) -> Iterator[InState]:
    counted = Counter((row.procedure, row.state, row.closed_on is not None) for row in rows)
    for (procedure, state, closed), cases in sorted(counted.items(), key=_reading_order):
        yield InState(procedure, state, closed, cases)


def _reading_order(item: tuple[tuple[Text, Text, bool], int]) -> tuple[str, bool, str]:
    procedure, state, closed = item[0]
    return procedure.en, closed, state.en


def _marks(today: date) -> dict[str, int]:
    """Adverse information, disputes and shields that stand today."""
    stand = Q(ended_on=None) | Q(ended_on__gt=today)
    return {
        "adverse": Adverse.objects.filter(stand, holds__contains=today).count(),
        "disputed": Dispute.objects.filter(stand).count(),
        "shielded": Shield.objects.filter(stand).count(),
    }
