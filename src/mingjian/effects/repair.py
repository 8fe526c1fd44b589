"""Repair: publication, adverse information, entry and measures stop in one go."""

from dataclasses import dataclass

from django.db import transaction

from mingjian.effects.problems import AlreadyOver
from mingjian.effects.receivers import receivers
from mingjian.effects.stop import stop
from mingjian.effects.target import End, Target
from mingjian.effects.whose import whose
from mingjian.evidence.append import append


@dataclass(frozen=True, slots=True)
class Repaired:
    """How much of each stopped, and the units that must be told."""

    publications: int
    adverse: int
    entries: int
    measures: int
    receivers: tuple[str, ...]


@transaction.atomic
def repair(target: Target, end: End) -> Repaired:
    """Stop all that stands and falls with the target, from `end.on` on.

    Raises:
        NoSuchEffect: there is no such thing.
        AlreadyOver: nothing of it is left to stop.
        GateShut, LogUnavailable: nothing was stopped.
    """
    about, told = whose(target).subject_id, tuple(receivers(target))
    stopped = stop(target, end)
    if not stopped:
        raise AlreadyOver(what=f"{target.kind} {target.id}")
    body = {"kind": target.kind, "target": target.id, "receivers": list(told), **stopped.told()}
    body |= {"on": end.on.isoformat(), "case": end.case_id, "paper": end.paper_id}
    append("repair.done", actor=end.actor, body=body, subject_id=about)
    return Repaired(stopped.publications, stopped.adverse, stopped.entries, stopped.measures, told)
