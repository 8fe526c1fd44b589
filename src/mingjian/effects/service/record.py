"""Record how decisions were served, one or a thousand, and make final what is final thereby."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from mingjian.effects.adverse import find_each
from mingjian.effects.finalise import finalise_all, withdraw_outdated
from mingjian.effects.models import ServedDecision
from mingjian.effects.of_record import Standing, standing
from mingjian.effects.problems import AlreadyThere, GateShut
from mingjian.effects.refusals import told
from mingjian.effects.service.anew import is_anew, tell_anew
from mingjian.effects.service.correction import Correction, must_be_told, tell
from mingjian.effects.service.given import Served
from mingjian.effects.service.known import services_of
from mingjian.effects.service.outcome import Outcome, Recorded
from mingjian.effects.service.plan import Writing, planned
from mingjian.effects.views import AdverseView
from mingjian.evidence.append import Entry, append_many
from mingjian.kernel.problem import Problem


@transaction.atomic
def record_service(served: Served, on: date, *, actor: str) -> AdverseView | None:
    """Record how the decision was served, and go on as `finalise`.

    Raises:
        NoSuchEffect: nothing stands of the record.
        AlreadyThere: the same is recorded; as ServiceKnown: something else, and no reason is given.
        ServedAhead, ServedTooEarly: it cannot have been served on that day.
        GateShut: the record cannot be adverse information.
        LogUnavailable: nothing was recorded.
    """
    (done,) = record_services([(standing(served.record_id), served)], on, actor=actor)
    if isinstance(done, Problem):
        raise done
    if done.what == "unchanged":
        raise AlreadyThere
    return done.adverse


@transaction.atomic
def record_services(
    ones: Sequence[tuple[Standing, Served]], on: date, *, actor: str
) -> list[Outcome]:
    """Record those of different records that can be, with a few statements for many.

    The others come back as what is in their way, and change nothing.

    Raises:
        LogUnavailable: nothing was recorded.
    """
    known = services_of([record.record_id for record, _ in ones])
    plans = [planned(record, given, known.get(record.record_id), actor) for record, given in ones]
    written = _written([one for one in plans if isinstance(one, Writing)], on, actor)
    return [written[one.record.record_id] if isinstance(one, Writing) else one for one in plans]


def _written(ones: Sequence[Writing], on: date, actor: str) -> dict[UUID, Outcome]:
    """Write them; those that the database refuses say why. A batch with one is halved."""
    if not ones:
        return {}
    try:
        return _write(ones, on, actor)
    except (GateShut, AlreadyThere) as problem:
        if len(ones) == 1:
            return {ones[0].record.record_id: problem}
        middle = len(ones) // 2
        return _written(ones[:middle], on, actor) | _written(ones[middle:], on, actor)


@transaction.atomic
def _write(ones: Sequence[Writing], on: date, actor: str) -> dict[UUID, Outcome]:
    with told():
        ServedDecision.objects.bulk_create([one.row for one in ones])
    corrections = {one.record.record_id: _correction(one, on) for one in ones}
    append_many(_logged(one, corrections[one.record.record_id]) for one in ones)
    for one in filter(None, corrections.values()):
        withdraw_outdated(one.record, one.row, on, actor=actor)
    known = find_each(corrections)
    made = finalise_all([one.record for one in ones], on, actor=actor)
    return {
        number: _done(number, correction, adverse, known.get(number))
        for (number, correction), adverse in zip(corrections.items(), made, strict=True)
    }


def _correction(one: Writing, on: date) -> Correction | None:
    if one.before is None:
        return None
    told = must_be_told(one.record, one.row, one.before)
    return Correction(one.record, one.row, one.before, told, on)


def _done(
    number: UUID,
    correction: Correction | None,
    adverse: AdverseView | None,
    known: AdverseView | None,
) -> Recorded:
    if correction is None:
        return Recorded(number, "recorded", adverse)
    actor, told = correction.row.actor, correction.receivers
    tell(correction, adverse, actor=actor)
    if not told and adverse is not None and is_anew(adverse, known):
        told = tell_anew(correction.record, adverse, correction.on, actor=actor)
    return Recorded(number, "corrected", adverse, told)


def _logged(one: Writing, correction: Correction | None) -> Entry:
    row = one.row
    body: dict[str, object] = {"record": str(row.record_id), **_said(row)}
    if correction is None:
        return Entry("decision.served", row.actor, body, row.subject_id)
    body |= {"seq": row.seq, "reason": row.reason, "before": _said(correction.before)}
    body |= {"receivers": list(correction.receivers)}
    return Entry("decision.service_corrected", row.actor, body, row.subject_id)


def _said(row: ServedDecision) -> dict[str, object]:
    """The day is None where it is not known."""
    day = row.served_on and row.served_on.isoformat()
    return {"on": day, "procedure": row.procedure, "how": row.how, "told": row.told}
