"""What the platform does when a time runs out, and whom it reminds."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from django.db import transaction
from django.utils import timezone

from mingjian.cases.course import almanac, course
from mingjian.cases.doing import Doing
from mingjian.cases.engine.silence import Silence, due_silences
from mingjian.cases.expiry import ACTOR, ended_by_term, tell_of_end
from mingjian.cases.models import Case, Reminder
from mingjian.cases.move import prepare
from mingjian.cases.problems import SilenceBroke
from mingjian.cases.procedures import procedure_of
from mingjian.cases.record import record
from mingjian.evidence.append import append

What = TypeVar("What")
Done = TypeVar("Done")
_LOG: Final = logging.getLogger(__name__)
# A silence may bring another clock to its end; a circle in a pack must not keep the job busy.
_AT_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Silenced:
    """What one round did: steps taken, overdue clocks told of, steps of packs that it refused.

    `expired`: cases opened for entries whose term has ended.
    """

    taken: int
    reminded: int
    refused: int
    expired: int = 0


def silence() -> Silenced:
    """Go through all open cases, each in a transaction of its own.

    The office's silence takes no step to the applicant's harm (law 10): what a pack asks for
    beyond that is refused and told, and the case stays open.

    Raises:
        SilenceBroke: some cases could not be looked at; all others were.
    """
    waiting = Case.objects.filter(closed_on=None).order_by("pk").values_list("pk", flat=True)
    broken: list[int | str] = []
    found = [done for number in waiting if (done := _tried(_one, number, number, broken))]
    over = [_tried(tell_of_end, entry, f"entry {entry.id}", broken) for entry in ended_by_term()]
    if broken:
        raise SilenceBroke(cases=broken)
    taken, reminded, refused = (sum(column) for column in zip(*found, (0, 0, 0), strict=True))
    return Silenced(taken, reminded, refused, sum(map(bool, over)))


def _tried(
    act: Callable[[What], Done], what: What, name: int | str, broken: list[int | str]
) -> Done | None:
    """One damaged case must not keep the others waiting."""
    try:
        return act(what)
    except Exception:  # noqa: BLE001 - whatever it is, it is told and the others go on
        _LOG.exception("%s %s: its time could not be judged", act, name)
        broken.append(name)
        return None


@transaction.atomic
def _one(case_id: int) -> tuple[int, int, int]:
    case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
    taken, reminded = 0, 0
    due = _due(case)
    for _ in range(_AT_MOST):
        reminded += sum(_reminded(case, one) for one in due)
        step = next((one for one in due if one.step is not None), None)
        if step is None or step.step is None:
            break
        means = step.running.clock.silence.means
        record(prepare(case, step.step.id, Doing(reason=means.zh), ACTOR))
        taken += 1
        case.refresh_from_db()
        due = _due(case)
    return taken, reminded, _refused(case, due)


def _due(case: Case) -> tuple[Silence, ...]:
    today = timezone.localdate()
    return due_silences(procedure_of(case), course(case.pk), today, almanac())


def _reminded(case: Case, one: Silence) -> bool:
    """Told once for each last day that the office missed; who acts then clears it by acting."""
    clock, due = one.running.clock, one.running.due
    if clock.on != "office" or due is None or _told(case, clock.id, due.day):
        return False
    today = timezone.localdate()
    body = {"case": case.pk, "number": case.number, "unit": case.unit_id, "clock": clock.id}
    body |= {"due_on": due.day.isoformat(), "overdue_by": one.running.overdue_by}
    entry = append("case.overdue", actor=ACTOR.id, body=body, subject_id=case.subject_id)
    Reminder.objects.create(case=case, clock=clock.id, due_on=due.day, day=today, entry_id=entry)
    return True


def _told(case: Case, clock: str, due_on: date) -> bool:
    return Reminder.objects.filter(case=case, clock=clock, due_on=due_on).exists()


def _refused(case: Case, due: tuple[Silence, ...]) -> int:
    refused = [one.running.clock for one in due if one.refused]
    for clock in refused:
        _LOG.error(
            "case %s: the pack's step %s on silence would harm the subject and was refused",
            case.pk,
            clock.silence.step,
        )
    return len(refused)
