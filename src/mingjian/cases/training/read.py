"""Sessions and who took part; whether an organisation was trained."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.cases.models import Attendance, Training
from mingjian.cases.problems import NoSuchTraining

RIGHT: Final = "case.oversee"


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


def trainings(since: date, until: date) -> list[TrainingView]:
    """The sessions of a period, both days included, the latest first."""
    rows = Training.objects.filter(held_on__gte=since, held_on__lte=until)
    return [view_of(row) for row in rows.order_by("-held_on", "-pk")]


def trained(subject_id: int, on: date) -> bool:
    """Whether the organisation holds a certificate of a session held by that day."""
    held = Attendance.objects.filter(subject_id=subject_id, training__held_on__lte=on)
    return held.exclude(certificate=None).exists()


def session_of(training_id: int, actor: Actor) -> Training:
    """The row of a session that the actor may write to.

    Raises:
        UnderRule, NoSuchTraining: not the actor's, or not there.
    """
    row = Training.objects.filter(pk=training_id).first()
    if row is None:
        raise NoSuchTraining(what=str(training_id), training=training_id)
    require(actor, RIGHT, unit_id=row.unit_id)
    return row


def view_of(row: Training) -> TrainingView:
    """The session with those who took part, in the order in which they were recorded."""
    attended = row.attendances.order_by("pk").values_list("subject_id", "certificate_id")
    views = tuple(AttendanceView(*one) for one in attended)
    return TrainingView(row.pk, row.unit_id, row.title, row.held_on, row.place, views)
