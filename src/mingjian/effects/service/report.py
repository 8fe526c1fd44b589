"""A department's system reports service days, and asks which decisions still wait for theirs."""

from collections.abc import Sequence
from typing import Final

from django.db import transaction

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.effects.doubts import ANSWER, READ
from mingjian.effects.penalty import ITEM
from mingjian.effects.service.answer import counted
from mingjian.effects.service.by_number import answer_by_number
from mingjian.effects.service.outcome import Outcome
from mingjian.effects.service.said import Said
from mingjian.effects.service.waiting import Waiting, waiting
from mingjian.evidence.append import append

MOST_REPORTED: Final = 200
"""So many are reported in one call: as many as one statement records."""


@transaction.atomic
def report_services(actor: Actor, unit_id: str, said: Sequence[Said]) -> list[Outcome]:
    """What became of each, in their order: all in one transaction; the same again changes nothing.

    Raises:
        UnderRule: the actor may not answer for the unit, or not for penalties.
        LogUnavailable: nothing was recorded.
    """
    require(actor, ANSWER, unit_id=unit_id, item=ITEM)
    outcomes = answer_by_number(actor, unit_id, said)
    body = {"unit": unit_id, **counted(outcomes)}
    append("services.reported", actor=actor.id, body=body)
    return outcomes


def awaited_services(actor: Actor, limit: int) -> list[Waiting]:
    """The decisions of the actor's units that wait for their service day, the first due first.

    Raises:
        UnderRule: he may not see them, or no penalties.
    """
    require(actor, READ, item=ITEM)
    return waiting(actor, limit=limit)
