"""One story while it is played: whom it is about, and the case that it stands at."""

from dataclasses import dataclass, field

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.cases.view import CaseView
from mingjian.district.living.cast import Cast
from mingjian.district.living.pool import Candidate
from mingjian.district.living.script import Beat, Role
from mingjian.effects.adverse import find_adverse
from mingjian.effects.in_force import in_force
from mingjian.policy.schema.procedure import About, Party
from mingjian.registry.find import SubjectView

_WHO: dict[Party, Role] = {
    "unit": "liaison",
    "head": "head",
    "office": "office",
    "reviewer": "reviewer",
    "subject": "subject",
}


@dataclass(slots=True)
class Thread:
    """The story's organisation, unit and list; `cases` in the order they were opened."""

    cast: Cast
    chosen: Candidate
    unit_id: str
    list_id: str
    cases: list[CaseView] = field(default_factory=list)

    @property
    def firm(self) -> SubjectView:
        """Whom the story is about."""
        return self.chosen.firm

    @property
    def case(self) -> CaseView:
        """The case that was opened last."""
        return self.cases[-1]

    def who(self, beat: Beat, party: Party) -> Actor:
        """Who does it: as the script says, else the party that the procedure names.

        For an organisation without an account the office enters it at the counter.
        """
        role = beat.by or _WHO[party]
        if role == "subject":
            return self.cast.acting_for(self.firm) or self.cast.person("office")
        many = role in {"liaison", "second", "head"}
        return self.cast.person(role, self.unit_id if many else "")

    def about(self, kind: About) -> str:
        """The number of what a case of this kind is about; empty where there is none."""
        today = timezone.localdate()
        match kind:
            case "list":
                return self.list_id
            case "subject":
                return str(self.firm.subject_id)
            case "entry":
                entries = in_force(self.firm.subject_id, today).entries
                return str(entries[-1].id) if entries else ""
            case "adverse" if self.chosen.record is not None:
                found = find_adverse(self.chosen.record)
                return "" if found is None else str(found.id)
        return str(self.chosen.record or "")
