"""Effects that mark: disputed or settled, shielded or not."""

from datetime import date

from mingjian.cases.act import Act
from mingjian.cases.move import last_paper
from mingjian.cases.problems import NoTarget
from mingjian.effects.dispute import dispute, settle
from mingjian.effects.in_force import in_force
from mingjian.effects.receivers import receivers
from mingjian.effects.shield import shield, unshield
from mingjian.effects.target import Target


def mark_disputed(act: Act) -> frozenset[str]:
    """Mark the target at once, with the opening step.

    Raises:
        NoTarget, NoSuchEffect, NotOfSubject: there is nothing of this subject to mark.
        AlreadyThere: it is marked.
    """
    move = act.move
    case = move.case
    dispute(act.target, case.pk, on=move.day, actor=move.actor.id, subject_id=case.subject_id)
    return frozenset()


def settle_dispute(act: Act) -> frozenset[str]:
    """Take the mark away; whoever was told of what was disputed.

    Raises:
        NoTarget, NoSuchEffect, AlreadyOver: there is no mark of this case.
    """
    settle(act.target, act.end())
    return frozenset(receivers(act.target))


def put_shield(act: Act) -> frozenset[str]:
    """Shield the subject by the ruling on file; whoever was told of what goes out of sight.

    Raises:
        NoTarget: there is no ruling in the case.
        GateShut: the paper is no ruling about the subject.
    """
    move = act.move
    ruling = act.issued.get("ruling") or last_paper(move, "ruling")
    if ruling is None:
        raise NoTarget(about=move.case.about, effect=act.row.effect)
    told = _told_of_any(move.case.subject_id, move.day)
    shield(move.case.subject_id, ruling, move.day, move.case.pk, actor=move.actor.id)
    return told


def take_shield(act: Act) -> frozenset[str]:
    """End the shield of this case; whoever was told of what comes back into sight.

    Raises:
        NoTarget: the case has no shield in force.
    """
    case = act.move.case
    found = in_force(case.subject_id, act.move.day).shielded
    own = next((one.id for one in found if one.case_id == case.pk), None)
    if own is None:
        raise NoTarget(about=case.about, effect=act.row.effect)
    unshield(own, act.end())
    return _told_of_any(case.subject_id, act.move.day)


def _told_of_any(subject_id: int, on: date) -> frozenset[str]:
    now = in_force(subject_id, on)
    targets = [Target("entry", str(one.id)) for one in now.entries]
    targets += [Target("adverse", str(one.id)) for one in now.adverse]
    targets += [Target("record", str(one.record_id)) for one in now.published]
    return frozenset(unit for target in targets for unit in receivers(target))
