"""Cases of entries whose term has ended: the date ended the entry, the case tells of it."""

from datetime import date
from typing import Final

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from mingjian.accounts.actor import system
from mingjian.cases.doing import Opening
from mingjian.cases.models import Case
from mingjian.cases.open_case import open_case
from mingjian.effects.colours import colour_of
from mingjian.effects.run_out import run_out
from mingjian.effects.views import EntryView
from mingjian.policy.schema.colours import is_for
from mingjian.policy.schema.procedure import Procedure, Step
from mingjian.policy.standing import policies

ACTOR: Final = system("cases")
_TURN: Final = "SELECT pg_advisory_xact_lock(hashtextextended('cases.expiry', 0))"
# A refused or dropped application to leave says nothing of the end of the term, and of a red list
# nor does a decision that it stays.
_KEPT: Final = Q(kind="exit", outcome__in=("adverse", "neutral")) | Q(
    kind="removal", outcome="favourable"
)


def ended_by_term() -> list[EntryView]:
    """Entries that their term ended and of which no case tells yet."""
    told = Case.objects.filter(kind__in=("exit", "removal"), about="entry").exclude(_KEPT)
    numbers = [int(number) for number in told.values_list("about_id", flat=True)]
    return run_out(timezone.localdate(), told=numbers)


@transaction.atomic
def tell_of_end(entry: EntryView) -> bool:
    """Open its case by the platform's own step; False where that was done, or no pack has one.

    Raises:
        Problem: as `open_case`; nothing was told, the entry is over all the same.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TURN)
    found = _way_out(entry, timezone.localdate())
    if found is None or entry.id not in {one.id for one in ended_by_term()}:
        return False
    procedure, step = found
    about = (entry.subject_id, entry.unit_id, "entry", str(entry.id))
    open_case(Opening(procedure.id, *about, step=step.id), ACTOR)
    return True


def _way_out(entry: EntryView, on: date) -> tuple[Procedure, Step] | None:
    """The procedure in force whose opening step is the platform's, for a list of that colour."""
    colour = colour_of(entry) or "black"
    for procedure in policies().procedures(on):
        if procedure.kind in {"exit", "removal"} and is_for(procedure.kind, colour):
            for step in procedure.steps:
                if step.opens and step.by == "system":
                    return procedure, step
    return None
