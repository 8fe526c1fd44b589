"""On which day a served decision becomes final, from its service and what was filed against it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from mingjian.effects.models import Contest as ContestRow
from mingjian.effects.models import ServedDecision
from mingjian.effects.models.adverse import Finality as How
from mingjian.effects.rules.contest import Contest, Decision
from mingjian.effects.rules.finality import finality
from mingjian.effects.rules.limits import Limits
from mingjian.effects.rules.standing import Final, Finality, NotYet

Contests = Mapping[UUID, list[Contest]]


def final_day(
    row: ServedDecision, contests: Iterable[Contest], on: date, limits: Limits
) -> tuple[date, How] | None:
    """The day and by what, as known on `on`; None while it is contested or cannot be told."""
    decision = _decision(row)
    filed = _that_count(decision, contests, on, limits)
    found = finality(decision, filed, on, limits)
    day = known_day(found)
    if day is None:
        return None
    upheld = any(one.outcome == "upheld" for one in filed)
    return day, How.UPHELD if upheld else How.NO_CONTEST


def standing_of(
    row: ServedDecision, contests: Iterable[Contest], on: date, limits: Limits
) -> Finality:
    """How the decision stands on `on`, by the contests that count."""
    decision = _decision(row)
    return finality(decision, _that_count(decision, contests, on, limits), on, limits)


def known_day(found: Finality) -> date | None:
    """The day of finality where it is certain, past or to come."""
    match found:
        case Final(on=day) | NotYet(earliest=date() as day, provisional=None):
            return day
    return None


def _decision(row: ServedDecision) -> Decision:
    procedure: Any = row.procedure
    return Decision(row.served_on, procedure, row.told)


def _that_count(
    decision: Decision, contests: Iterable[Contest], on: date, limits: Limits
) -> list[Contest]:
    """Without those filed once it was final and decided since: they took nothing away.

    One that is open was admitted, however late, and may still undo the decision: it counts until
    it is decided, and so does what undid it. What is not known is not held against the subject.
    """
    taken: list[Contest] = []
    for one in sorted(contests, key=lambda contest: contest.filed_on):
        late = isinstance(finality(decision, taken, one.filed_on, limits), Final)
        if one.open_on(on) or one.undone is not None or not late:
            taken.append(one)
    return taken


def contests_of(record_ids: Collection[UUID]) -> Contests:
    """What was filed against each of the records."""
    found: defaultdict[UUID, list[Contest]] = defaultdict(list)
    for row in ContestRow.objects.filter(record_id__in=record_ids).order_by("pk"):
        found[row.record_id].append(_contest(row))
    return found


def _contest(row: ContestRow) -> Contest:
    outcome: Any = row.outcome or None
    kind: Any = row.kind
    return Contest(kind, row.filed_on, row.decided_on, outcome, row.served_on)
