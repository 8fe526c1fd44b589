"""Joint cases as the page lists them, with their organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingjian.accounts.actor import Actor
from mingjian.checks.joint import JointCase
from mingjian.registry.find import SubjectView, subjects
from mingjian.web.receipts import opens
from mingjian.web.templatetags.checks import matter_name


@dataclass(frozen=True, slots=True)
class JointShown:
    """A case with whom it is about; `opens`: the reader may open its receipt."""

    case: JointCase
    who: SubjectView | None
    opens: bool

    @property
    def name(self) -> str:
        """Of the organisation."""
        return self.who.name if self.who else ""

    @property
    def unit(self) -> str:
        """Who decided."""
        return self.case.unit

    @property
    def matter(self) -> str:
        """As it is called."""
        return matter_name(self.case.matter)

    @property
    def decided_on(self) -> date:
        """When."""
        return self.case.decided_on


def shown(actor: Actor, cases: Iterable[JointCase]) -> list[JointShown]:
    """The cases with their organisations, in their order."""
    rows = list(cases)
    who = subjects(one.subject_id for one in rows)
    return [
        JointShown(one, who.get(one.subject_id), opens(actor, one.unit, one.actor)) for one in rows
    ]
