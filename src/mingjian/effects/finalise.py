"""A decision whose service is known becomes adverse information when it is final, by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from mingjian.effects.adverse import Finding, end_adverse, find_adverse, find_each, make_each
from mingjian.effects.final_day import Contests, contests_of, final_day
from mingjian.effects.judge import Kept, judged_retention, limits_on
from mingjian.effects.marks import move_marks
from mingjian.effects.models import ServedDecision
from mingjian.effects.of_record import Standing, standing
from mingjian.effects.penalty import filed
from mingjian.effects.problems import GateShut
from mingjian.effects.rules.limits import Limits
from mingjian.effects.service.known import services_of
from mingjian.effects.target import End
from mingjian.effects.views import AdverseView
from mingjian.effects.wording import (
    ADVERSE_EXIT,
    FINALITY_BASIS,
    NOT_FINAL,
    REMEDY,
    SERVICE_CORRECTED,
)

COMES_AGAIN: Final = frozenset({NOT_FINAL, SERVICE_CORRECTED})
"""Reasons after which the information may come on another day; after any other it is over."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """On which day it is asked, by whom, and what finality is computed from beside the service."""

    on: date
    actor: str
    limits: Limits
    contests: Contests


def finalise(record_id: UUID, on: date, *, actor: str) -> AdverseView | None:
    """Make the adverse information that begins with the day of finality; None while none can be.

    The day is stored at once when it is certain and nothing is contested: a contest filed before
    it takes it away. What is not certain yet is asked again by the daily job.

    Raises:
        NoSuchEffect: nothing stands of the record.
        GateShut: the record cannot be adverse information.
        LogUnavailable: nothing was made.
    """
    known = find_adverse(record_id)
    if known is not None and not _may_come(known):
        return _standing_one(known)
    if record_id not in services_of([record_id]):
        return None
    return finalise_all([standing(record_id)], on, actor=actor)[0]


@transaction.atomic
def finalise_all(records: Sequence[Standing], on: date, *, actor: str) -> list[AdverseView | None]:
    """As `finalise`, of many records whose service is known.

    What was information before and cannot begin again, as its code was returned since, stays ended:
    a correction of its service is not hindered by that.

    Raises:
        GateShut: one of the records cannot be adverse information; then none was made.
        LogUnavailable: nothing was made.
    """
    numbers = [record.record_id for record in records]
    known, rows = find_each(numbers), services_of(numbers)
    asked = _Asked(on, actor, limits_on(on), contests_of(numbers))
    found = [
        (record, finding)
        for record in records
        if _may_come(known.get(record.record_id))
        and (finding := _finding(record, rows[record.record_id], asked)) is not None
    ]
    made = {one.record_id: one for one in _made(found, known)}
    for number in made.keys() & known.keys():
        move_marks(made[number], actor=actor)
    return [made.get(number) or _standing_one(known.get(number)) for number in numbers]


def _made(
    found: Sequence[tuple[Standing, Finding]], known: Mapping[UUID, AdverseView]
) -> list[AdverseView]:
    try:
        return make_each(found)
    except GateShut:
        if len(found) == 1 and found[0][0].record_id in known:
            return []
        raise


def withdraw_outdated(record: Standing, row: ServedDecision, on: date, *, actor: str) -> None:
    """End the information that a corrected service does not bear out, or not from that day.

    It ends with the day on which it would have begun: as we know now, it never was in force.

    Raises:
        LogUnavailable: nothing ended.
    """
    known = find_adverse(record.record_id)
    if known is None or known.end is not None:
        return
    contests = contests_of([record.record_id])
    finding = _finding(record, row, _Asked(on, actor, limits_on(on), contests))
    if finding is None or (finding.served_on, finding.final_on) != (
        known.served_on,
        known.holds.start,
    ):
        end_adverse(known.id, End(known.holds.start, SERVICE_CORRECTED, FINALITY_BASIS, actor))


def _may_come(known: AdverseView | None) -> bool:
    return known is None or (known.end is not None and known.end.why in COMES_AGAIN)


def _standing_one(known: AdverseView | None) -> AdverseView | None:
    return known if known is not None and known.end is None else None


def _finding(record: Standing, row: ServedDecision, asked: _Asked) -> Finding | None:
    """None while it is not final, or where it leaves the file before it would come into it."""
    made = filed(record.payload)
    reached = final_day(row, asked.contests.get(row.record_id, ()), asked.on, asked.limits)
    kept = judged_retention(made)
    if reached is None or not isinstance(kept, Kept):
        return None
    if kept.days.end is None or kept.days.end <= reached[0]:
        return None
    return Finding(
        record_id=row.record_id,
        decision_number=made.number,
        decided_on=made.decided_on,
        served_on=row.served_on or made.decided_on,
        final_on=reached[0],
        how=reached[1],
        until=kept.days.end,
        exit=ADVERSE_EXIT,
        remedy=REMEDY,
        actor=asked.actor,
        while_listed=kept.while_listed,
    )
