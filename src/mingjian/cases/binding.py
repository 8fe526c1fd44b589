"""The effect a step names, bound to what performs it."""

from collections.abc import Callable, Mapping
from typing import Final

from mingjian.cases.act import Act
from mingjian.cases.changing import correct_record, publish, withdraw_record
from mingjian.cases.listing import enter_list, leave_list
from mingjian.cases.marking import mark_disputed, put_shield, settle_dispute, take_shield
from mingjian.cases.repairing import refuse_repair, repair_target
from mingjian.effects.receivers import receivers
from mingjian.policy.schema.procedure import EffectName

Performer = Callable[[Act], frozenset[str]]
BOUND: Final[Mapping[EffectName, Performer]] = {
    "enter_list": enter_list,
    "leave_list": leave_list,
    "publish": publish,
    "withdraw_record": withdraw_record,
    "correct_record": correct_record,
    "mark_disputed": mark_disputed,
    "settle_dispute": settle_dispute,
    "repair": repair_target,
    "refuse_repair": refuse_repair,
    "shield": put_shield,
    "unshield": take_shield,
}


def perform(act: Act) -> frozenset[str]:
    """Do what the step's effect says; the units that received what it changes.

    Raises:
        Problem: the effect refuses; then the step is not taken.
    """
    effect = act.move.step.effect
    return _told_before(act) if effect is None else BOUND[effect](act)


def _told_before(act: Act) -> frozenset[str]:
    """A step that only tells, as when a term has ended, tells those who were told of its target."""
    wanted = any(notice.to == "receivers" for notice in act.move.step.notices)
    return frozenset(receivers(act.target)) if wanted else frozenset()
