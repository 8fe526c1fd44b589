"""Open a case by its first step."""

from datetime import date, datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.cases.about import require_about
from mingjian.cases.doing import Opening
from mingjian.cases.engine.standing import openings
from mingjian.cases.models import Case
from mingjian.cases.move import prepare
from mingjian.cases.objections import plain_number, require_first
from mingjian.cases.party import units_in
from mingjian.cases.problems import UnfitOpening
from mingjian.cases.procedures import Chosen, chosen
from mingjian.cases.reach import within
from mingjian.cases.record import record
from mingjian.cases.view import CaseView, view
from mingjian.policy.schema.procedure import Procedure
from mingjian.policy.standing import policies
from mingjian.registry.find import subject

_LOCK: Final = """
SELECT pg_advisory_xact_lock(hashtextextended(concat_ws(chr(31), 'cases', %s::text, %s::int), 0))
"""


@transaction.atomic
def open_case(opening: Opening, actor: Actor) -> CaseView:
    """Open a case and take its first step, in one transaction.

    Raises:
        UnknownProcedure, UnknownUnit: the packs do not know it on this day.
        UnfitOpening: about something the procedure is not for, of nobody known, or a review by
            the unit that decided.
        NotCompetent: about a list that other units decide.
        ObjectionOpen: an objection against the same thing is not decided yet.
        Problem: as `take`.
    """
    now = timezone.now()
    found = chosen(opening.procedure, timezone.localdate(now))
    _require_fit(opening, found.procedure, actor)
    case = _case(opening, found, actor, now)
    require_first(case)
    case.save(force_insert=True)
    record(prepare(case, _first(opening, found.procedure), opening.doing, actor))
    return view(case.pk, actor)


def _require_fit(opening: Opening, procedure: Procedure, actor: Actor) -> None:
    policies().unit(opening.unit_id)
    if opening.about not in procedure.about:
        raise UnfitOpening(why="程序不适用于此类事项", why_en="the procedure is not for this")
    if subject(opening.subject_id) is None:
        raise UnfitOpening(why="主体不在主体库中", why_en="the subject is not in the registry")
    require_about(opening, procedure.kind)
    if opening.parent is not None:
        _require_parent(opening, procedure, within(actor, opening.parent))
    elif procedure.kind == "review":
        raise UnfitOpening(why="复核须指明原案件", why_en="a review names the case it is about")


def _require_parent(opening: Opening, procedure: Procedure, parent: Case) -> None:
    if parent.subject_id != opening.subject_id:
        raise UnfitOpening(why="原案件属于其他主体", why_en="that case is another subject's")
    if procedure.kind == "review" and opening.unit_id in units_in(parent):
        raise UnfitOpening(
            why="复核须由作出原决定以外的单位办理", why_en="a review is for another unit"
        )


def _first(opening: Opening, procedure: Procedure) -> str:
    if opening.step:
        return opening.step
    found = openings(procedure)
    if len(found) != 1:
        raise UnfitOpening(why="须选择立案步骤", why_en="choose the step that opens it")
    return found[0].id


def _case(opening: Opening, found: Chosen, actor: Actor, now: datetime) -> Case:
    today = timezone.localdate(now)
    return Case(
        unit_id=opening.unit_id,
        year=today.year,
        serial=_serial(opening.unit_id, today),
        procedure=found.procedure.id,
        kind=found.procedure.kind,
        edition_id=found.edition_id,
        subject_id=opening.subject_id,
        about=opening.about,
        about_id=plain_number(opening.about, opening.about_id),
        parent_id=opening.parent,
        opened_at=now,
        opened_on=today,
        opened_by=actor.id,
    )


def _serial(unit_id: str, today: date) -> int:
    """The next number of the unit and year; nobody else draws before this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [unit_id, today.year])
    drawn = Case.objects.filter(unit_id=unit_id, year=today.year)
    return 1 + (drawn.aggregate(last=Max("serial"))["last"] or 0)
