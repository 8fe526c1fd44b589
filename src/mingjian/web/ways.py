"""Which procedures a party can begin about something: links to the forms that open a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from mingjian.cases.engine.standing import openings
from mingjian.effects.colours import colour_of
from mingjian.effects.enter import entry
from mingjian.policy.schema.colours import is_for
from mingjian.policy.schema.procedure import Party, Procedure, Step
from mingjian.policy.standing import policies

# A review is of another body than decided, so it begins from the case that it is about; a
# determination, and that of a red list, has its own wizard.
NOT_OFFERED = frozenset({"review", "determination", "recognition"})


@dataclass(frozen=True, slots=True)
class Way:
    """A procedure that can be begun here, and where its form is."""

    procedure: Procedure
    step: Step
    url: str


def ways(about: str, number: str | int, party: Party) -> list[Way]:
    """The procedures of today that `party` begins about a thing of this kind and number."""
    return list(_ways(about, str(number), party))


def _ways(about: str, number: str, party: Party) -> Iterator[Way]:
    colour = colour_of(entry(int(number))) if about == "entry" else None
    for procedure in policies().procedures(timezone.localdate()):
        if about not in procedure.about or procedure.kind in NOT_OFFERED:
            continue
        if colour is not None and not is_for(procedure.kind, colour):
            continue
        for step in openings(procedure):
            if step.by == party:
                yield Way(procedure, step, _url(procedure.id, step.id, about, number))


def review_url(procedure_id: str, parent: int, about: str, number: str) -> str:
    """Where a review of a case is applied for."""
    asked = urlencode({"about": about, "id": number, "parent": parent})
    return f"{reverse('case-open', args=[procedure_id])}?{asked}"


def _url(procedure_id: str, step_id: str, about: str, number: str) -> str:
    asked = urlencode({"about": about, "id": number, "step": step_id})
    return f"{reverse('case-open', args=[procedure_id])}?{asked}"
