"""Service days over HTTP: a department's system reports them as its people do on the page."""

from collections.abc import Sequence

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.accounts.access import access
from mingjian.accounts.actor import actor_of
from mingjian.accounts.spoken import language_of
from mingjian.effects.service.answer import counted
from mingjian.effects.service.outcome import Outcome
from mingjian.effects.service.report import awaited_services, report_services
from mingjian.effects.service.said import Said
from mingjian.effects.service.waiting import Waiting
from mingjian.effects.wire import AwaitedAsked, AwaitedOut, ServiceIn, ServicesIn, ServicesOut
from mingjian.kernel.problem import Language, Problem

router = Router(tags=["services"])


@router.post("/services", response=ServicesOut, summary="报送送达日期 / report service days")
@access("question.answer")
def report_service_days(request: HttpRequest, sent: ServicesIn) -> dict[str, object]:
    """Say how decisions were served; each has its own outcome, and the good ones are recorded.

    The same again changes nothing (`unchanged`); something else wants a `reason` and is then a
    further entry (`corrected`), which every unit that was told otherwise gets notice of.
    """
    actor = actor_of(request)
    unit_id = sent.unit_id or actor.unit_id
    outcomes = report_services(actor, unit_id, list(map(_said, sent.services)))
    return {
        "unit_id": unit_id,
        **counted(outcomes),
        "services": _told(sent.services, outcomes, language_of(request)),
    }


@router.get("/services/awaited", response=list[AwaitedOut], summary="待登记送达 / still waiting")
@access("question.read")
def list_awaited_services(request: HttpRequest, asked: Query[AwaitedAsked]) -> list[Waiting]:
    """Your decisions whose service day is not known, the first due first."""
    return awaited_services(actor_of(request), asked.limit)


def _said(one: ServiceIn) -> Said:
    given = one.model_dump()
    given |= {"number": one.number.strip(), "code": one.code.upper()}
    return Said(**given)


def _told(
    sent: Sequence[ServiceIn], outcomes: Sequence[Outcome], language: Language
) -> list[dict[str, object]]:
    return [_one(one, what, language) for one, what in zip(sent, outcomes, strict=True)]


def _one(sent: ServiceIn, what: Outcome, language: Language) -> dict[str, object]:
    named: dict[str, object] = {"number": sent.number, "code": sent.code}
    if isinstance(what, Problem):
        nothing = dict.fromkeys(("record_id", "final_on"))
        refused = {"outcome": "refused", "told": [], "problem": what.document(language)}
        return named | nothing | refused
    final_on = None if what.adverse is None else what.adverse.holds.start
    told = {"outcome": what.what, "record_id": what.record_id, "told": list(what.told)}
    return {**named, **told, "final_on": final_on, "problem": None}
