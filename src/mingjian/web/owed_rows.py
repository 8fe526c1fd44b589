"""Checks without feedback as the page lists them, with their organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from mingjian.accounts.actor import Actor
from mingjian.checks.owed import Owed
from mingjian.registry.find import SubjectView, subjects
from mingjian.web.receipts import opens
from mingjian.web.templatetags.checks import matter_name

NEVER: Final = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class OwedShown:
    """A check with whom it is about; `opens`: the reader may open its receipt and report."""

    owed: Owed
    who: SubjectView | None
    opens: bool

    @property
    def due_day(self) -> int:
        """Checks without a last day come last."""
        return self.owed.due_on.toordinal() if self.owed.due_on else NEVER

    @property
    def name(self) -> str:
        """Of the organisation."""
        return self.who.name if self.who else ""

    @property
    def matter(self) -> str:
        """As it is called."""
        return matter_name(self.owed.matter)

    @property
    def unit(self) -> str:
        """Who asked."""
        return self.owed.unit

    @property
    def asked_on(self) -> date:
        """When."""
        return self.owed.asked_on


def shown(actor: Actor, found: Iterable[Owed]) -> list[OwedShown]:
    """The checks with their organisations, the oldest first."""
    rows = sorted(found, key=lambda one: one.asked_on)
    who = subjects(one.subject_id for one in rows)
    return [
        OwedShown(one, who.get(one.subject_id), opens(actor, one.unit, one.actor)) for one in rows
    ]
