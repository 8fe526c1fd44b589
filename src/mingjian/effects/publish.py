"""Publish decisions, and stop a publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from mingjian.effects.ending import ended
from mingjian.effects.known import among, versions_of
from mingjian.effects.models import KnownItem, Publication
from mingjian.effects.of_record import Standing, shaped, standing, taken
from mingjian.effects.refusals import told
from mingjian.effects.target import End
from mingjian.effects.views import PublicationView, publication_view
from mingjian.evidence.append import Entry, append_many
from mingjian.kernel.period import Period
from mingjian.policy.schema.base import Text


@dataclass(frozen=True, slots=True)
class Publishing:
    """A record to publish over `holds`, by the set of rules `rules` and in their class `grade`."""

    record_id: UUID
    decision_number: str
    decided_on: date
    holds: Period
    earliest_end: date | None
    grade: str
    rules: str
    exit: Text
    remedy: Text
    actor: str


def publish_record(publishing: Publishing) -> PublicationView:
    """Publish the record from the first to the last day, by themselves.

    Raises:
        NoSuchEffect: nothing stands of the record.
        GateShut: the item is not public, simple procedure, no basis, code not in use...
        AlreadyThere: it is published already.
        LogUnavailable: nothing was published.
    """
    return publish_all([(standing(publishing.record_id), publishing)])[0]


@transaction.atomic
def publish_all(ones: Sequence[tuple[Standing, Publishing]]) -> list[PublicationView]:
    """Publish many records, with three statements for a thousand.

    Raises:
        GateShut, AlreadyThere, LogUnavailable: as `publish_record`; then none was published.
    """
    items = versions_of(record.item for record, _ in ones)
    rows = [
        _row(record, given, among(items, record.item, given.decided_on)) for record, given in ones
    ]
    with told():
        Publication.objects.bulk_create(rows)
    append_many(map(_logged, rows))
    return [publication_view(row) for row in rows]


@transaction.atomic
def stop_publication(record_id: UUID, end: End) -> PublicationView:
    """Stop the publication of the record; `end.why` is what the public page may say.

    Raises:
        NoSuchEffect: it is not published, or was stopped.
        GateShut, LogUnavailable: as every end.
    """
    open_one = Publication.objects.filter(record_id=record_id, ended_on=None)
    return publication_view(ended(open_one, end, kind="publication.stopped"))


def find_publication(record_id: UUID) -> PublicationView | None:
    """The latest publication of the record, ended or not begun as it may be."""
    return find_publications([record_id]).get(record_id)


def find_publications(record_ids: Sequence[UUID]) -> dict[UUID, PublicationView]:
    """The latest publication of each record that has one."""
    rows = Publication.objects.filter(record_id__in=record_ids).order_by("record_id", "-pk")
    return {row.record_id: publication_view(row) for row in rows.distinct("record_id")}


def _row(record: Standing, given: Publishing, item: KnownItem | None) -> Publication:
    row = shaped(taken(Publication(), record, item), given.holds, given.exit, given.remedy)
    row.decision_number, row.decided_on = given.decision_number, given.decided_on
    row.earliest_end, row.grade = given.earliest_end, given.grade
    row.rules, row.actor = given.rules, given.actor
    return row


def _logged(row: Publication) -> Entry:
    body = {"publication": row.pk, "record": str(row.record_id), "rules": row.rules}
    body |= {"from": str(row.holds.lower), "to": str(row.holds.upper)}
    return Entry("decision.published", row.actor, body, row.subject_id)
