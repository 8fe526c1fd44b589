"""A final decision becomes adverse information in the file; never by simple procedure (law 1)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from mingjian.effects.ending import ended
from mingjian.effects.known import among, versions_of
from mingjian.effects.models import Adverse, KnownItem
from mingjian.effects.models.adverse import Finality
from mingjian.effects.of_record import Standing, shaped, standing, taken
from mingjian.effects.refusals import told
from mingjian.effects.target import End
from mingjian.effects.views import AdverseView, adverse_view
from mingjian.evidence.append import Entry, append_many
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


def make_adverse(finding: Finding) -> AdverseView:
    """Make the adverse information; it begins with the day of finality, by itself.

    Raises:
        NoSuchEffect: nothing stands of the record.
        GateShut: the item is not adverse, the code not in use, no basis, simple procedure...
        AlreadyThere: it is adverse information already.
        LogUnavailable: nothing was made.
    """
    return make_each([(standing(finding.record_id), finding)])[0]


@transaction.atomic
def make_each(ones: Sequence[tuple[Standing, Finding]]) -> list[AdverseView]:
    """Make many, with three statements for a thousand.

    Raises:
        GateShut, AlreadyThere, LogUnavailable: as `make_adverse`; then none was made.
    """
    items = versions_of(record.item for record, _ in ones)
    rows = [
        _row(record, given, among(items, record.item, given.decided_on)) for record, given in ones
    ]
    with told():
        Adverse.objects.bulk_create(rows)
    append_many(map(_logged, rows))
    return [adverse_view(row) for row in rows]


@transaction.atomic
def end_adverse(adverse_id: int, end: End) -> AdverseView:
    """End the adverse information before its time.

    Raises:
        NoSuchEffect, AlreadyOver, GateShut, LogUnavailable: as every end.
    """
    return adverse_view(ended(Adverse.objects.filter(pk=adverse_id), end, kind="adverse.ended"))


def find_adverse(record_id: UUID) -> AdverseView | None:
    """The adverse information that the record is now, ended or not begun as it may be."""
    return find_each([record_id]).get(record_id)


def find_each(record_ids: Collection[UUID]) -> dict[UUID, AdverseView]:
    """The same of each record that is, or was, some."""
    rows = Adverse.objects.filter(record_id__in=record_ids).order_by("record_id", "-pk")
    return {row.record_id: adverse_view(row) for row in rows.distinct("record_id")}


def _row(record: Standing, finding: Finding, item: KnownItem | None) -> Adverse:
    row = taken(Adverse(), record, item)
    shaped(row, Period(finding.final_on, finding.until), finding.exit, finding.remedy)
    row.decision_number, row.decided_on = finding.decision_number, finding.decided_on
    row.served_on = finding.served_on
    row.final_on, row.how, row.actor = finding.final_on, finding.how, finding.actor
    row.while_listed = finding.while_listed
    return row


def _logged(row: Adverse) -> Entry:
    body = {"adverse": row.pk, "record": str(row.record_id), "final_on": str(row.final_on)}
    body |= {"how": str(row.how), "until": row.holds.upper.isoformat()}
    return Entry("adverse.made", row.actor, body, row.subject_id)
