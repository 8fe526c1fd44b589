"""Adverse information that a record was, one after the other: a corrected day makes it anew."""

from mingjian.effects.models import Adverse
from mingjian.effects.target import Target


def siblings(adverse_id: int) -> list[str]:
    """The numbers of all that the same record is or was, this one among them, the oldest first."""
    of = Adverse.objects.filter(pk=adverse_id).values("record_id")
    rows = Adverse.objects.filter(record_id__in=of).order_by("pk")
    return [str(number) for number in rows.values_list("pk", flat=True)]


def numbers_of(target: Target) -> list[str]:
    """The numbers under which a thing is or was known; empty where there is no such information."""
    return siblings(int(target.id)) if target.kind == "adverse" else [target.id]


def keep_number(adverse_id: int) -> None:
    """Let nobody else mark what the record is or was, or move its marks, in this transaction.

    The row of the oldest number is the lock: it never changes which one that is.
    """
    oldest = siblings(adverse_id)[:1]
    list(Adverse.objects.select_for_update(no_key=True).filter(pk__in=oldest))


def living(target: Target) -> Target:
    """The target under the number that it has now, which it then keeps in this transaction.

    Information that ended and did not come again keeps the number that it is asked for by.
    """
    if target.kind != "adverse":
        return target
    keep_number(int(target.id))
    now = Adverse.objects.filter(pk__in=numbers_of(target), ended_on=None).first()
    return target if now is None else Target("adverse", str(now.pk))
