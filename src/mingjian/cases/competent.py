"""A list is decided by the unit that may decide it, and by no other (职权法定)."""

from datetime import date

from mingjian.cases.problems import NotCompetent
from mingjian.kernel.verdict import NotMet
from mingjian.policy.competence import competence, who_decides
from mingjian.policy.schema import ListDefinition
from mingjian.policy.standing import policies


def require_competent(listing: ListDefinition, unit_id: str, on: date) -> None:
    """Go on unless the packs say that other units decide the list.

    Where they do not tell who decides, nobody is refused for that.

    Raises:
        NotCompetent: other units may decide it, and not this one.
    """
    known = policies()
    if not isinstance(competence(known, listing.id, unit_id, on), NotMet):
        return
    unit, who = known.unit(unit_id).name, who_decides(known, listing.id, on)
    raise NotCompetent(
        rule="competence",
        list=listing.title.zh,
        list_en=listing.title.en,
        who=who.zh,
        who_en=who.en,
        unit=unit.zh,
        unit_en=unit.en,
    )
