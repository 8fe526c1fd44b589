"""Open the case of what the wizard gathered."""

from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.engine.standing import openings
from mingjian.cases.open_case import open_case
from mingjian.cases.view import CaseView
from mingjian.kernel.problem import Problem
from mingjian.policy.schema.procedure import Step
from mingjian.web.determining.gathered import Gathered
from mingjian.web.determining.parts import complete


def opened(given: Gathered, actor: Actor) -> CaseView | Problem | None:
    """The case; None when something is missing, else what stood in the way."""
    about, listing, procedure = given.subject, given.listing, given.procedure
    if about is None or listing is None or procedure is None or not complete(given):
        return None
    step = openings(procedure)[0]
    doing = Doing(_facts(given, step), (int(given.values["evidence"]),), _reason(given))
    opening = Opening(
        procedure.id, about.subject_id, actor.unit_id, "list", listing.id, step.id, doing=doing
    )
    try:
        return open_case(opening, actor)
    except Problem as problem:
        return problem


def _facts(given: Gathered, step: Step) -> dict[str, object]:
    """What the procedure asks for at its first step, of what was gathered."""
    held: dict[str, object] = {
        "list": given.text("list"),
        "article": given.article,
        "facts": given.text("facts"),
        "term_months": given.values.get("term_months"),
        "exit": given.text("exit"),
        "remedy": given.text("remedy"),
    }
    return {ask.name: held[ask.name] for ask in step.asks if ask.name in held}


def _reason(given: Gathered) -> str:
    """What the decision is proposed to say, for the head who decides."""
    listing = given.listing
    months = given.values.get("term_months") or (listing.term_months if listing else None)
    term = now("共 %(months)s 个月") % {"months": months} if months else now("至退出条件成就")
    told = {"term": term, "exit": given.text("exit"), "remedy": given.text("remedy")}
    return now("拟定期限：%(term)s。退出条件：%(exit)s。救济途径：%(remedy)s。") % told
