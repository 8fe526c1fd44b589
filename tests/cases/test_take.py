"""Cases on their way: who may do what when, and what each step leaves behind."""

from datetime import date

import pytest

from cases.world import (
    AUDITOR,
    BOTH,
    HEAD,
    LIAISON,
    OFFICE,
    OTHER_HEAD,
    OTHER_UNIT,
    PLATFORM,
    REVIEWER,
    STRANGER,
    UNIT,
    applied,
    at,
    handed,
    organisation,
    proposed,
    serve_last,
    subject,
)
from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import UnderRule
from mingjian.cases import problems
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.models import Case, CaseStep
from mingjian.cases.open_case import open_case
from mingjian.cases.take import take
from mingjian.cases.view import view
from mingjian.evidence.read import entries
from mingjian.kernel.problem import NotFound, Problem
from mingjian.papers.inbox import inbox
from mingjian.policy.problems import UnknownProcedure

pytestmark = pytest.mark.usefixtures("db", "sample_packs")
NOTHING = Doing()


@pytest.fixture
def one() -> int:
    return subject(1)


def test_an_organisation_opens_a_case(one: int) -> None:
    with at("2025-03-03"):
        case = applied(one)
    assert (case.number, case.state.id, case.seq) == ("明案〔2025〕1号", "open", 1)
    assert (case.opened_on, case.closed_on, case.outcome) == (date(2025, 3, 3), None, "")
    (clock,) = case.clocks
    assert clock.due
    assert clock.due.day == date(2025, 3, 10)
    (step,) = case.history
    assert [paper.kind for paper in step.papers] == ["application"]
    (entry,) = entries(kind="case.opened", limit=5)
    assert (entry.body["case"], entry.body["step"], step.entry_id) == (case.id, "apply", entry.id)
    assert case.edition_id.startswith("sample@")


