"""Entering an organisation on a list by a case: its six parts out of the file."""

from typing import Any

from mingjian.cases.act import Act
from mingjian.cases.competent import require_competent
from mingjian.cases.engine.counting import months_after
from mingjian.cases.models import CaseNotice
from mingjian.cases.move import gathered
from mingjian.cases.praised import tell_praisers
from mingjian.cases.problems import NoTarget, NotServed, UnfitFact
from mingjian.cases.repairing import require_nothing_unmet
from mingjian.effects.enter import Listing, enter, leave
from mingjian.effects.gate import PARTS, Article, SixParts, Term
from mingjian.effects.problems import PartMissing
from mingjian.effects.receivers import receivers
from mingjian.policy.schema import ListDefinition
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies


def enter_list(act: Act) -> frozenset[str]:
    """Make the entry that the case decides; nobody received it yet, but who praises is told.

    Raises:
        UnknownList, UnfitFact: the file names another list, or a longer term than the list has.
        NotCompetent: since it was proposed, others decide the list.
        NotServed: no prior notice reached the subject.
        PartMissing, GateShut, AlreadyThere: as `effects.enter`.
    """
    move, facts = act.move, gathered(act.move)
    case = move.case
    listing = policies().listing(case.about_id, move.day)
    require_competent(listing, case.unit_id, move.day)
    if facts.get("list", listing.id) != listing.id:
        raise _unfit("list", "拟列入的名单", "与案件所指名单不一致", "is not the list of the case")
    parts = SixParts(
        basis=_article(facts),
        decision=act.issued.get("decision", 0),
        notice=_service(act),
        term=_term(act, listing, facts),
        exit=_text("exit", facts.get("exit")),
        remedy=_text("remedy", facts.get("remedy")),
    )
    enter(Listing(listing.id, case.subject_id, case.unit_id, parts, move.actor.id, case.pk))
    tell_praisers(act, listing)
    return frozenset()


def _article(facts: dict[str, Any]) -> Article:
    given = facts.get("article") or {}
    return Article(given.get("law", ""), given.get("article", ""), given.get("text_version", ""))


def _service(act: Act) -> int:
    found = CaseNotice.objects.filter(
        step__case=act.move.case,
        notice__paper__kind="prior_notice",
        notice__subject_id=act.move.case.subject_id,
        notice__service__isnull=False,
    )
    number = found.order_by("-pk").values_list("notice__service__id", flat=True).first()
    if number is None:
        name = act.move.step.name
        raise NotServed(kind="prior_notice", step=name.zh, step_en=name.en)
    return number


def _term(act: Act, listing: ListDefinition, facts: dict[str, Any]) -> Term:
    """The term of the decision within that of the list; without either, until the way out."""
    day, months = act.move.day, facts.get("term_months") or listing.term_months
    if months is None:
        return Term(day, until=_text("term", facts.get("exit")))
    if months < 1 or (listing.term_months and months > listing.term_months):
        raise _unfit("term_months", "期限", "长于名单规定的期限", "is longer than the list's")
    return Term(day, months_after(day, months))


def _text(part: str, given: object) -> Text:
    """The words of the decision, which is in Chinese alone: they stand in both places."""
    words = str(given or "").strip()
    if not words:
        raise PartMissing(part=part, part_zh=PARTS[part].zh, part_en=PARTS[part].en)
    return Text(zh=words, en=words)


def _unfit(place: str, title: str, why: str, why_en: str) -> UnfitFact:
    return UnfitFact(place=place, title=title, title_en=place, why=why, why_en=why_en)


def leave_list(act: Act) -> frozenset[str]:
    """End the entry that the case is about, with its measures; whoever was told of it.

    Raises:
        NoTarget: the case is not about an entry.
        NotEligible: it is let out early, before the rules of its list allow it.
        NoSuchEffect, AlreadyOver, GateShut: as `effects.leave`.
    """
    if act.target.kind != "entry":
        raise NoTarget(about=act.move.case.about, effect=act.row.effect)
    if act.move.case.kind == "exit":
        require_nothing_unmet(act)
    told = receivers(act.target)
    leave(act.number, act.end())
    return frozenset(told)
