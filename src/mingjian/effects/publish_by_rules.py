"""Publish penalties as the rules of their days say: many at once, and each as if alone."""

from collections.abc import Sequence

from mingjian.effects.by_rules import Doubt, Plan, planned
from mingjian.effects.of_record import Standing
from mingjian.effects.problems import GateShut
from mingjian.effects.publish import (
    Publishing,
    find_publications,
    publish_all,
    stop_publication,
)

_Wanted = tuple[Standing, Publishing]


def publish_by_rules(records: Sequence[Standing]) -> list[bool | Doubt]:
    """Whether each is published now: yes, no (the rules keep it unpublished), or a doubt.

    Raises:
        LogUnavailable: nothing was published; roll back.
    """
    known = find_publications([one.record_id for one in records])
    plans = [planned(one, known.get(one.record_id)) for one in records]
    for record, plan in zip(records, plans, strict=True):
        if plan.stop is not None:
            stop_publication(record.record_id, plan.stop)
    wanted = [
        (record, plan.publish)
        for record, plan in zip(records, plans, strict=True)
        if plan.publish is not None
    ]
    shut = {one.record_id: one for one in _published(wanted)}
    return [
        shut.get(record.record_id) or _told(plan)
        for record, plan in zip(records, plans, strict=True)
    ]


def _told(plan: Plan) -> bool | Doubt:
    return plan.doubt or plan.published or plan.publish is not None


def _published(ones: Sequence[_Wanted]) -> list[Doubt]:
    """Publish them; those that the gate refuses are doubts. A batch with one is halved."""
    if not ones:
        return []
    try:
        publish_all(ones)
    except GateShut as problem:
        if len(ones) == 1:
            return [Doubt(ones[0][0].record_id, problem.sentence())]
        middle = len(ones) // 2
        return [*_published(ones[:middle]), *_published(ones[middle:])]
    return []
