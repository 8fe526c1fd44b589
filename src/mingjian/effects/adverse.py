"""A final decision becomes adverse information in the file; never by simple procedure (law 1)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from mingjian.effects.ending import ended
from mingjian.effects.known import item_on
from mingjian.effects.models import Adverse
from mingjian.effects.models.adverse import Finality
from mingjian.effects.of_record import shaped, standing, taken
from mingjian.effects.refusals import told
from mingjian.effects.target import End
from mingjian.effects.views import AdverseView, adverse_view
from mingjian.evidence.append import append
from mingjian.kernel.period import Period
from mingjian.policy.schema.base import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A record whose decision was served and became final on a day; `until` ends its keeping.

    `while_listed`: a black list on which the subject stands on that day keeps it longer.
    """

    record_id: UUID
    decision_number: str
    decided_on: date
    served_on: date
    final_on: date
    how: Finality
    until: date
    exit: Text
    remedy: Text
    actor: str
    while_listed: bool = False


@transaction.atomic
def make_adverse(finding: Finding) -> AdverseView:
    """Make the adverse information; it begins with the day of finality, by itself.

    Raises:
        NoSuchEffect: nothing stands of the record.
        GateShut: the item is not adverse, the code not in use, no basis, simple procedure...
        AlreadyThere: it is adverse information already.
        LogUnavailable: nothing was made.
    """
    record = standing(finding.record_id)
    row = taken(Adverse(), record, item_on(record.item, finding.decided_on))
    shaped(row, Period(finding.final_on, finding.until), finding.exit, finding.remedy)
    row.decision_number, row.decided_on = finding.decision_number, finding.decided_on
    row.served_on = finding.served_on
    row.final_on, row.how, row.actor = finding.final_on, finding.how, finding.actor
    row.while_listed = finding.while_listed
    with told():
        row.save(force_insert=True)
    body = {"adverse": row.pk, "record": str(row.record_id), "final_on": str(row.final_on)}
    body |= {"how": str(row.how), "until": finding.until.isoformat()}
    append("adverse.made", actor=row.actor, body=body, subject_id=row.subject_id)
    return adverse_view(row)


@transaction.atomic
def end_adverse(adverse_id: int, end: End) -> AdverseView:
    """End the adverse information before its time.

    Raises:
        NoSuchEffect, AlreadyOver, GateShut, LogUnavailable: as every end.
    """
    return adverse_view(ended(Adverse.objects.filter(pk=adverse_id), end, kind="adverse.ended"))


def find_adverse(record_id: UUID) -> AdverseView | None:
    """The adverse information that the record is now, ended or not begun as it may be."""
    row = Adverse.objects.filter(record_id=record_id).order_by("-pk").first()
    return None if row is None else adverse_view(row)
