"""Mark what an organisation objects to, at once; take the mark away when it is settled."""

from datetime import date

from django.db import transaction

from mingjian.effects.ending import ended
from mingjian.effects.models import Dispute
from mingjian.effects.problems import NotOfSubject
from mingjian.effects.refusals import told
from mingjian.effects.siblings import living, numbers_of
from mingjian.effects.target import End, Target
from mingjian.effects.views import DisputeView, dispute_view
from mingjian.effects.whose import whose
from mingjian.evidence.append import append


@transaction.atomic
def dispute(
    target: Target, case_id: int, *, on: date, actor: str, subject_id: int | None = None
) -> DisputeView:
    """Mark the target as disputed from a day on; every answer says so until it is settled.

    `subject_id`: who objects; None: whomever the target is about. Where adverse information came
    again on another day meanwhile, what is marked is the later number.

    Raises:
        NoSuchEffect: there is no such thing.
        NotOfSubject: it is about another subject than the one that objects.
        AlreadyThere: this case marked it already.
        LogUnavailable: nothing was marked.
    """
    about = whose(target).subject_id
    if subject_id not in {None, about}:
        raise NotOfSubject(what=f"{target.kind} {target.id}")
    target = living(target)
    row = Dispute(kind=target.kind, target=target.id, case_id=case_id, opened_on=on, actor=actor)
    row.subject_id = about
    with told():
        row.save(force_insert=True)
    body = {"dispute": row.pk, "kind": target.kind, "target": target.id, "case": case_id}
    append("dispute.marked", actor=actor, body=body, subject_id=row.subject_id)
    return dispute_view(row)


@transaction.atomic
def settle(target: Target, end: End) -> DisputeView:
    """Take away the mark that the case `end.case_id` put there; `end.why` says how it ended.

    Where adverse information came again on another day, the mark stands on the later number.

    Raises:
        NoSuchEffect: the case marked nothing there.
        AlreadyOver: it is settled.
        LogUnavailable: the mark stays.
    """
    cases = [end.case_id] if end.case_id else []
    marks = Dispute.objects.filter(
        kind=target.kind, target__in=numbers_of(target), case_id__in=cases
    )
    return dispute_view(ended(marks.order_by("-pk"), end, kind="dispute.settled"))