def test_numbers_count_for_each_unit_and_year(one: int) -> None:
    with at("2024-12-31"):
        assert applied(one).number == "明案〔2024〕1号"
        assert applied(one).number == "明案〔2024〕2号"
        assert applied(one, unit_id=OTHER_UNIT).number == "明案〔2024〕1号"
    with at("2025-01-01", hour=0):
        assert applied(one).number == "明案〔2025〕1号"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"about": "list"}, "cases.unfit-opening"),
        ({"about_id": " "}, "cases.unfit-opening"),
        ({"about_id": "1000000000"}, "cases.unfit-opening"),
        ({"about_id": "somebody"}, "cases.unfit-opening"),
        ({"step": "decide"}, "cases.not-open"),
        ({"step": "nothing"}, "cases.no-such-step"),
        ({"doing": Doing({"matter": "x"})}, "cases.papers-missing"),
        ({"parent": 10**9}, "cases.no-such-case"),
    ],
)
def test_a_case_that_does_not_fit_is_not_opened(
    one: int, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(Problem) as refused:
        applied(one, **changes)
    assert refused.value.code == code


def test_nobody_opens_a_case_of_a_procedure_or_unit_that_is_not_there(one: int) -> None:
    with pytest.raises(UnknownProcedure):
        applied(one, procedure="guess")
    with pytest.raises(NotFound):
        applied(one, unit_id="nowhere")


def test_nobody_objects_for_another_organisation(one: int) -> None:
    other = organisation(subject(2))
    paper = handed("application", one)
    asked = Opening(
        "sample", one, UNIT, "subject", str(one), doing=Doing({"matter": "x"}, (paper,))
    )
    with pytest.raises(UnderRule):
        open_case(asked, other)


def test_the_whole_way_with_papers_and_notices(one: int) -> None:
    own = organisation(one)
    with at("2025-03-03"):
        case = applied(one)
    with at("2025-03-05"):
        case = take(case.id, "ask", NOTHING, LIAISON, seq=1)
        assert case.clocks[0].is_paused
        assert [notice.paper.kind for notice in inbox(own)] == ["missing_papers"]
    with at("2025-03-12"):
        proof = Doing(papers=(handed("proof", one),))
        case = take(case.id, "supply", proof, own, seq=2)
        assert case.clocks[0].due
        assert case.clocks[0].due.day == date(2025, 3, 17)
    with at("2025-03-13"):
        case = take(case.id, "decide", NOTHING, HEAD, seq=3)
    assert (case.outcome, case.closed_on, case.possible) == ("favourable", date(2025, 3, 13), ())
    reply = case.history[-1].papers[0]
    assert (reply.kind, reply.signed_by, reply.signed_on) == ("reply", HEAD.name, date(2025, 3, 13))
    assert reply.facts["matter"] == "示例异议"
    assert reply.facts["name"] == "示例1号有限公司"
    assert [entry.body["step"] for entry in entries(kind="case.step", limit=9)][::-1] == [
        "ask",
        "supply",
        "decide",
    ]


def test_a_closed_case_stays_closed(one: int) -> None:
    case = applied(one)
    take(case.id, "decide", NOTHING, HEAD, seq=1)
    with pytest.raises(problems.NotOpen):
        take(case.id, "refuse", Doing(reason="x"), HEAD, seq=2)


def test_who_has_not_seen_the_last_step_does_not_take_the_next(one: int) -> None:
    case = applied(one)
    take(case.id, "extend", Doing(reason="案情复杂"), HEAD, seq=1)
    with pytest.raises(problems.CaseMoved) as refused:
        take(case.id, "decide", NOTHING, HEAD, seq=1)
    assert refused.value.facts == {"expected": 1, "seq": 2}


ACTORS = [LIAISON, HEAD, BOTH, STRANGER, OTHER_HEAD, OFFICE, REVIEWER, AUDITOR, PLATFORM]
ALLOWED = {
    "ask": {LIAISON.id, BOTH.id},
    "extend": {HEAD.id, BOTH.id},
    "decide": {HEAD.id, BOTH.id},
    "refuse": {HEAD.id, BOTH.id},
    "lapse": {PLATFORM.id},
    "grant-by-silence": {PLATFORM.id},
}
MAY_READ = {LIAISON.id, HEAD.id, BOTH.id, OFFICE.id, REVIEWER.id, AUDITOR.id, PLATFORM.id}


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.id)
@pytest.mark.parametrize("step", sorted(ALLOWED))
def test_rights_by_verb(one: int, actor: Actor, step: str) -> None:
    case = applied(one)
    if actor.id in ALLOWED[step]:
        assert take(case.id, step, Doing(reason="理由"), actor, seq=1).seq == 2
        return
    with pytest.raises(Problem) as refused:
        take(case.id, step, Doing(reason="理由"), actor, seq=1)
    assert refused.value.status == (403 if actor.id in MAY_READ else 404)
    assert Case.objects.get(pk=case.id).seq == 1


@pytest.mark.parametrize("step", sorted(ALLOWED))
def test_an_organisation_takes_no_step_of_the_office(one: int, step: str) -> None:
    case = applied(one)
    with pytest.raises(Problem) as refused:
        take(case.id, step, Doing(reason="理由"), organisation(one), seq=1)
    assert refused.value.status == 403


def test_who_asked_does_not_decide(one: int) -> None:
    case = applied(one)
    take(case.id, "ask", NOTHING, BOTH, seq=1)
    take(case.id, "supply", Doing(papers=(handed("proof", one),)), organisation(one), seq=2)
    with pytest.raises(problems.SamePerson):
        take(case.id, "decide", NOTHING, BOTH, seq=3)
    assert take(case.id, "decide", NOTHING, HEAD, seq=3).outcome == "favourable"


@pytest.mark.parametrize("step", ["extend", "refuse"])
def test_a_reason_where_one_is_wanted(one: int, step: str) -> None:
    case = applied(one)
    with pytest.raises(problems.ReasonMissing):
        take(case.id, step, Doing(reason="  "), HEAD, seq=1)


def test_a_paper_about_somebody_else_is_refused(one: int) -> None:
    case = applied(one)
    take(case.id, "ask", NOTHING, LIAISON, seq=1)
    foreign = handed("proof", subject(2))
    with pytest.raises(problems.ForeignPaper):
        take(case.id, "supply", Doing(papers=(foreign,)), organisation(one), seq=2)


