"""What is to be written of an answer about the service of a decision, if anything."""

from dataclasses import dataclass

from django.utils import timezone

from mingjian.effects.models import ServedDecision
from mingjian.effects.of_record import Standing
from mingjian.effects.penalty import filed
from mingjian.effects.service.given import Served
from mingjian.effects.service.known import COUNTS, says_the_same
from mingjian.effects.service.outcome import Outcome, Recorded
from mingjian.effects.service.problems import ServedAhead, ServedTooEarly, ServiceKnown
from mingjian.effects.service.wording import in_words
from mingjian.kernel.problem import Problem


@dataclass(frozen=True, slots=True)
class Writing:
    """A row to be written, and what counted of the record before it (None: the first word)."""

    record: Standing
    row: ServedDecision
    before: ServedDecision | None


def planned(
    record: Standing, served: Served, before: ServedDecision | None, actor: str
) -> Writing | Outcome:
    """The row to write; or that it is known already, or what stands in its way."""
    try:
        _require_day(record, served)
    except Problem as problem:
        return problem
    if before is not None and says_the_same(before, served):
        return Recorded(record.record_id, "unchanged")
    if before is not None and not served.reason.strip():
        return _differs(before)
    return Writing(record, _row(record, served, before, actor), before)


def _require_day(record: Standing, served: Served) -> None:
    day, decided = served.served_on, filed(record.payload).decided_on
    if day is not None and day > timezone.localdate():
        raise ServedAhead(place="served_on", served_on=day)
    if day is not None and day < decided:
        raise ServedTooEarly(place="served_on", served_on=day, decided_on=decided)


def _differs(before: ServedDecision) -> ServiceKnown:
    words = in_words(before)
    return ServiceKnown(place="reason", recorded=words.zh, recorded_en=words.en)


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
