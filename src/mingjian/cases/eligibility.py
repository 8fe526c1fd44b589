"""Whether what a repair case is about may be repaired: each condition of the rules, shown."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.cases.course import course
from mingjian.cases.early_exit import early_exit
from mingjian.cases.models import Case
from mingjian.cases.reach import within
from mingjian.effects.in_force import in_force
from mingjian.effects.penalty import ITEM, Filed, filed
from mingjian.effects.receivers import belongings
from mingjian.effects.rules.eligibility import Eligibility, eligible
from mingjian.effects.rules.facts import RepairFacts
from mingjian.effects.rules.which import which_rules
from mingjian.effects.target import Target
from mingjian.kernel.problem import NotFound
from mingjian.kernel.verdict import CannotTell
from mingjian.ledger.read import as_of
from mingjian.ledger.version_view import VersionView
from mingjian.policy.standing import policies

_TARGETS = ("record", "adverse")


def eligibility(
    case_id: int, actor: Actor, found: RepairFacts | None = None
) -> Eligibility | CannotTell:
    """The conditions of repair today, by the rules of the day of the decision.

    `found`: what the unit has found out; it goes before what the platform knows by itself, which
    is the pledge on file, the lists and the other penalties it holds.

    Raises:
        NoSuchCase: there is none, or it is out of the actor's reach.
    """
    return judged(within(actor, case_id), timezone.localdate(), found or RepairFacts())


def judged(case: Case, on: date, found: RepairFacts) -> Eligibility | CannotTell:
    """As `eligibility`, for a case at hand."""
    if case.about == "entry":
        pledged = found.pledged if found.pledged is not None else _pledged(case)
        return early_exit(int(case.about_id), replace(found, pledged=pledged), on)
    version = _penalty_of(case)
    if version is None:
        return CannotTell("案件所涉不是行政处罚记录，修复条件由认定单位判断")
    row = filed(version.payload)
    rules = which_rules(policies().repair_rules(row.decided_on), row.penalty, row.decided_on)
    if isinstance(rules, CannotTell):
        return rules
    return eligible(row.penalty, rules, _known(case, version, row, on, found), on)


def _penalty_of(case: Case) -> VersionView | None:
    if case.about not in _TARGETS:
        return None
    target = Target("record" if case.about == "record" else "adverse", case.about_id)
    records = [one.id for one in {target, *belongings(target)} if one.kind == "record"]
    versions = [v for number in records for v in as_of(UUID(number), items=[ITEM])]
    return versions[-1] if versions else None


def _known(
    case: Case, version: VersionView, row: Filed, on: date, found: RepairFacts
) -> RepairFacts:
    """What was found out; where nothing was, what the platform holds."""
    held = {
        "pledged": _pledged(case),
        "same_kind_again": _again(version, row),
        "on_serious_list": _on_list(case.subject_id, "black", on),
        "on_abnormal_list": _on_list(case.subject_id, "watch", on),
    }
    gaps = {name: value for name, value in held.items() if getattr(found, name) is None}
    return replace(found, **gaps)  # type: ignore[arg-type]  # each value is of its own field


def _pledged(case: Case) -> date | None:
    days = [one.day for one in course(case.pk) if "pledge" in one.papers]
    return days[-1] if days else None


def _again(version: VersionView, row: Filed) -> bool:
    """Whether a later penalty of one of the same kinds is on file."""
    others = as_of(version.subject_id, items=[ITEM])
    later = (filed(v.payload) for v in others if v.record_id != version.record_id)
    return any(
        one.decided_on > row.decided_on and bool(one.penalty.kinds & row.penalty.kinds)
        for one in later
    )


def _on_list(subject_id: int, colour: str, on: date) -> bool:
    return any(_colour(one.list_id, on) == colour for one in in_force(subject_id, on).entries)


def _colour(list_id: str, on: date) -> str | None:
    """A list that the packs no longer have is looked at by a person, not by its colour."""
    try:
        return policies().listing(list_id, on).colour
    except NotFound:
        return None
