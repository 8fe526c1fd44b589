"""Who praises an organisation that comes onto a black list is told of it, and reminded.

That nobody is praised while on a black list is recalled of 发改财金规〔2017〕1798号. Nothing
ends by itself (decision 0013): a person opens the removal, or drops the proposal.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from django.db.models import QuerySet

from mingjian.cases.act import Act
from mingjian.cases.models import Case, CaseNotice
from mingjian.effects.both_colours import red_entries
from mingjian.papers.draft import Addressee, Draft
from mingjian.papers.make import make
from mingjian.papers.send import send
from mingjian.policy.schema import ListDefinition
from mingjian.policy.standing import policies
from mingjian.registry.find import subject

TITLE: Final = "主体被列入黑名单，请处理红名单"
ENTRY: Final = (
    "贵单位登记的红名单条目（{list}）仍然有效，请办理移出（失去条件），或者登记认定机关的决定。"
)
CASE: Final = "贵单位正在办理的红名单认定（{number}，{list}）不能决定、公布，请终止。"
ANSWER: Final = "处理后请在本通知上回告。"


def tell_praisers(act: Act, listing: ListDefinition) -> None:
    """A notice to each unit that keeps a red entry of the subject, or has a recognition open.

    In the transaction of the black entry; the receipt of each is awaited. Without any, nothing.

    Raises:
        LogUnavailable: nothing was told, so nothing is entered.
    """
    if listing.colour != "black":
        return
    for unit, told in sorted(_praise(act).items()):
        _tell(act, listing, unit, told)


def recognitions() -> "QuerySet[Case]":
    """The recognitions that go on."""
    return Case.objects.filter(kind="recognition", closed_on=None).order_by("pk")


def _praise(act: Act) -> Mapping[str, list[str]]:
    about, found = act.move.case.subject_id, defaultdict[str, list[str]](list)
    for entry in red_entries([about], act.move.day):
        found[entry.unit_id].append(ENTRY.format(list=list_name(entry.list_id)))
    for case in recognitions().filter(subject_id=about):
        told = CASE.format(number=case.number, list=list_name(case.about_id))
        found[case.unit_id].append(told)
    return found


def _tell(act: Act, listing: ListDefinition, unit: str, told: list[str]) -> None:
    """No paper of the step itself: a later one would send it on as its own report."""
    case, actor = act.move.case, act.move.actor.id
    facts = {"paragraphs": [_first(act, listing), *told, ANSWER]}
    paper = make(Draft("report", TITLE, actor, case.unit_id, case.subject_id, facts))
    notice = send(
        paper.id, Addressee(unit_id=unit, answers=True), "inbox", actor=actor, on=act.move.day
    )
    CaseNotice.objects.create(step=act.row, notice_id=notice.id)


def _first(act: Act, listing: ListDefinition) -> str:
    who = subject(act.move.case.subject_id)
    name, code = (who.name, who.code) if who else ("", "")
    told = f"{name}（统一社会信用代码：{code}）自{act.move.day}起列入{listing.title.zh}。"
    return told + "列入黑名单的主体不得列入红名单。"


def list_name(list_id: str) -> str:
    """The list as it is called, or its id where the packs have it no more."""
    found = (one.title.zh for one in policies().every_list() if one.id == list_id)
    return next(found, list_id)