def test_a_listing_from_the_proposal_to_the_decision(one: int) -> None:
    own = organisation(one)
    with at("2025-03-03"):
        case = proposed(one)
        with pytest.raises(problems.NoSuchCase):
            view(case.id, own)
        case = take(case.id, "notify", NOTHING, LIAISON, seq=1)
        assert view(case.id, own).state.id == "noticed"
    with at("2025-06-30"), pytest.raises(problems.NotServed):
        take(case.id, "list", NOTHING, HEAD, seq=2)
    with at("2025-03-05"):
        serve_last(case, "2025-03-04")
    with at("2025-03-11"), pytest.raises(problems.ClockRuns):
        take(case.id, "list", NOTHING, HEAD, seq=2)
    with at("2025-03-12"):
        case = take(case.id, "list", NOTHING, HEAD, seq=2)
        kinds = [(n.paper.kind, n.subject_id, n.unit_id) for n in case.history[-1].notices]
    assert kinds == [
        ("decision", one, ""),
        ("report", None, "zhenhai-credit-office"),
        ("repair_notice", one, ""),
    ]
    assert {paper.kind for paper in case.history[-1].papers} == {
        "decision",
        "report",
        "repair_notice",
    }


def test_who_proposed_does_not_decide(one: int) -> None:
    with at("2025-03-03"):
        evidence = Doing(papers=(handed("evidence", one, UNIT),))
        case = open_case(Opening("listing", one, UNIT, "list", "B20", doing=evidence), BOTH)
        case = take(case.id, "notify", NOTHING, LIAISON, seq=1)
        serve_last(case, "2025-03-03")
    with at("2025-03-12"), pytest.raises(problems.SamePerson):
        take(case.id, "list", NOTHING, BOTH, seq=2)


def again(one: int, unit_id: str = OTHER_UNIT, parent: int | None = None) -> Opening:
    return Opening("second-look", one, unit_id, "subject", str(one), parent=parent)


def refused_case(one: int) -> int:
    case = applied(one)
    take(case.id, "refuse", Doing(reason="理由"), HEAD, seq=1)
    return case.id


def test_a_review_is_of_a_case_and_by_another_unit(one: int) -> None:
    first, own = refused_case(one), organisation(one)
    for asked in (again(one), again(one, UNIT, first)):
        with pytest.raises(problems.UnfitOpening):
            open_case(asked, own)
    case = open_case(again(one, parent=first), own)
    assert (case.parent_id, case.unit_id) == (first, OTHER_UNIT)
    assert take(case.id, "change", NOTHING, REVIEWER, seq=1).outcome == "favourable"


def test_no_reviewer_of_the_unit_that_decided_or_of_a_third(one: int) -> None:
    case = open_case(again(one, parent=refused_case(one)), organisation(one))
    for unit in (UNIT, "zhenhai-finance"):
        reviewer = Actor("user:70", "示例", unit, REVIEWER.grants)
        with pytest.raises((problems.SameUnit, problems.NotYourStep)):
            take(case.id, "change", NOTHING, reviewer, seq=1)


def test_nobody_reviews_the_case_of_another_organisation(one: int) -> None:
    first, two = refused_case(one), subject(2)
    with pytest.raises(problems.NoSuchCase):
        open_case(again(two, parent=first), organisation(two))


def test_what_fails_leaves_nothing_behind(one: int, monkeypatch: pytest.MonkeyPatch) -> None:
    case = applied(one)
    logged, steps = len(entries(limit=99)), CaseStep.objects.count()

    def fail(*_: object) -> None:
        raise RuntimeError("the power is cut")

    monkeypatch.setattr("mingjian.cases.record.notify", fail)
    with pytest.raises(RuntimeError):
        take(case.id, "decide", NOTHING, HEAD, seq=1)
    assert (len(entries(limit=99)), CaseStep.objects.count()) == (logged, steps)
    assert view(case.id, HEAD).state.id == "open"


def test_the_view_says_what_is_mine_and_what_is_in_the_way(one: int) -> None:
    with at("2025-03-03"):
        case = proposed(one)
        case = take(case.id, "notify", NOTHING, LIAISON, seq=1)
        seen = view(case.id, HEAD)
    possible = {one.step.id: (one.yours, [p.code for p in one.blocked_by]) for one in seen.possible}
    assert possible == {
        "state": (False, []),
        "list": (True, ["cases.not-served", "cases.clock-runs"]),
    }
