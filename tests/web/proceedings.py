"""Cases of the packs' own procedures, with people who sign in: for the pages about them."""

from datetime import date
from typing import Final

from django.test import Client
from django.utils import timezone

from cases.world import at
from mingjian.accounts.actor import SYSTEM, Actor, actor_of_account
from mingjian.accounts.models import Account
from mingjian.accounts.people import give_role, open_account, open_organisation_account
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.open_case import open_case
from mingjian.cases.serve import prove
from mingjian.cases.silence import silence
from mingjian.cases.take import take
from mingjian.cases.view import CaseView, view
from mingjian.effects.in_force import in_force
from mingjian.papers.draft import Draft
from mingjian.papers.make import make
from mingjian.policy.schema.procedure import PaperKind
from web import world

UNIT: Final = "zhenhai-market-regulation"
OFFICE: Final = "zhenhai-credit-office"
REVIEWER: Final = "zhenhai-environment"
LIST: Final = "B20"
LAW: Final = {"law": "示例法", "article": "第一条", "text_version": "2021-09-01"}
EXIT, REMEDY = "期满或者修复", "六十日内申请复议"
PROPOSED, DECIDED = "2026-03-02", "2026-03-18"


def account(role: str, unit_id: str) -> Account:
    """Somebody of a unit; the same account each time."""
    name = f"{role}-{unit_id}"
    known = Account.objects.filter(username=name).first()
    if known is not None:
        return known
    made = open_account(name, f"示例{role}", unit_id, password=world.PASSWORD)
    give_role(made, role, by=SYSTEM)
    return made


def browser(role: str, unit_id: str = UNIT) -> Client:
    """A browser in which that account is signed in."""
    made = Client()
    made.force_login(account(role, unit_id))
    return made


def organisation(subject_id: int) -> Account:
    """Somebody who acts for an organisation; the same account each time."""
    name = f"organisation-{subject_id}"
    known = Account.objects.filter(username=name).first()
    return known or open_organisation_account(
        name, "示例经办人", subject_id, password=world.PASSWORD
    )


def actor(role: str, unit_id: str = UNIT) -> Actor:
    return actor_of_account(account(role, unit_id))


def for_it(subject_id: int) -> Actor:
    return actor_of_account(organisation(subject_id))


def handed(kind: PaperKind, subject_id: int, unit_id: str = "") -> int:
    return make(Draft(kind, "示例材料", "user:1", unit_id, subject_id, {"facts": "示例"})).id


def serve_last(case: CaseView) -> None:
    """Prove that what the last step sent to the organisation arrived today."""
    for notice in case.history[-1].notices:
        if notice.subject_id is not None:
            prove(case.id, notice.id, timezone.localdate(), "direct", actor("liaison"))


def proposed(subject_id: int) -> CaseView:
    """A determination that its liaison proposed."""
    facts = {"list": LIST, "article": LAW, "facts": "示例事实"}
    doing = Doing(facts, (handed("evidence", subject_id, UNIT),))
    opening = Opening("determination", subject_id, UNIT, "list", LIST, doing=doing)
    return open_case(opening, actor("liaison"))


def ready(subject_id: int) -> CaseView:
    """Notified, served, the time for a statement over: the head may decide from `DECIDED` on."""
    with at(PROPOSED):
        case = proposed(subject_id)
        serve_last(take(case.id, "notify", Doing(), actor("liaison"), seq=1))
    with at("2026-03-17", hour=1):
        silence()
    return view(case.id, actor("unit_head"))


def decided(subject_id: int) -> CaseView:
    """And decided: the entry is in force from `DECIDED` on."""
    case = ready(subject_id)
    with at(DECIDED):
        doing = Doing({"exit": EXIT, "remedy": REMEDY}, reason="示例理由")
        return take(case.id, "decide", doing, actor("unit_head"), seq=case.seq)


def entry_of(subject_id: int, on: str = DECIDED) -> int:
    return in_force(subject_id, date.fromisoformat(on)).entries[0].id


def objected(subject_id: int, entry_id: int) -> CaseView:
    """An objection of the organisation against an entry."""
    doing = Doing({"ground": "error"}, (handed("application", subject_id),))
    opening = Opening("objection", subject_id, UNIT, "entry", str(entry_id), doing=doing)
    return open_case(opening, for_it(subject_id))
