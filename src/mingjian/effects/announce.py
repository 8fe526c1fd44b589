"""Publish list entries: being decided publishes none."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from mingjian.effects.models import Announced, Entry
from mingjian.effects.problems import NoSuchEffect
from mingjian.effects.refusals import told
from mingjian.evidence.append import append


@transaction.atomic
def announce(
    entry_ids: Collection[int],
    on: date,
    *,
    actor: str,
    case_id: int | None = None,
    where: str = "",
) -> list[int]:
    """From the day on everybody may see these entries; returns those not published before.

    `where` they can be read, if elsewhere, stands in the log.

    Raises:
        NoSuchEffect: one of them is no entry.
        GateShut: the day is in the future, or before the decision.
        LogUnavailable: nothing was published.
    """
    found = {row.pk: row for row in Entry.objects.filter(pk__in=entry_ids)}
    if missing := set(entry_ids) - set(found):
        raise NoSuchEffect(what=str(min(missing)))
    before = Announced.objects.filter(pk__in=found).values_list("pk", flat=True)
    fresh = [found[one] for one in sorted(set(found) - set(before))]
    with told():
        Announced.objects.bulk_create(
            Announced(entry=row, published_on=on, case_id=case_id, actor=actor) for row in fresh
        )
    for row in fresh:
        body: dict[str, object] = {"case": case_id, "entries": [row.pk], "on": str(on)}
        body |= {"where": where} if where else {}
        append("entry.published", actor=actor, body=body, subject_id=row.subject_id)
    return [row.pk for row in fresh]


def announced_on(entry_id: int) -> date | None:
    """From which day on everybody may see the entry; None: nobody published it."""
    row = Announced.objects.filter(pk=entry_id).first()
    return None if row is None else row.published_on
