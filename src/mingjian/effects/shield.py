"""Put adverse matters of an organisation out of sight for a plan of reorganisation (暂时屏蔽)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from mingjian.effects.ending import ended
from mingjian.effects.models import Shield
from mingjian.effects.refusals import told
from mingjian.effects.target import End
from mingjian.effects.views import ShieldView, shield_view
from mingjian.evidence.append import append


@transaction.atomic
def shield(subject_id: int, paper_id: int, from_: date, case_id: int, *, actor: str) -> ShieldView:
    """From a day on, by the ruling `paper_id` about this organisation.

    Raises:
        GateShut: the paper is no ruling about it.
        LogUnavailable: nothing was shielded.
    """
    row = Shield(subject_id=subject_id, ruling_id=paper_id, case_id=case_id)
    row.from_on, row.actor = from_, actor
    with told():
        row.save(force_insert=True)
    body = {"shield": row.pk, "ruling": paper_id, "case": case_id, "from": from_.isoformat()}
    append("subject.shielded", actor=actor, body=body, subject_id=subject_id)
    return shield_view(row)


@transaction.atomic
def unshield(shield_id: int, end: End) -> ShieldView:
    """End the shield: the plan was carried out, or failed.

    Raises:
        NoSuchEffect, AlreadyOver, GateShut, LogUnavailable: as every end.
    """
    return shield_view(ended(Shield.objects.filter(pk=shield_id), end, kind="subject.unshielded"))


def shielded(subject_ids: Iterable[int], on: date) -> frozenset[int]:
    """Those of the organisations whose adverse matters are out of sight on the day."""
    rows = Shield.objects.filter(subject_id__in=list(subject_ids), from_on__lte=on)
    running = rows.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return frozenset(running.values_list("subject_id", flat=True))
