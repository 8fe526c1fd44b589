"""Record who took part."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.cases.models import Attendance
from mingjian.cases.problems import AlreadyAttends, NotHeldYet, UnfitTraining
from mingjian.cases.training.read import TrainingView, session_of, view_of
from mingjian.evidence.append import append
from mingjian.registry.find import subject


@transaction.atomic
def attend(training_id: int, subject_id: int, actor: Actor) -> TrainingView:
    """Record that an organisation took part, on the day or later.

    Raises:
        UnderRule, NoSuchTraining: not the actor's.
        NotHeldYet: the session lies ahead.
        AlreadyAttends: it is recorded.
        UnfitTraining: the organisation is not in the registry.
    """
    row = session_of(training_id, actor)
    if row.held_on > timezone.localdate():
        raise NotHeldYet(on=row.held_on)
    if subject(subject_id) is None:
        raise UnfitTraining
    try:
        with transaction.atomic():
            Attendance.objects.create(training=row, subject_id=subject_id, recorded_by=actor.id)
    except IntegrityError as error:
        raise AlreadyAttends from error
    body = {"training": row.pk}
    append("training.attended", actor=actor.id, body=body, subject_id=subject_id)
    return view_of(row)
