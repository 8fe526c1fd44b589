"""Answer for many decisions at once, each by the unit that delivered it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.bulk.answers.at_once import AT_ONCE, in_parts
from mingjian.effects.doubts import ANSWER
from mingjian.effects.of_record import Standing, standings
from mingjian.effects.penalty import ITEM, filed
from mingjian.effects.problems import NoSuchEffect
from mingjian.effects.service.given import Served
from mingjian.effects.service.outcome import Outcome, Recorded
from mingjian.effects.service.problems import ServedTwice
from mingjian.effects.service.record import record_services
from mingjian.kernel.problem import Problem


@transaction.atomic
def answer_each(actor: Actor, given: Iterable[Served]) -> dict[UUID, Outcome]:
    """What became of the answer about each decision: good ones are recorded, the others say why.

    The same answer twice is one; the same decision answered differently is answered by none. What
    is recorded already stays as it is and is no problem.

    Raises:
        LogUnavailable: nothing was recorded.
    """
    answers, on = _by_record(given), timezone.localdate()
    found: dict[UUID, Outcome] = {}
    for numbers in in_parts(answers, AT_ONCE):
        records = standings(numbers)
        judged = {n: _fit(actor, records.get(n), n, answers[n]) for n in numbers}
        good = {n: one for n, one in judged.items() if not isinstance(one, Problem)}
        found |= {n: one for n, one in judged.items() if isinstance(one, Problem)}
        found |= _recorded(good, on, actor)
    return found


def _by_record(given: Iterable[Served]) -> dict[UUID, list[Served]]:
    answers: defaultdict[UUID, list[Served]] = defaultdict(list)
    for one in given:
        if one not in answers[one.record_id]:
            answers[one.record_id].append(one)
    return answers


def _fit(
    actor: Actor, record: Standing | None, number: UUID, answers: Sequence[Served]
) -> tuple[Standing, Served] | Problem:
    """Only a penalty is served like this; of another thing on file nothing is told here."""
    if record is None or record.item != ITEM:
        return NoSuchEffect(what=str(number))
    try:
        require(actor, ANSWER, unit_id=record.unit_id, item=ITEM)
    except Problem as problem:
        return problem
    if len(answers) > 1:
        return ServedTwice(number=filed(record.payload).number)
    return record, answers[0]


def _recorded(
    good: dict[UUID, tuple[Standing, Served]], on: date, actor: Actor
) -> dict[UUID, Outcome]:
    outcomes = record_services(list(good.values()), on, actor=actor.id)
    return dict(zip(good, outcomes, strict=True))


def counted(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many decisions were recorded, corrected, unchanged; how many answers were refused."""
    every = list(outcomes)
    decisions = {one.record_id: one.what for one in every if isinstance(one, Recorded)}
    found: dict[str, int] = dict.fromkeys(("recorded", "corrected", "unchanged"), 0)
    for what in decisions.values():
        found[what] += 1
    return found | {"refused": sum(isinstance(one, Problem) for one in every)}
