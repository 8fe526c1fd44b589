"""On which day a served decision becomes final, from its service and what was filed against it."""

from datetime import date
from typing import Any

from mingjian.effects.judge import limits_on
from mingjian.effects.models import Contest as ContestRow
from mingjian.effects.models import ServedDecision
from mingjian.effects.models.adverse import Finality as How
from mingjian.effects.rules.contest import Contest, Decision
from mingjian.effects.rules.finality import finality
from mingjian.effects.rules.standing import UPHELD, Final, NotYet


def final_day(row: ServedDecision, on: date) -> tuple[date, How] | None:
    """The day and by what, as known on `on`; None while it is contested or cannot be told."""
    procedure: Any = row.procedure
    decision = Decision(row.served_on, procedure, row.told)
    contests = [_contest(one) for one in ContestRow.objects.filter(record_id=row.record_id)]
    match finality(decision, contests, on, limits_on(on)):
        case Final(on=day, how=how):
            return day, How.UPHELD if how == UPHELD else How.NO_CONTEST
        case NotYet(earliest=date() as day, provisional=None):
            upheld = any(one.outcome == "upheld" for one in contests)
            return day, How.UPHELD if upheld else How.NO_CONTEST
    return None


def _contest(row: ContestRow) -> Contest:
    outcome: Any = row.outcome or None
    kind: Any = row.kind
    return Contest(kind, row.filed_on, row.decided_on, outcome, row.served_on)
