"""Plan a session."""

from datetime import date

from django.db import transaction

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.cases.models import Training
from mingjian.cases.problems import UnfitTraining
from mingjian.cases.training.read import RIGHT, TrainingView, view_of
from mingjian.evidence.append import append


@transaction.atomic
def plan(title: str, held_on: date, place: str, actor: Actor) -> TrainingView:
    """Plan a session of the actor's unit.

    Raises:
        UnderRule: the right to oversee cases is not held.
        UnfitTraining: it has no title or no place.
    """
    require(actor, RIGHT, unit_id=actor.unit_id)
    if not (title.strip() and place.strip()):
        raise UnfitTraining
    row = Training.objects.create(
        unit_id=actor.unit_id,
        title=title.strip(),
        held_on=held_on,
        place=place.strip(),
        planned_by=actor.id,
    )
    body = {"training": row.pk, "title": row.title, "on": held_on.isoformat()}
    append("training.planned", actor=actor.id, body=body)
    return view_of(row)
