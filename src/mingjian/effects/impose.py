"""Impose a measure on an organisation, and lift it."""

from dataclasses import dataclass

from django.db import transaction

from mingjian.effects.ending import ended
from mingjian.effects.gate import SixParts
from mingjian.effects.gated import filled, told_of
from mingjian.effects.known import edition_of, measure_now
from mingjian.effects.models import Measure
from mingjian.effects.refusals import told
from mingjian.effects.target import End
from mingjian.effects.views import MeasureView, measure_view
from mingjian.evidence.append import append


@dataclass(frozen=True, slots=True)
class Imposition:
    """Which measure for whom, by which unit; for an entry, or by a decision of its own."""

    measure_id: str
    subject_id: int
    unit_id: str
    parts: SixParts
    actor: str
    entry_id: int | None = None
    case_id: int | None = None


@transaction.atomic
def impose(imposition: Imposition) -> MeasureView:
    """Make the measure, if the gate lets it.

    Raises:
        GateShut: article, term, decision, notice or entry do not do; the rule is named.
        LogUnavailable: nothing was imposed.
    """
    given = imposition
    row = filled(Measure(measure_id=given.measure_id, subject_id=given.subject_id), given.parts)
    row.unit_id, row.actor, row.case_id = given.unit_id, given.actor, given.case_id
    row.entry_id = given.entry_id
    row.edition_id = edition_of(measure_now(given.measure_id))
    with told():
        row.save(force_insert=True)
    body = {"imposed": row.pk, "measure": row.measure_id, "entry": row.entry_id}
    body |= told_of(given.parts)
    append("measure.imposed", actor=row.actor, body=body, subject_id=row.subject_id)
    return measure_view(row)


@transaction.atomic
def lift(imposed_id: int, end: End) -> MeasureView:
    """End the measure.

    Raises:
        NoSuchEffect, AlreadyOver: there is nothing to end.
        GateShut: the end has no reason or basis.
        LogUnavailable: nothing ended.
    """
    return measure_view(ended(Measure.objects.filter(pk=imposed_id), end, kind="measure.lifted"))
