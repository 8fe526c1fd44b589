"""Take a thing back with all that it carried: its decision no longer stands (law 1)."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingjian.effects.problems import AlreadyOver
from mingjian.effects.receivers import receivers
from mingjian.effects.stop import stop
from mingjian.effects.target import End, Target
from mingjian.effects.whose import whose
from mingjian.evidence.append import append
from mingjian.ledger.read import as_of
from mingjian.ledger.withdraw import withdraw


@transaction.atomic
def undo(target: Target, end: End) -> tuple[str, ...]:
    """End entries, measures, information and publication; a record is withdrawn itself as well.

    Returns the units that were told of it.

    Raises:
        NoSuchEffect: there is no such thing.
        AlreadyOver: nothing of it is left to take back.
        GateShut: the end has no reason or basis.
        OutOfOrder, LogUnavailable: nothing was taken back.
    """
    about, told = whose(target).subject_id, tuple(receivers(target))
    stopped, withdrawn = stop(target, end), _withdrawn(target, end)
    if not (stopped or withdrawn):
        raise AlreadyOver(what=f"{target.kind} {target.id}")
    body: dict[str, object] = {"kind": target.kind, "target": target.id, "why": end.why}
    body |= {"basis": end.basis}
    body |= {"on": end.on.isoformat(), "case": end.case_id, "paper": end.paper_id}
    body |= {"receivers": list(told), "withdrawn": withdrawn, **stopped.told()}
    append("decision.withdrawn", actor=end.actor, body=body, subject_id=about)
    return told


def _withdrawn(target: Target, end: End) -> bool:
    """Only the record itself leaves the ledger; of a record that carries it nothing is said."""
    if target.kind != "record" or not as_of(UUID(target.id)):
        return False
    withdraw(UUID(target.id), reason=end.why, basis=end.basis, actor=end.actor, at=timezone.now())
    return True
