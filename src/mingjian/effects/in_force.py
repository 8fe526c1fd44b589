"""What is in force for an organisation on a day: computed from dates, never stored (law 4)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from mingjian.effects.kept import kept_on
from mingjian.effects.models import (
    Dispute,
    Entry,
    KnownList,
    KnownMeasure,
    Measure,
    Publication,
    Shield,
)
from mingjian.effects.views import (
    AdverseView,
    DisputeView,
    EntryView,
    MeasureView,
    PublicationView,
    ShieldView,
    adverse_view,
    dispute_view,
    entry_view,
    measure_view,
    publication_view,
    shield_view,
)
from mingjian.ledger.read import as_of

Row = TypeVar("Row", bound=Model)
_NOT_ENDED = Q(ended_on=None)


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds on the day. While there is a shield, nothing adverse is among it."""

    entries: tuple[EntryView, ...]
    adverse: tuple[AdverseView, ...]
    measures: tuple[MeasureView, ...]
    published: tuple[PublicationView, ...]
    disputed: tuple[DisputeView, ...]
    shielded: tuple[ShieldView, ...]


def in_force(subject_id: int, on: date) -> InForce:
    """What is in force for the subject on the day, as known now.

    A record that was withdrawn takes with it what it carried.
    """
    stand = {version.record_id for version in as_of(subject_id)}
    entries = [row for row in _on(Entry, subject_id, on) if row.source_record in {None, *stand}]
    gone = set(Entry.objects.filter(subject_id=subject_id).values_list("pk", flat=True))
    gone -= {row.pk for row in entries}
    measures = [row for row in _on(Measure, subject_id, on) if row.entry_id not in gone]
    shields = tuple(map(shield_view, _since(Shield, subject_id, on, "from_on")))
    if shields:
        entries, measures = _favourable_entries(entries), _favourable_measures(measures)
    return InForce(
        entries=tuple(map(entry_view, entries)),
        adverse=tuple(
            adverse_view(row)
            for row in ([] if shields else kept_on(subject_id, on))
            if row.record_id in stand
        ),
        measures=tuple(map(measure_view, measures)),
        published=tuple(
            publication_view(row)
            for row in _on(Publication, subject_id, on)
            if row.record_id in stand and not shields
        ),
        disputed=tuple(map(dispute_view, _since(Dispute, subject_id, on, "opened_on"))),
        shielded=shields,
    )


def _on(model: type[Any], subject_id: int, on: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.filter(subject_id=subject_id, holds__contains=on)
    return rows.filter(_NOT_ENDED | Q(ended_on__gt=on)).order_by("pk")


def _since(model: type[Any], subject_id: int, on: date, start: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.filter(**{"subject_id": subject_id, f"{start}__lte": on})
    return rows.filter(_NOT_ENDED | Q(ended_on__gt=on)).order_by("pk")


def _favourable_entries(rows: list[Entry]) -> list[Entry]:
    """A list whose colour is not known to be red is not shown."""
    red = set(KnownList.objects.filter(colour="red").values_list("list_id", "edition_id"))
    return [row for row in rows if (row.list_id, row.edition_id) in red]


def _favourable_measures(rows: list[Measure]) -> list[Measure]:
    kind = KnownMeasure.objects.filter(nature="incentive").values_list("measure_id", "edition_id")
    good = set(kind)
    return [row for row in rows if (row.measure_id, row.edition_id) in good]
