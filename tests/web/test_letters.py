"""What the letters of the packs' procedures tell those who get them."""

import pytest

from cases.world import at
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.open_case import open_case
from mingjian.cases.take import take
from mingjian.cases.view import CaseView
from mingjian.papers.letter import letter
from mingjian.papers.read import paper
from web import proceedings, world
from web.proceedings import OFFICE, UNIT

pytestmark = pytest.mark.usefixtures("sealed")
TITLE = "市场监督管理严重违法失信名单"


@pytest.fixture
def one(db: None) -> int:  # noqa: ARG001 - it opens the database
    return world.register()


def text(case: CaseView, kind: str) -> str:
    """The last letter of a kind in the case, as one text."""
    papers = [paper(n.paper.id) for step in case.history for n in step.notices]
    return "\n".join(letter(next(p for p in reversed(papers) if p.kind == kind)).paragraphs)


def test_a_prior_notice_says_what_is_planned_on_what_basis_and_what_may_be_answered(
    one: int,
) -> None:
    with at(proceedings.PROPOSED):
        case = proceedings.proposed(one)
        told = text(
            take(case.id, "notify", Doing(), proceedings.actor("liaison"), seq=1), "prior_notice"
        )
    assert "经查，示例事实" in told
    assert f"依据《示例法》第一条，拟列入“{TITLE}”。" in told
    assert "你单位有权陈述申辩、要求听证，请自收到本告知书之日起10个工作日内提出。" in told
    assert "决定后适用的措施：" in told
    assert "浙江省公共信用信息管理条例" in told


def test_a_decision_says_what_was_decided_and_for_how_long(one: int) -> None:
    told = text(proceedings.decided(one), "decision")
    assert f"依据《示例法》第一条，决定：列入“{TITLE}”" in told
    assert "期限：36个月，自2026-03-18起，2029-03-18届满" in told
    assert "适用的措施：" in told
    assert f"退出条件：{proceedings.EXIT}" in told
    assert f"救济途径：{proceedings.REMEDY}" in told


def test_a_shorter_term_of_the_decision_stands_in_it(one: int) -> None:
    case = proceedings.ready(one)
    with at(proceedings.DECIDED):
        facts = {"exit": proceedings.EXIT, "remedy": proceedings.REMEDY, "term_months": 12}
        doing = Doing(facts, reason="示例理由")
        case = take(case.id, "decide", doing, proceedings.actor("unit_head"), seq=case.seq)
    assert "期限：12个月，自2026-03-18起，2027-03-18届满" in text(case, "decision")


def test_the_repair_notice_says_the_way(one: int) -> None:
    told = text(proceedings.decided(one), "repair_notice")
    assert f"信用修复的条件：{proceedings.EXIT}" in told
    assert "登录平台提出申请" in told


def test_a_reply_that_decides_nothing_yet_gives_its_reason_alone(one: int) -> None:
    with at(proceedings.PROPOSED):
        case = proceedings.proposed(one)
        case = take(case.id, "notify", Doing(), proceedings.actor("liaison"), seq=1)
        proceedings.serve_last(case)
        stated = Doing({}, (proceedings.handed("statement", one),))
        case = take(case.id, "state", stated, proceedings.for_it(one), seq=case.seq)
        doing = Doing(reason="示例：理由不成立")
        case = take(case.id, "examine", doing, proceedings.actor("liaison"), seq=case.seq)
    told = text(case, "reply")
    assert "理由：示例：理由不成立" in told
    assert "答复如下" not in told


def test_a_rejected_objection_says_so_and_where_to_go_on(one: int) -> None:
    proceedings.decided(one)
    with at("2026-03-20"):
        case = proceedings.objected(one, proceedings.entry_of(one))
        office = proceedings.actor("credit_office", OFFICE)
        case = take(case.id, "accept", Doing(), office, seq=case.seq)
        case = take(case.id, "reject", Doing(reason="示例：属实"), office, seq=case.seq)
    told = text(case, "reply")
    assert f"关于异议处理（“{TITLE}”），答复如下：异议不成立" in told
    assert "可以向另一单位申请复核" in told


def test_who_leaves_a_list_reads_from_which(one: int) -> None:
    proceedings.decided(one)
    with at("2026-03-20"):
        handed = tuple(proceedings.handed(kind, one) for kind in ("application", "proof"))
        number, doing = str(proceedings.entry_of(one)), Doing(papers=handed)
        opening = Opening("exit", one, UNIT, "entry", number, "apply", doing=doing)
        case = open_case(opening, proceedings.for_it(one))
        head = proceedings.actor("unit_head")
        case = take(case.id, "let-out", Doing(reason="示例"), head, seq=case.seq)
    assert f"原公示信息已撤下：“{TITLE}”中的条目" in text(case, "withdrawal_notice")


def test_a_report_upward_says_about_what(one: int) -> None:
    case = proceedings.decided(one)
    with at("2026-03-19"):
        case = take(case.id, "report", Doing(), proceedings.actor("liaison"), seq=case.seq)
    assert text(case, "report").splitlines()[:2] == [f"关于列入“{TITLE}”的报告", "示例事实"]


def test_an_interview_says_what_about_and_when(one: int) -> None:
    with at(proceedings.PROPOSED):
        facts = {"held_on": "2026-03-12", "topic": "示例事由"}
        doing = Doing(facts, (proceedings.handed("evidence", one, UNIT),))
        opening = Opening("interview", one, UNIT, "subject", str(one), doing=doing)
        told = text(open_case(opening, proceedings.actor("liaison")), "prior_notice")
    assert "约谈事由：示例事由" in told
    assert "约谈日期：2026-03-12" in told


def test_an_order_says_what_to_put_right_and_in_what_time(one: int) -> None:
    with at(proceedings.PROPOSED):
        facts = {"problem": "示例问题", "article": proceedings.LAW}
        doing = Doing(facts, (proceedings.handed("evidence", one, UNIT),))
        opening = Opening("rectification", one, UNIT, "subject", str(one), doing=doing)
        case = open_case(opening, proceedings.actor("liaison"))
        head = proceedings.actor("unit_head")
        case = take(case.id, "order", Doing(reason="示例"), head, seq=case.seq)
    expected = "依据《示例法》第一条，责令自收到本通知书之日起30日内改正：示例问题"
    assert expected in text(case, "rectification_order")
