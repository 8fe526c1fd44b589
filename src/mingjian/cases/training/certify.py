"""Issue a certificate and send it."""

from django.db import transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.cases.models import Training
from mingjian.cases.problems import AlreadyCertified, NoSuchTraining
from mingjian.cases.training.read import TrainingView, session_of, view_of
from mingjian.papers.draft import Addressee, Draft
from mingjian.papers.make import make
from mingjian.papers.models import Channel
from mingjian.papers.send import send
from mingjian.registry.find import subject


@transaction.atomic
def certify(training_id: int, subject_id: int, actor: Actor) -> TrainingView:
    """Issue the certificate and send it to the organisation.

    Raises:
        UnderRule, NoSuchTraining: not the actor's, or it did not take part.
        AlreadyCertified: it has its certificate.
    """
    row = session_of(training_id, actor)
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
    return view_of(row)


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
