"""Adverse information that a record was, one after the other: a corrected day makes it anew."""

from mingjian.effects.models import Adverse


def siblings(adverse_id: int) -> list[str]:
    """The numbers of all that the same record is or was, this one among them."""
    of = Adverse.objects.filter(pk=adverse_id).values("record_id")
    rows = Adverse.objects.filter(record_id__in=of).order_by("pk")
    return [str(number) for number in rows.values_list("pk", flat=True)]
