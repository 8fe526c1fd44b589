"""Nothing is opened or decided about a list by a unit that may not decide it (职权法定)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from cases import praise
from cases.test_effects import DECISION, about_entry, decided, determination, now
from cases.world import HEAD, LIAISON, UNIT, at, handed, subject
from mingjian.accounts.actor import Actor, Held
from mingjian.accounts.decide import UnderRule
from mingjian.cases import problems
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.models import Case
from mingjian.cases.open_case import open_case
from mingjian.cases.take import take
from mingjian.cases.view import CaseView
from mingjian.policy.resolve import Policies
from mingjian.policy.standing import policies, use
from policy.making import SAID, pack

pytestmark = pytest.mark.usefixtures("db")
FACTS = {"article": praise.LAW, "facts": "示例事实"}
WAGES, SAFETY, BUILDING = "B05", "B18", "B22"
LABOUR, STATISTICS = "zhenhai-human-resources", "zhenhai-statistics"
ROLES = ("liaison", "unit_head", "credit_office", "reviewer", "clerk", "auditor", "admin")


def proposed(list_id: str, actor: Actor, unit_id: str = "", procedure: str = "") -> CaseView:
    one, unit = subject(1), unit_id or actor.unit_id
    doing = Doing(FACTS | {"list": list_id}, (handed("evidence", one, unit),))
    opening = Opening(procedure or "determination", one, unit, "list", list_id, doing=doing)
    with at("2026-03-02"):
        return open_case(opening, actor)


def liaison(unit_id: str) -> Actor:
    return replace(LIAISON, unit_id=unit_id)


@contextmanager
def reformed(list_id: str, unit_id: str) -> Iterator[Policies]:
    """The packs of the project, by which another unit decides that list."""
    told = [{"list": list_id, "unit": unit_id, **SAID}]
    more = pack("reform", extends=["zhenhai-2019"], deciders=told)
    with use(Policies((*policies().packs, more))) as known:
        yield known


@pytest.mark.parametrize("role", ROLES)
def test_no_role_of_another_unit_opens_it(role: str) -> None:
    actor = Actor("user:9", "示例", UNIT, (Held(role), Held("liaison")))
    with pytest.raises(problems.NotCompetent) as caught:
        proposed(WAGES, actor)
    assert not Case.objects.exists()
    told = caught.value.document("zh")
    assert told["status"] == 403
    assert "区人力社保局" in str(told["title"])
    assert "区市场监管局无权认定" in str(told["title"])
    assert "移送" in str(told["detail"])
    assert "Zhenhai Human Resources" in caught.value.sentence("en")


def test_nobody_opens_it_in_the_name_of_the_unit_that_may() -> None:
    with pytest.raises(UnderRule):
        proposed(WAGES, LIAISON, unit_id=LABOUR)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("list_id", "unit_id"),
    [
        (WAGES, LABOUR),
        ("B20", UNIT),
        (SAFETY, "zhenhai-emergency"),
        (SAFETY, UNIT),  # 谁处罚谁决定: no unit is named, none is refused
        (BUILDING, STATISTICS),  # no pack says who decides: as before
    ],
)
def test_who_may_decide_or_is_not_excluded_opens_it(list_id: str, unit_id: str) -> None:
    assert proposed(list_id, liaison(unit_id)).unit_id == unit_id


@pytest.mark.parametrize("list_id", ["B20", "A01", "B12"])
def test_the_same_holds_for_every_list_of_the_market_regulator(list_id: str) -> None:
    with pytest.raises(problems.NotCompetent):
        proposed(list_id, liaison(STATISTICS))
    proposed(list_id, LIAISON)


def test_a_recognition_is_for_the_unit_that_may_praise() -> None:
    with praise.packs(), reformed("X-RED", LABOUR):
        with pytest.raises(problems.NotCompetent):
            praise.proposed(subject(1))
        assert proposed("X-RED", liaison(LABOUR), procedure="recognition").unit_id == LABOUR


def test_the_decision_looks_again_and_lists_nobody() -> None:
    one = subject(1)
    case = determination(one)
    with reformed("B20", LABOUR), at("2026-03-18"), pytest.raises(problems.NotCompetent):
        take(case.id, "decide", Doing(DECISION, reason="示例"), HEAD, seq=3)
    assert now(one, "2026-03-18").entries == ()


def test_the_way_out_stays_with_the_unit_that_listed() -> None:
    one = subject(1)
    decided(one)
    (entry,) = now(one, "2026-03-20").entries
    with reformed("B20", LABOUR), at("2026-03-20"):
        case = about_entry(one, "objection", entry.id, "application", ground="error")
    assert case.unit_id == UNIT
