"""Open a question for each thing that no rule could tell of posted decisions (law 5)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from django.utils import timezone

from mingjian.effects.by_rules import Doubt
from mingjian.effects.judge import Kept, judged_retention
from mingjian.effects.models import Doubt as DoubtRow
from mingjian.effects.models.doubt import Missing
from mingjian.effects.of_record import Standing
from mingjian.effects.penalty import filed
from mingjian.effects.service.known import services_of
from mingjian.effects.wording import SERVICE_MISSING
from mingjian.policy.standing import policies

WORKING_DAYS: Final = 5
"""Until an answer is due: a house value like that of questions about rows; no law gives one."""


def open_doubts(submission_id: int, records: Sequence[Standing], unclear: Iterable[Doubt]) -> int:
    """Ask the units that delivered them, once; returns how many questions are new."""
    today = timezone.localdate()
    due = policies().calendar().add(today, WORKING_DAYS).day
    of = {one.record_id: one for one in records}
    asked = [(of[one.record_id], Missing.PUBLICATION, one.why) for one in unclear]
    asked += [(one, Missing.SERVICE, SERVICE_MISSING) for one in _unserved(records, today)]
    opened = DoubtRow.objects.filter(submission_id=submission_id, record_id__in=of)
    before = set(opened.values_list("record_id", "missing"))
    new = [one for one in asked if (one[0].record_id, one[1].value) not in before]
    rows = [_row(submission_id, *one, due) for one in new]
    DoubtRow.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _unserved(records: Sequence[Standing], today: date) -> Iterator[Standing]:
    """Records that the file would still keep, once their service and procedure were known."""
    served = services_of([one.record_id for one in records])
    for one in {one.record_id: one for one in records}.values():
        if one.record_id not in served and _would_keep(one, today):
            yield one


def _would_keep(one: Standing, today: date) -> bool:
    kept = judged_retention(filed(one.payload))
    return isinstance(kept, Kept) and (kept.days.end is None or kept.days.end > today)


def _row(submission_id: int, one: Standing, missing: Missing, why: str, due: date) -> DoubtRow:
    return DoubtRow(
        submission_id=submission_id,
        record_id=one.record_id,
        subject_id=one.subject_id,
        unit_id=one.unit_id,
        missing=missing,
        why=why,
        due_on=due,
    )
