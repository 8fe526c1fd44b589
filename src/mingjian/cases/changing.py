"""Effects that change what is on file or shown: withdrawal, correction, publication."""

from uuid import UUID

from mingjian.cases.act import Act
from mingjian.cases.problems import CorrectFirst, NoTarget
from mingjian.effects.announce import announce
from mingjian.effects.in_force import in_force
from mingjian.effects.receivers import belongings, receivers
from mingjian.effects.undo import undo
from mingjian.ledger.read import history


def withdraw_record(act: Act) -> frozenset[str]:
    """Take back what the case is about, with all that it carries; whoever was told of it.

    Raises:
        NoTarget, NoSuchEffect, AlreadyOver: the case is about nothing that can be taken back.
        OutOfOrder: as `ledger.withdraw`.
    """
    return frozenset(undo(act.target, act.end()))


def correct_record(act: Act) -> frozenset[str]:
    """See to it that the record was corrected since the case was opened; whoever was told of it.

    The content is put right by the ledger's own verb, where it is checked like any other; a step
    that only says so is refused.

    Raises:
        NoTarget: the case is about no record.
        CorrectFirst: the record stands as it did.
    """
    records = [one for one in {act.target, *belongings(act.target)} if one.kind == "record"]
    if not records:
        raise NoTarget(about=act.move.case.about, effect=act.row.effect)
    if not any(_changed(act, UUID(one.id)) for one in records):
        raise CorrectFirst(step=act.move.step.name.zh)
    return frozenset(receivers(act.target))


def publish(act: Act) -> frozenset[str]:
    """Publish the entry of this case; it must be in force.

    Raises:
        NoTarget: the case made no entry, or it is over.
    """
    case = act.move.case
    entries = in_force(case.subject_id, act.move.day).entries
    own = [one.id for one in entries if one.case_id == case.pk]
    if not own:
        raise NoTarget(about=case.about, effect=act.row.effect)
    announce(own, act.move.day, actor=act.move.actor.id, case_id=case.pk)
    return frozenset()


def _changed(act: Act, record_id: UUID) -> bool:
    found = history(record_id)
    opened = act.move.case.opened_at
    return found is not None and any(one.known_from > opened for one in found.versions)
