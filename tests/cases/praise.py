"""Red lists for the tests of the room: the packs, with red lists that may be entered."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cases.world import HEAD, LIAISON, UNIT, at, handed, serve_last
from effects.world import a_list
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.open_case import open_case
from mingjian.cases.silence import silence
from mingjian.cases.take import take
from mingjian.cases.view import CaseView, view
from mingjian.effects.sync import sync
from mingjian.policy.keep import keep
from mingjian.policy.resolve import Policies
from mingjian.policy.standing import policies, use
from policy.making import pack

LAW = {"law": "示例办法", "article": "第二条", "text_version": "2024-01-01"}
PRAISE = {"exit": "期满或者失去条件", "remedy": "可以向区信用办提出异议"}
RED = a_list("X-RED", colour="red", term_months=24, exit="term", scope="local")
TAX = a_list("X-TAX", colour="red", part="receives", ends="evaluation", published_by="issuer")
LISTS = (
    RED,
    TAX,
    a_list("X-YEAR", colour="red", part="collects", term_months=12),
    a_list("X-YOUNG", colour="red", subjects="persons"),
    a_list("X-PERSONS", colour="red", part="receives", subjects="persons"),
    a_list("X-BLACK"),
    a_list("X-COURT", part="receives"),
    a_list("X-WATCH", colour="watch"),
)


@contextmanager
def packs() -> Iterator[Policies]:
    """The packs of the project with these lists, as the gate knows them too."""
    more = pack("sample", lists=LISTS)
    with use(Policies((*policies().packs, more))) as known:
        keep(known)
        sync(known)
        yield known


def proposed(one: int, list_id: str = "X-RED", day: str = "2026-03-02") -> CaseView:
    """Proposed by the liaison."""
    facts = {"list": list_id, "article": LAW, "facts": "示例事迹"}
    with at(day):
        doing = Doing(facts, (handed("evidence", one, UNIT),))
        return open_case(Opening("recognition", one, UNIT, "list", list_id, doing=doing), LIAISON)


def noticed(one: int) -> CaseView:
    """And shown in public for five working days from 2 March on: ready on the 10th."""
    case = proposed(one)
    with at("2026-03-02"):
        case = take(case.id, "notice", Doing({"shown_at": "示例网站"}), LIAISON, seq=1)
        serve_last(case, "2026-03-02")
    with at("2026-03-10", hour=1):
        silence()
        return view(case.id, LIAISON)


def recognised(one: int, day: str = "2026-03-10", **facts: Any) -> CaseView:
    """And decided by the head."""
    case = noticed(one)
    with at(day):
        doing = Doing({**PRAISE, **facts}, reason="示例理由")
        return take(case.id, "decide", doing, HEAD, seq=case.seq)
