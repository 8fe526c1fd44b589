"""A decision goes to review or to court; what is undone there is taken back within three days."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingjian.effects.ending import end_all
from mingjian.effects.judge import limits_on
from mingjian.effects.models import Adverse, Contest
from mingjian.effects.of_record import standing
from mingjian.effects.problems import AlreadyOver, NoSuchEffect, NotAnOutcome
from mingjian.effects.refusals import told
from mingjian.effects.rules.contest import UNDONE, ContestKind, Outcome
from mingjian.effects.service.anew import finalise_and_tell
from mingjian.effects.target import End, Target
from mingjian.effects.undo import undo
from mingjian.effects.views.contests import ContestView, contest_view
from mingjian.effects.wording import FINALITY_BASIS, NOT_FINAL, UNDONE_BASIS
from mingjian.evidence.append import append
from mingjian.ledger.read import as_of

_OUTCOMES = (*UNDONE, "upheld", "withdrawn")


@dataclass(frozen=True, slots=True)
class Result:
    """How a contest ended: in force from `decided_on`, by the document `basis`."""

    outcome: Outcome
    decided_on: date
    basis: str
    served_on: date | None = None


@transaction.atomic
def contest(record_id: UUID, kind: ContestKind, filed_on: date, *, actor: str) -> ContestView:
    """Record that the decision is contested: what was not final yet is not adverse information.

    Raises:
        NoSuchEffect: nothing stands of the record.
        AlreadyThere: it is known.
        LogUnavailable: nothing was recorded.
    """
    about = standing(record_id).subject_id
    row = Contest(record_id=record_id, subject_id=about, kind=kind, filed_on=filed_on, actor=actor)
    with told():
        row.save(force_insert=True)
    body = {"contest": row.pk, "record": str(record_id), "kind": kind, "on": filed_on.isoformat()}
    append("contest.filed", actor=actor, body=body, subject_id=about)
    end = End(filed_on, NOT_FINAL, FINALITY_BASIS, actor)
    not_final = Adverse.objects.filter(record_id=record_id, final_on__gt=filed_on)
    end_all(not_final, end, kind="adverse.ended")
    return contest_view(row)


@transaction.atomic
def contest_decided(contest_id: int, result: Result, *, actor: str) -> ContestView:
    """Record the result. What it undid is withdrawn from the ledger, from publication and file.

    Raises:
        NoSuchEffect, AlreadyOver: there is no such contest, or its result is known.
        NotAnOutcome: contests do not end like that.
        GateShut: the result comes before the filing, or names no document.
        LogUnavailable: nothing was recorded.
    """
    if result.outcome not in _OUTCOMES:
        raise NotAnOutcome(outcome=result.outcome)
    row = Contest.objects.select_for_update().filter(pk=contest_id).first()
    if row is None:
        raise NoSuchEffect(what=str(contest_id))
    if row.decided_on is not None:
        raise AlreadyOver(what=str(contest_id))
    _write(row, result, actor)
    if result.outcome in UNDONE:
        _undo(row, _end_of(result, actor))
    else:
        _again(row, actor)
    return contest_view(row)


def _write(row: Contest, result: Result, actor: str) -> None:
    row.outcome, row.decided_on, row.basis = result.outcome, result.decided_on, result.basis
    row.served_on, row.decided_by = result.served_on, actor
    if result.outcome in UNDONE:
        limits = limits_on(result.decided_on)
        row.due_on = limits.last(limits.withdraw, result.decided_on).day
    with told():
        row.save(update_fields=_RESULT)
    body = {"contest": row.pk, "outcome": row.outcome, "on": result.decided_on.isoformat()}
    append("contest.decided", actor=actor, body=body, subject_id=row.subject_id)


def _end_of(result: Result, actor: str) -> End:
    why = UNDONE[result.outcome].zh
    return End(result.decided_on, why, f"{UNDONE_BASIS}；{result.basis}", actor)


def _undo(row: Contest, end: End) -> None:
    """What was taken back before is not there to be taken back again."""
    with suppress(AlreadyOver):
        undo(Target("record", str(row.record_id)), end)


def _again(row: Contest, actor: str) -> None:
    """Upheld or withdrawn: finality is computed again, and comes on a later day, which is told."""
    if as_of(row.record_id):
        finalise_and_tell(row.record_id, timezone.localdate(), actor=actor)


_RESULT = ("outcome", "decided_on", "basis", "served_on", "decided_by", "due_on")
