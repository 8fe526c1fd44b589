"""A decision whose service is known becomes adverse information when it is final, by itself."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from mingjian.effects.adverse import Finding, find_adverse, make_adverse
from mingjian.effects.final_day import final_day
from mingjian.effects.judge import Kept, judged_retention
from mingjian.effects.models import ServedDecision
from mingjian.effects.of_record import standing
from mingjian.effects.penalty import filed
from mingjian.effects.refusals import told
from mingjian.effects.rules.penalty import ProcedureOfPenalty
from mingjian.effects.views import AdverseView
from mingjian.effects.wording import ADVERSE_EXIT, NOT_FINAL, REMEDY
from mingjian.evidence.append import append


@dataclass(frozen=True, slots=True)
class Served:
    """How a record's decision was made and served; `told`: it names remedies and time limits."""

    record_id: UUID
    served_on: date | None
    procedure: ProcedureOfPenalty
    told: bool = True


@transaction.atomic
def record_service(served: Served, on: date, *, actor: str) -> AdverseView | None:
    """Record, once, how the decision was served, and go on as `finalise`.

    Raises:
        NoSuchEffect: nothing stands of the record.
        AlreadyThere: its service is known.
        GateShut: it is served in the future, or the record cannot be adverse information.
        LogUnavailable: nothing was recorded.
    """
    about = standing(served.record_id).subject_id
    row = ServedDecision(record_id=served.record_id, subject_id=about, actor=actor)
    row.served_on, row.procedure, row.told = served.served_on, served.procedure, served.told
    with told():
        row.save(force_insert=True)
    body = {"record": str(row.record_id), "on": str(row.served_on), "procedure": row.procedure}
    append("decision.served", actor=actor, body=body, subject_id=about)
    return finalise(served.record_id, on, actor=actor)


@transaction.atomic
def finalise(record_id: UUID, on: date, *, actor: str) -> AdverseView | None:
    """Make the adverse information that begins with the day of finality; None while none can be.

    The day is stored at once when it is certain and nothing is contested: a contest filed before
    it takes it away. What is not certain yet is asked again by the daily job.

    Raises:
        NoSuchEffect: nothing stands of the record.
        GateShut: the record cannot be adverse information.
        LogUnavailable: nothing was made.
    """
    known = find_adverse(record_id)
    if known is not None and (known.end is None or known.end.why != NOT_FINAL):
        return known if known.end is None else None
    row = ServedDecision.objects.filter(pk=record_id).first()
    found = None if row is None else _finding(row, on, actor)
    return None if found is None else make_adverse(found)


def _finding(row: ServedDecision, on: date, actor: str) -> Finding | None:
    """None while it is not final, or where it leaves the file before it would come into it."""
    made, reached = filed(standing(row.record_id).payload), final_day(row, on)
    kept = judged_retention(made)
    if reached is None or not isinstance(kept, Kept):
        return None
    if kept.days.end is None or kept.days.end <= reached[0]:
        return None
    return Finding(
        record_id=row.record_id,
        decision_number=made.number,
        decided_on=made.decided_on,
        served_on=row.served_on or made.decided_on,
        final_on=reached[0],
        how=reached[1],
        until=kept.days.end,
        exit=ADVERSE_EXIT,
        remedy=REMEDY,
        actor=actor,
        while_listed=kept.while_listed,
    )
