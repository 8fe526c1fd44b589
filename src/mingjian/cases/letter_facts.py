"""What the letters of a case tell: the basis, what is planned or decided, how long, what follows.

A letter writes a sentence only when all its facts are there.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from mingjian.cases.engine.counting import months_after
from mingjian.cases.move import Move, gathered
from mingjian.effects.enter import entry
from mingjian.policy.schema import Basis, ListDefinition
from mingjian.policy.schema.procedure import Clock, PaperKind, Step
from mingjian.policy.standing import policies
from mingjian.registry.find import subject

_VERBS: Final = {"enter_list": "列入", "leave_list": "移出"}
_UNITS: Final = {"working_day": "个工作日", "day": "日", "month": "个月", "year": "年"}
_DECIDE: Final = frozenset({"head", "office", "reviewer"})
_UNTIL_MET: Final = "至退出条件成就为止"
_REVIEW: Final = "不服本答复的，可以向另一单位申请复核"


def letter_facts(move: Move, kind: PaperKind) -> dict[str, Any]:
    """The facts for the sentences of a paper of this kind; what a step was given goes before."""
    about = subject(move.case.subject_id)
    named = {"name": about.name, "code": about.code} if about else {}
    given = {name: _plain(value) for name, value in gathered(move).items()}
    told = {
        "matter": _matter(move, kind),
        "reason": move.doing.reason,
        "basis": given.get("article") or _cited(move.procedure.basis),
        "decision": _decision(move),
        "rights": _rights(move),
        "within": _within(move),
        "remedy": _REVIEW if _lost_objection(move) else "",
    }
    return {**named, **told, **_of_list(move, given), **given}


def _matter(move: Move, kind: PaperKind) -> str:
    """What it is about: what is planned, or the procedure with the list of the entry."""
    if move.case.about == "list" or kind == "prior_notice":
        return _planned(move)
    listing = _listing(move)
    if listing and kind == "withdrawal_notice":
        return f"“{listing.title.zh}”中的条目"
    name = move.procedure.name.zh
    return f"{name}（“{listing.title.zh}”）" if listing else name


def _planned(move: Move) -> str:
    """What the procedure leads to, where that is a deed; else what it is called."""
    deeds = (one for one in move.procedure.steps if one.adverse or one.effect == "enter_list")
    deed = next(deeds, None)
    return _deed(move, deed) if deed else move.procedure.name.zh


def _deed(move: Move, step: Step) -> str:
    listing, verb = _listing(move), _VERBS.get(str(step.effect))
    return f"{verb}“{listing.title.zh}”" if listing and verb else step.name.zh


def _decision(move: Move) -> str:
    """What the step decides; a step of the unit that leaves the case open decides nothing."""
    decides = move.step.by in _DECIDE or move.procedure.state(move.step.to).end
    return _deed(move, move.step) if decides else ""


def _listing(move: Move) -> ListDefinition | None:
    """The list that the case is about, by itself or by an entry on it."""
    case = move.case
    if case.about not in {"list", "entry"}:
        return None
    list_id = case.about_id if case.about == "list" else entry(int(case.about_id)).list_id
    known = [one for one in policies().every_list() if one.id == list_id]
    return next((one for one in known if one.in_force(move.day)), known[-1] if known else None)


def _of_list(move: Move, given: Mapping[str, Any]) -> dict[str, str]:
    """Term and measures of an entry that the case is to make."""
    listing = _listing(move)
    if listing is None or move.case.about != "list":
        return {}
    months = given.get("term_months") or listing.term_months
    entering = move.step.effect == "enter_list"
    return {
        "measures": "；".join(_measures(listing.id)),
        **({"term": _term(move, int(months) if months else None)} if entering else {}),
    }


def _term(move: Move, months: int | None) -> str:
    if months is None:
        return _UNTIL_MET
    last = months_after(move.day, months)
    return f"{months}个月，自{move.day.isoformat()}起，{last.isoformat()}届满"


def _measures(list_id: str) -> Iterable[str]:
    """What the law attaches to an entry on this list, with its article (浙江条例 28)."""
    known = policies()
    found = {
        one.id: one for matter in known.matters() for one in known.measures_for(list_id, matter.id)
    }
    return (f"{one.category_zh}（{one.basis} {one.article}）" for _, one in sorted(found.items()))


def _rights(move: Move) -> str:
    """What its organisation may do now."""
    steps = move.procedure.steps
    mine = (one for one in steps if one.by == "subject" and move.step.to in one.sources)
    return "、".join(one.name.zh for one in mine)


def _within(move: Move) -> str:
    """How long its organisation has from the day on which the paper reaches it."""
    clocks = (one for one in move.procedure.clocks if one.on == "subject")
    found = next((one for one in clocks if move.step.id in one.starts), None)
    return _length(found) if found else ""


def _length(clock: Clock) -> str:
    return f"{clock.length}{_UNITS[clock.unit]}" if clock.length and clock.unit else ""


def _lost_objection(move: Move) -> bool:
    lost = move.procedure.state(move.step.to).end == "adverse"
    return lost and move.procedure.kind == "objection"


def _cited(basis: Iterable[Basis]) -> str:
    """The articles on which a procedure rests; a document without one is no basis of a deed."""
    return "、".join(f"《{one.law}》第{one.article}条" for one in basis if one.article)


def _plain(value: object) -> object:
    """An article as it is cited."""
    if isinstance(value, Mapping):
        return f"《{value['law']}》{value['article']}"
    return value
