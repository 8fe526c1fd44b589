"""Who acts in the stories: people with accounts, whose rights are asked for at every step."""

from dataclasses import dataclass, field

from mingjian.accounts.actor import Actor, actor_of_account
from mingjian.accounts.people import open_organisation_account
from mingjian.district.people import demo_password, described, opened
from mingjian.registry.find import SubjectView


@dataclass(slots=True)
class Cast:
    """Everybody who was called so far; whoever is called again is the same person."""

    _people: dict[tuple[str, str], Actor] = field(default_factory=dict)
    _acting: dict[int, Actor] = field(default_factory=dict)

    def person(self, kind: str, unit: str = "") -> Actor:
        """Somebody of a kind of `words/people.yaml`, in a unit where there are many."""
        if (kind, unit) not in self._people:
            self._people[kind, unit] = actor_of_account(opened(described(kind, unit)))
        return self._people[kind, unit]

    def acting_for(self, firm: SubjectView) -> Actor | None:
        """Who acts for an organisation; None while it has no account."""
        return self._acting.get(firm.subject_id)

    def open_for(self, firm: SubjectView) -> None:
        """Open an account for an organisation; they are numbered in their order."""
        plain = described("organisation")
        made = open_organisation_account(
            f"{plain.username}-{len(self._acting) + 1}",
            plain.name,
            firm.subject_id,
            password=demo_password(),
        )
        self._acting[firm.subject_id] = actor_of_account(made)
