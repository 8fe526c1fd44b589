"""Training for repair (task 15 of the plan): sessions, attendance, certificates."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.cases.models import Attendance, Training
from mingjian.cases.problems import (
    AlreadyAttends,
    AlreadyCertified,
    NoSuchTraining,
    NotHeldYet,
    UnfitTraining,
)
from mingjian.evidence.append import append
from mingjian.papers.draft import Addressee, Draft
from mingjian.papers.make import make
from mingjian.papers.models import Channel
from mingjian.papers.send import send
from mingjian.registry.find import subject

RIGHT = "case.oversee"


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """An organisation at a session. `certificate` None: not certified."""

    subject_id: int
    certificate: int | None


@dataclass(frozen=True, slots=True)
class TrainingView:
    """A session with those who took part."""

    id: int
    unit_id: str
    title: str
    held_on: date
    place: str
    attended: tuple[AttendanceView, ...]


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
    return _view(row)


@transaction.atomic
def attend(training_id: int, subject_id: int, actor: Actor) -> TrainingView:
    """Record that an organisation took part, on the day or later.

    Raises:
        UnderRule, NoSuchTraining: not the actor's.
        NotHeldYet: the session lies ahead.
        AlreadyAttends: it is recorded.
        UnfitTraining: the organisation is not in the registry.
    """
    row = _found(training_id, actor)
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
    return _view(row)


@transaction.atomic
def certify(training_id: int, subject_id: int, actor: Actor) -> TrainingView:
    """Issue the certificate and send it to the organisation.

    Raises:
        UnderRule, NoSuchTraining: not the actor's, or it did not take part.
        AlreadyCertified: it has its certificate.
    """
    row = _found(training_id, actor)
    attendance = row.attendances.select_for_update(no_key=True).filter(subject_id=subject_id)
    found = attendance.first()
    if found is None:
        raise NoSuchTraining(what=str(training_id), training=training_id)
    if found.certificate_id is not None:
        raise AlreadyCertified
    paper = make(_certificate(row, subject_id, actor))
    found.certificate_id = paper.id
    found.save(update_fields=["certificate_id"])
    send(paper.id, Addressee(subject_id=subject_id), Channel.INBOX, actor=actor.id)
    return _view(row)


def trainings(since: date, until: date) -> list[TrainingView]:
    """The sessions of a period, both days included, the latest first."""
    rows = Training.objects.filter(held_on__gte=since, held_on__lte=until)
    return [_view(row) for row in rows.order_by("-held_on", "-pk")]


def trained(subject_id: int, on: date) -> bool:
    """Whether the organisation holds a certificate of a session held by that day."""
    held = Attendance.objects.filter(subject_id=subject_id, training__held_on__lte=on)
    return held.exclude(certificate=None).exists()


def _found(training_id: int, actor: Actor) -> Training:
    row = Training.objects.filter(pk=training_id).first()
    if row is None:
        raise NoSuchTraining(what=str(training_id), training=training_id)
    require(actor, RIGHT, unit_id=row.unit_id)
    return row


def _certificate(row: Training, subject_id: int, actor: Actor) -> Draft:
    about = subject(subject_id)
    facts = {"name": about.name if about else "", "matter": row.title}
    return Draft(
        kind="training_certificate",
        title="信用修复培训证书",
        actor=actor.id,
        unit_id=row.unit_id,
        subject_id=subject_id,
        facts=facts,
        signed_by=actor.name,
        signed_on=timezone.localdate(),
    )


def _view(row: Training) -> TrainingView:
    attended = row.attendances.order_by("pk").values_list("subject_id", "certificate_id")
    views = tuple(AttendanceView(*one) for one in attended)
    return TrainingView(row.pk, row.unit_id, row.title, row.held_on, row.place, views)
