"""What was objected to stays disputed when its information comes again under another number."""

from mingjian.effects.dispute import dispute
from mingjian.effects.ending import ended
from mingjian.effects.models import Dispute
from mingjian.effects.siblings import keep_number, siblings
from mingjian.effects.target import End, Target
from mingjian.effects.views import AdverseView
from mingjian.effects.wording import FINALITY_BASIS, MARK_MOVED


def move_marks(made: AdverseView, *, actor: str) -> None:
    """Let each open mark on what the record was before stand on what it is now, from its own day.

    The case that put it there takes it away, by either number.

    Raises:
        LogUnavailable: nothing was moved.
    """
    keep_number(made.id)
    old = [one for one in siblings(made.id) if one != str(made.id)]
    marks = Dispute.objects.filter(kind="adverse", target__in=old, ended_on=None)
    for mark in list(marks.order_by("pk")):
        end = End(mark.opened_on, MARK_MOVED, FINALITY_BASIS, actor)
        ended(Dispute.objects.filter(pk=mark.pk), end, kind="dispute.moved")
        dispute(Target("adverse", str(made.id)), mark.case_id, on=mark.opened_on, actor=actor)
