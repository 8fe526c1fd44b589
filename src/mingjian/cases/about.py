"""What a case is about: it must be there, the subject's own, and with the unit that made it."""

from typing import Final

from django.utils import timezone

from mingjian.cases.competent import require_competent
from mingjian.cases.doing import Opening
from mingjian.cases.problems import UnfitOpening
from mingjian.effects.colours import colour_of
from mingjian.effects.enter import entry
from mingjian.effects.target import Target, TargetKind
from mingjian.effects.whose import Whose, whose
from mingjian.policy.schema.colours import is_for
from mingjian.policy.schema.level import Colour
from mingjian.policy.schema.procedure import ProcedureKind
from mingjian.policy.standing import policies

TARGETS: Final[dict[str, TargetKind]] = {
    "record": "record",
    "adverse": "adverse",
    "entry": "entry",
    "measure": "measure",
}


def require_about(opening: Opening, kind: ProcedureKind) -> None:
    """Go on only when the thing exists, belongs to the subject, and is with the right unit.

    That is the unit that decided it or delivered the record; a review goes to another body, and
    where a case is about a subject nobody has decided anything yet, and about a list it is with a
    unit that may decide it.

    Raises:
        UnknownList, NoSuchEffect: there is no such list, record, information, entry or measure.
        UnfitOpening: it is another organisation's or another unit's, or not named; or the list is
            of a colour that the procedure is not for.
        NotCompetent: other units decide the list.
    """
    about, number = opening.about, opening.about_id.strip()
    if not number:
        raise UnfitOpening(why="未指明事项", why_en="it does not say what about")
    if about == "list":
        today = timezone.localdate()
        listing = policies().listing(number, today)
        _require_colour(kind, listing.colour)
        require_competent(listing, opening.unit_id, today)
    elif about in TARGETS:
        _require_own(opening, whose(Target(TARGETS[about], number)), kind)
        if about == "entry":
            _require_colour(kind, colour_of(entry(int(number))))
    elif number != str(opening.subject_id):
        raise _of_another()


def _require_own(opening: Opening, found: Whose, kind: ProcedureKind) -> None:
    if found.subject_id != opening.subject_id:
        raise _of_another()
    if kind != "review" and found.unit_id != opening.unit_id:
        raise UnfitOpening(
            why=f"所涉事项由 {found.unit_id} 作出或提供，应向该单位提出",
            why_en=f"it was made or delivered by {found.unit_id}, and goes there",
        )


def _require_colour(kind: ProcedureKind, colour: Colour | None) -> None:
    """A colour that is not known any more does not stand in the way."""
    if colour is not None and not is_for(kind, colour):
        raise UnfitOpening(
            why="红名单与黑名单、重点关注名单各有程序，此程序不适用于该名单",
            why_en="red lists have procedures of their own, and this one is not for that list",
        )


def _of_another() -> UnfitOpening:
    return UnfitOpening(why="所涉事项属于其他主体", why_en="that is about another subject")
