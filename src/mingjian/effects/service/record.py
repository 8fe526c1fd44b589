"""Record how decisions were served, one or a thousand, and make final what is final thereby."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingjian.effects.finalise import finalise_all, withdraw_outdated
from mingjian.effects.models import ServedDecision
from mingjian.effects.of_record import Standing, standing
from mingjian.effects.penalty import filed
from mingjian.effects.problems import AlreadyThere, GateShut
from mingjian.effects.refusals import told
from mingjian.effects.service.given import Served
from mingjian.effects.service.known import COUNTS, says_the_same, services_of
from mingjian.effects.service.problems import ServedAhead, ServedTooEarly, ServiceKnown
from mingjian.effects.views import AdverseView
from mingjian.evidence.append import Entry, append_many
from mingjian.kernel.problem import Problem

What = Literal["recorded", "corrected", "unchanged"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one answer, and the adverse information that there is now."""

    record_id: UUID
    what: What
    adverse: AdverseView | None = None


Outcome = Recorded | Problem


@dataclass(frozen=True, slots=True)
class _Writing:
    record: Standing
    row: ServedDecision
    before: ServedDecision | None


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
    planned = [
        _planned(record, given, known.get(record.record_id), actor) for record, given in ones
    ]
    written = _written([one for one in planned if isinstance(one, _Writing)], on, actor)
    return [written[one.record.record_id] if isinstance(one, _Writing) else one for one in planned]


def _planned(
    record: Standing, served: Served, before: ServedDecision | None, actor: str
) -> _Writing | Outcome:
    try:
        _require_day(record, served)
    except Problem as problem:
        return problem
    if before is not None and says_the_same(before, served):
        return Recorded(record.record_id, "unchanged")
    if before is not None and not served.reason.strip():
        return _differs(before)
    return _Writing(record, _row(record, served, before, actor), before)


def _require_day(record: Standing, served: Served) -> None:
    day, decided = served.served_on, filed(record.payload).decided_on
    if day is not None and day > timezone.localdate():
        raise ServedAhead(place="served_on", served_on=day)
    if day is not None and day < decided:
        raise ServedTooEarly(place="served_on", served_on=day, decided_on=decided)


def _differs(before: ServedDecision) -> ServiceKnown:
    told_zh, told_en = ("已告知", "told") if before.told else ("未告知", "not told")
    day, how = before.served_on or "—", before.get_how_display() or "—"
    zh = f"{day}、{how}、{before.get_procedure_display()}、{told_zh}救济途径"
    en = f"{day}, {before.how or '—'}, {before.procedure}, remedies {told_en}"
    return ServiceKnown(place="reason", recorded=zh, recorded_en=en)


def _row(
    record: Standing, served: Served, before: ServedDecision | None, actor: str
) -> ServedDecision:
    row = ServedDecision(record_id=record.record_id, subject_id=record.subject_id, actor=actor)
    for name in COUNTS:
        setattr(row, name, getattr(served, name))
    if before is not None:
        row.seq, row.reason = before.seq + 1, served.reason.strip()
        row.how = served.how or before.how
    return row


def _written(ones: Sequence[_Writing], on: date, actor: str) -> dict[UUID, Outcome]:
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
def _write(ones: Sequence[_Writing], on: date, actor: str) -> dict[UUID, Outcome]:
    with told():
        ServedDecision.objects.bulk_create([one.row for one in ones])
    append_many(map(_logged, ones))
    for one in ones:
        if one.before is not None:
            withdraw_outdated(one.record, one.row, on, actor=actor)
    made = finalise_all([one.record for one in ones], on, actor=actor)
    return {
        one.record.record_id: Recorded(one.record.record_id, _what(one), adverse)
        for one, adverse in zip(ones, made, strict=True)
    }


def _what(one: _Writing) -> What:
    return "recorded" if one.before is None else "corrected"


def _logged(one: _Writing) -> Entry:
    row, before = one.row, one.before
    body: dict[str, object] = {"record": str(row.record_id), **_said(row)}
    if before is None:
        return Entry("decision.served", row.actor, body, row.subject_id)
    body |= {"seq": row.seq, "reason": row.reason, "before": _said(before)}
    return Entry("decision.service_corrected", row.actor, body, row.subject_id)


def _said(row: ServedDecision) -> dict[str, object]:
    """The day is None where it is not known."""
    day = row.served_on and row.served_on.isoformat()
    return {"on": day, "procedure": row.procedure, "how": row.how, "told": row.told}
