"""What comes into the file after a correction that left it open is told as the correction was."""

from datetime import date
from uuid import UUID

from django.db import transaction

from mingjian.effects.adverse import find_adverse
from mingjian.effects.finalise import finalise
from mingjian.effects.models import ServedDecision, ToldCorrection
from mingjian.effects.of_record import Standing, standing
from mingjian.effects.service.correction import Correction, receivers_of, tell
from mingjian.effects.views import AdverseView


@transaction.atomic
def finalise_and_tell(record_id: UUID, on: date, *, actor: str) -> AdverseView | None:
    """As `finalise`; whoever was told of a correction is told of what was made after it.

    Raises:
        NoSuchEffect, GateShut: as `finalise`.
        LogUnavailable: nothing was made and nobody told.
    """
    before, made = find_adverse(record_id), finalise(record_id, on, actor=actor)
    if made is not None and is_anew(made, before):
        tell_anew(standing(record_id), made, on, actor=actor)
    return made


def is_anew(made: AdverseView, before: AdverseView | None) -> bool:
    """Whether it was not there before, under this number."""
    return before is None or before.id != made.id


def tell_anew(record: Standing, made: AdverseView, on: date, *, actor: str) -> tuple[str, ...]:
    """Tell the receivers of information that has just been made; which units got notice.

    None where no correction was told: then nobody heard that it was open.

    Raises:
        LogUnavailable: nothing was sent.
    """
    told = ToldCorrection.objects.filter(served__record_id=record.record_id)
    last = told.select_related("served").order_by("served__seq").last()
    if last is None:
        return ()
    row = last.served
    before = ServedDecision.objects.get(record_id=row.record_id, seq=row.seq - 1)
    units = receivers_of(record)
    tell(Correction(record, row, before, units, on, made), made, actor=actor)
    return units
