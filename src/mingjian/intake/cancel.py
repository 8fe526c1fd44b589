"""Ask for the work on a submission to stop; nothing of it will be posted."""

from django.db import transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.accounts.scope import narrow
from mingjian.evidence.append import append
from mingjian.intake.models import Submission
from mingjian.intake.refusals import AlreadyFinished, NoSuchSubmission
from mingjian.intake.stage import FINAL, Stage


@transaction.atomic
def cancel(actor: Actor, submission_id: int) -> Submission:
    """Ask for a stop; the worker hears it within a second. Asking twice changes nothing.

    Raises:
        NoSuchSubmission, UnderRule: not to be seen, or not to be cancelled, by this actor.
        AlreadyFinished: it was posted, failed or cancelled before.
    """
    reach = narrow(Submission.objects.all(), actor, "intake.read", "unit_id", "actor")
    found = reach.select_for_update(no_key=True).filter(pk=submission_id).first()
    if found is None:
        raise NoSuchSubmission(submission=submission_id)
    require(actor, "intake.send", unit_id=found.unit_id, owner=found.actor)
    if found.stage in FINAL:
        raise AlreadyFinished(stage=Stage(found.stage).label)
    if found.cancel_requested_at is None:
        found.cancel_requested_at = timezone.now()
        found.save(update_fields=["cancel_requested_at"])
        append("submission.cancel_requested", actor=actor.id, body={"submission": found.pk})
    return found
