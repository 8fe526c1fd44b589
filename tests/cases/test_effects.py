"""The procedures of the packs on real lists and records: what a step does to what is in force."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from cases.world import (
    HEAD,
    LIAISON,
    OFFICE,
    OTHER_UNIT,
    STRANGER,
    UNIT,
    at,
    handed,
    organisation,
    serve_last,
    subject,
)
from intake.letters import code, deliver, entity, penalty
from mingjian.accounts.decide import UnderRule
from mingjian.cases import answered, problems
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.eligibility import eligibility
from mingjian.cases.open_case import open_case
from mingjian.cases.serve import prove
from mingjian.cases.silence import silence
from mingjian.cases.take import take
from mingjian.cases.view import CaseView, view
from mingjian.effects.gate import Article
from mingjian.effects.in_force import InForce, in_force
from mingjian.effects.problems import GateShut, NoSuchEffect, PartMissing
from mingjian.effects.publish import Publishing, publish_record
from mingjian.effects.rules.conditions import Condition
from mingjian.effects.rules.eligibility import Eligibility
from mingjian.effects.rules.facts import RepairFacts
from mingjian.evidence.append import append
from mingjian.kernel.period import Period
from mingjian.kernel.problem import Problem
from mingjian.kernel.verdict import CannotTell, Met, NotMet
from mingjian.ledger.correct import correct
from mingjian.ledger.read import as_of
from mingjian.papers import receipts as answers
from mingjian.papers.problems import AlreadyServed, AnotherUnits, NothingToAnswer
from mingjian.policy.schema.base import Text
from mingjian.registry.find import by_code

pytestmark = pytest.mark.usefixtures("db")
LAW = {"law": "示例法", "article": "第一条", "text_version": "2021-09-01"}
PROPOSAL = {"list": "B20", "article": LAW, "facts": "示例事实"}
DECISION = {"exit": "期满或者修复", "remedy": "六十日内申请复议"}


def determination(one: int, list_id: str = "B20", **facts: object) -> CaseView:
    """Proposed on 2 March 2026, told beforehand, its notice served on the next day."""
    with at("2026-03-02"):
        doing = Doing({**PROPOSAL, "list": list_id, **facts}, (handed("evidence", one, UNIT),))
        asked = Opening("determination", one, UNIT, "list", list_id, doing=doing)
        case = open_case(asked, LIAISON)
        case = take(case.id, "notify", Doing(), LIAISON, seq=1)
        serve_last(case, "2026-03-02")
    with at("2026-03-17", hour=1):
        assert silence().taken == 1
    return case


def decided(one: int, **facts: object) -> CaseView:
    """And decided on 18 March, nobody having made a statement."""
    case = determination(one)
    with at("2026-03-18"):
        return take(case.id, "decide", Doing({**DECISION, **facts}, reason="示例"), HEAD, seq=3)


def now(one: int, day: str) -> InForce:
    return in_force(one, date.fromisoformat(day))


def told(one: int, unit: str = OTHER_UNIT, **what: list[object]) -> None:
    """A unit got an answer that said so."""
    body = {"unit": unit, "outcome": "answered", **what}
    append("check.asked", actor="client:1", body=body, subject_id=one)


def test_a_determination_makes_an_entry_with_its_six_parts() -> None:
    one = subject(1)
    case = decided(one)
    assert now(one, "2026-03-17").entries == ()
    (entry,) = now(one, "2026-03-18").entries
    parts = entry.parts
    assert (entry.list_id, entry.case_id, entry.unit_id) == ("B20", case.id, UNIT)
    assert parts.basis == Article(**LAW)
    assert (parts.term.start, parts.term.end) == (date(2026, 3, 18), date(2029, 3, 18))
    assert (parts.exit.zh, parts.remedy.zh) == (DECISION["exit"], DECISION["remedy"])
    papers = {paper.kind: paper.id for paper in case.history[-1].papers}
    assert papers["decision"] == parts.decision
    assert "repair_notice" in papers
    assert now(one, "2029-03-18").entries == ()


def test_the_statement_has_its_time_before_the_decision() -> None:
    one = subject(1)
    with at("2026-03-02"):
        doing = Doing(PROPOSAL, (handed("evidence", one, UNIT),))
        case = open_case(Opening("determination", one, UNIT, "list", "B20", doing=doing), LIAISON)
        case = take(case.id, "notify", Doing(), LIAISON, seq=1)
    with at("2026-06-30"):
        assert silence().taken == 0
        assert view(case.id, HEAD).state.id == "notified"
        assert now(one, "2026-06-30").entries == ()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"exit": " "}, "cases.unfit-fact"),
        ({"remedy": ""}, "cases.unfit-fact"),
        ({"term_months": 37}, "cases.unfit-fact"),
        ({"term_months": -1}, "cases.unfit-fact"),
        ({"term_months": "long"}, "cases.unfit-fact"),
        ({"score": 3}, "cases.unfit-fact"),
    ],
)
def test_a_decision_without_its_parts_is_not_taken(facts: dict[str, object], refusal: str) -> None:
    one = subject(1)
    case = determination(one)
    with at("2026-03-18"), pytest.raises(Problem) as refused:
        take(case.id, "decide", Doing({**DECISION, **facts}, reason="示例"), HEAD, seq=3)
    assert refused.value.code == refusal
    assert (view(case.id, HEAD).state.id, now(one, "2026-03-18").entries) == ("ready", ())


def test_an_article_without_its_text_version_opens_no_gate() -> None:
    one = subject(1)
    case = determination(one, article={"law": "示例法", "article": "第一条"})
    with at("2026-03-18"), pytest.raises(PartMissing):
        take(case.id, "decide", Doing(DECISION, reason="示例"), HEAD, seq=3)


@pytest.mark.parametrize("list_id", ["B19", "B22", "B02", "B09"])
def test_no_entry_on_a_list_that_is_history_unclear_or_not_the_districts(list_id: str) -> None:
    one = subject(1)
    case = determination(one, list_id)
    with at("2026-03-18"), pytest.raises(GateShut):
        take(case.id, "decide", Doing(DECISION, reason="示例"), HEAD, seq=3)
    assert now(one, "2026-03-18").entries == ()


def test_the_entry_is_published_once_its_decision_was_served() -> None:
    one = subject(1)
    case = decided(one)
    with at("2026-03-19"):
        case = take(case.id, "report", Doing(), LIAISON, seq=4)
        with pytest.raises(problems.NotServed):
            take(case.id, "publish", Doing(), LIAISON, seq=5)
        notice = next(n for n in case.history[3].notices if n.paper.kind == "decision")
        with pytest.raises(UnderRule):
            prove(case.id, notice.id, date(2026, 3, 19), "direct", organisation(one))
        prove(case.id, notice.id, date(2026, 3, 19), "direct", LIAISON)
        with pytest.raises(AlreadyServed):
            prove(case.id, notice.id, date(2026, 3, 19), "direct", LIAISON)
        case = take(case.id, "publish", Doing(), LIAISON, seq=5)
    assert case.outcome == "adverse"


def about_entry(one: int, procedure: str, number: int, *papers: str, **facts: object) -> CaseView:
    handed_in = tuple(handed(kind, one) for kind in papers)  # type: ignore[arg-type]  # kinds
    doing = Doing(facts, handed_in)
    asked = Opening(
        procedure,
        one,
        UNIT,
        "entry",
        str(number),
        "apply" if procedure == "exit" else "",
        None,
        doing,
    )
    return open_case(asked, organisation(one))


def test_an_objection_marks_at_once_and_the_mark_goes_with_the_answer() -> None:
    one = subject(1)
    decided(one)
    (entry,) = now(one, "2026-03-20").entries
    with at("2026-03-20"):
        case = about_entry(one, "objection", entry.id, "application", ground="error")
        (mark,) = now(one, "2026-03-20").disputed
        assert (mark.case_id, mark.target) == (case.id, str(entry.id))
        case = take(case.id, "accept", Doing(), OFFICE, seq=1)
        case = take(case.id, "reject", Doing(reason="事实清楚"), OFFICE, seq=2)
        assert now(one, "2026-03-20").disputed == ()
    assert case.outcome == "adverse"
    assert now(one, "2026-03-20").entries == (entry,)


def test_silence_leaves_the_mark_and_accepts_the_objection() -> None:
    one = subject(1)
    decided(one)
    (entry,) = now(one, "2026-03-20").entries
    with at("2026-03-20"):
        case = about_entry(one, "objection", entry.id, "application", ground="error")
    with at("2026-03-24"):
        assert silence().taken == 1
    with at("2026-06-30"):
        found = silence()
        # The objection, and the report upward that the unit forgot.
        assert (found.taken, found.reminded) == (0, 2)
        seen = view(case.id, OFFICE)
        assert (seen.state.id, seen.closed_on) == ("accepted", None)
        assert len(now(one, "2026-06-30").disputed) == 1


def test_a_way_out_reaches_everybody_who_was_told() -> None:
    one = subject(1)
    decided(one)
    (entry,) = now(one, "2026-03-20").entries
    told(one, entries=[entry.id])
    told(one, "zhenhai-finance", entries=[[entry.id, 1]])
    told(one, "zhenhai-education", entries=[entry.id + 1])
    with at("2026-03-20"):
        case = about_entry(one, "exit", entry.id, "application", "proof")
        case = take(case.id, "let-out", Doing(reason="已改正"), HEAD, seq=1)
        assert now(one, "2026-03-20").entries == ()
        assert now(one, "2026-03-19").entries != ()
        waiting = answered.receipts(case.id, LIAISON)
        assert [one.unit_id for one in waiting] == [OTHER_UNIT, "zhenhai-finance"]
        assert [one.unit_id for one in answers.outstanding(STRANGER)] == [OTHER_UNIT]
        assert len(answers.outstanding(OFFICE)) == 2
        number = waiting[0].notice_id
        with pytest.raises(UnderRule):
            answers.answer(number, LIAISON)
        with pytest.raises(AnotherUnits):
            answers.answer(number, OFFICE)
        done = answers.answer(number, STRANGER, "已停止使用")
        assert done.answered_on == date(2026, 3, 20)
        with pytest.raises(AlreadyServed):
            answers.answer(number, STRANGER)
        with pytest.raises(NothingToAnswer):
            answers.answer(10**9, STRANGER)
        assert len(answers.outstanding(OFFICE)) == 1


@pytest.fixture
def record() -> tuple[int, UUID]:
    """A penalty on file of a made-up organisation."""
    deliver("market-entity", [entity(1)])
    deliver("penalty", [penalty(1)])
    found = by_code(code(1))
    assert found is not None
    (version,) = as_of(found.subject_id, items=["penalty"])
    return found.subject_id, version.record_id


def about_record(
    one: int, record_id: UUID, procedure: str, *papers: str, **facts: object
) -> CaseView:
    handed_in = tuple(handed(kind, one) for kind in papers)  # type: ignore[arg-type]  # kinds
    step = "tell-office" if procedure == "withdrawal" else ""
    doing = Doing(facts, handed_in)
    asked = Opening(procedure, one, UNIT, "record", str(record_id), step, None, doing)
    return open_case(asked, organisation(one))


def test_an_objection_against_a_record_wants_it_really_corrected(
    record: tuple[int, UUID],
) -> None:
    one, number = record
    today = timezone.localdate()
    case = about_record(one, number, "objection", "application", ground="error")
    case = take(case.id, "accept", Doing(), OFFICE, seq=1)
    with pytest.raises(problems.CorrectFirst):
        take(case.id, "correct", Doing(reason="更正"), OFFICE, seq=2)
    (old,) = as_of(one, items=["penalty"])
    payload = {**old.payload, "BZ": "已更正"}
    moment = datetime.now(UTC) + timedelta(seconds=1)
    correct(number, payload, old.valid, reason="笔误", actor=LIAISON.id, at=moment)
    case = take(case.id, "correct", Doing(reason="更正"), OFFICE, seq=2)
    assert len(in_force(one, today).disputed) == 1
    told(one, records=[[str(number), 1]])
    case = take(case.id, "tell", Doing(), OFFICE, seq=3)
    assert in_force(one, today).disputed == ()
    assert [one.unit_id for one in answered.receipts(case.id, OFFICE)] == [OTHER_UNIT]
    assert case.outcome == "favourable"


def test_nobody_disputes_the_record_of_another_organisation(record: tuple[int, UUID]) -> None:
    with pytest.raises(problems.UnfitOpening):
        about_record(subject(2), record[1], "objection", "application", ground="error")
    assert in_force(record[0], timezone.localdate()).disputed == ()


def test_nobody_disputes_what_is_not_there() -> None:
    with pytest.raises(NoSuchEffect):
        about_record(subject(2), UUID(int=1), "objection", "application", ground="error")


def published(one: int, number: UUID) -> None:
    (version,) = as_of(one, items=["penalty"])
    start = date.fromisoformat(str(version.payload["CF_JDRQ"]))
    words = Text(zh="示例", en="example")
    wanted = Publishing(
        record_id=number,
        decision_number="示例1号",
        decided_on=start,
        holds=Period(start, date(2099, 1, 1)),
        earliest_end=None,
        grade="general",
        rules="sample",
        exit=words,
        remedy=words,
        actor=LIAISON.id,
    )
    publish_record(wanted)


def test_a_repair_stops_what_is_shown_and_tells_the_receivers(record: tuple[int, UUID]) -> None:
    one, number = record
    published(one, number)
    today = timezone.localdate()
    told(one, records=[str(number)])
    assert len(in_force(one, today).published) == 1
    case = about_record(one, number, "repair", "application", "pledge", "proof")
    case = take(case.id, "push", Doing(), OFFICE, seq=1)
    case = take(case.id, "grant", Doing(reason="符合条件"), HEAD, seq=2)
    assert in_force(one, today).published == ()
    assert [one.unit_id for one in answered.receipts(case.id, LIAISON)] == [OTHER_UNIT]
    assert take(case.id, "pass-on", Doing(), OFFICE, seq=3).outcome == "favourable"


def test_the_conditions_of_a_repair_are_shown_one_by_one(record: tuple[int, UUID]) -> None:
    one, number = record
    case = about_record(one, number, "repair", "application", "pledge", "proof")
    found = eligibility(case.id, HEAD, RepairFacts(performed=date(2019, 7, 1)))
    assert isinstance(found, Eligibility | CannotTell)
    other = eligibility(about_entry_of(one).id, HEAD)
    assert isinstance(other, Eligibility)
    assert other.conditions
    assert all(isinstance(each.verdict, CannotTell) for each in other.conditions)


def about_entry_of(one: int) -> CaseView:
    """A repair that is about an entry of a list of whose early way out nothing is verified."""
    decided(one)
    (entry,) = in_force(one, timezone.localdate()).entries
    return about_entry(one, "repair", entry.id, "application", "pledge", "proof")


def test_an_unmet_condition_stops_the_grant(
    record: tuple[int, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, number = record
    published(one, number)
    words = Text(zh="已满最短公示期", en="the shortest term is over")
    unmet = Eligibility("sample", (Condition(words, NotMet()),), date(2027, 1, 1))
    monkeypatch.setattr("mingjian.cases.repairing.judged", lambda *_: unmet)
    case = about_record(one, number, "repair", "application", "pledge", "proof")
    case = take(case.id, "push", Doing(), OFFICE, seq=1)
    with pytest.raises(problems.NotEligible) as refused:
        take(case.id, "grant", Doing(reason="x"), HEAD, seq=2)
    assert "2027-01-01" in refused.value.sentence("zh")
    assert len(in_force(one, timezone.localdate()).published) == 1


def test_a_refusal_names_the_condition_that_fails(
    record: tuple[int, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, number = record
    published(one, number)
    met = Condition(Text(zh="已作出信用承诺", en="pledged"), Met())
    open_one = Condition(Text(zh="已纠正", en="corrected"), CannotTell("该事实未知"))
    judged = Eligibility("sample", (met, open_one), None)
    monkeypatch.setattr("mingjian.cases.repairing.judged", lambda *_: judged)
    case = about_record(one, number, "repair", "application", "pledge", "proof")
    case = take(case.id, "push", Doing(), OFFICE, seq=1)
    with pytest.raises(problems.UnfitFact):
        take(case.id, "refuse", Doing(reason="x"), HEAD, seq=2)
    for unmet in ("已作出信用承诺", "不予修复"):
        with pytest.raises(problems.NothingUnmet) as refused:
            take(case.id, "refuse", Doing({"unmet": unmet}, reason="x"), HEAD, seq=2)
        assert "已纠正" in refused.value.sentence("zh")
    monkeypatch.setattr(
        "mingjian.cases.repairing.judged", lambda *_: Eligibility("sample", (met,), None)
    )
    with pytest.raises(problems.NothingUnmet):
        take(case.id, "refuse", Doing({"unmet": "已纠正"}, reason="x"), HEAD, seq=2)
    monkeypatch.setattr("mingjian.cases.repairing.judged", lambda *_: judged)
    case = take(case.id, "refuse", Doing({"unmet": "已纠正"}, reason="x"), HEAD, seq=2)
    assert (case.outcome, case.history[-1].facts["unmet"]) == ("adverse", "已纠正")


def test_the_unit_sees_the_application_that_is_pushed_to_it(record: tuple[int, UUID]) -> None:
    one, number = record
    case = about_record(one, number, "repair", "application", "pledge", "proof")
    case = take(case.id, "push", Doing(), OFFICE, seq=1)
    (sent,) = case.history[-1].notices
    assert (sent.paper.kind, sent.unit_id) == ("application", UNIT)


def test_a_case_goes_to_the_unit_that_decided_or_delivered(record: tuple[int, UUID]) -> None:
    one, number = record
    asked = Opening("objection", one, OTHER_UNIT, "record", str(number))
    with pytest.raises(problems.UnfitOpening) as refused:
        open_case(asked, organisation(one))
    assert UNIT in refused.value.sentence("zh")


def test_a_revoked_decision_goes_with_its_reason(record: tuple[int, UUID]) -> None:
    one, number = record
    published(one, number)
    ruled = {"change": "revoked", "effective_on": "2026-11-20"}
    case = about_record(one, number, "withdrawal", "ruling", **ruled)
    (clock,) = case.clocks
    assert clock.due is not None
    case = take(case.id, "withdraw", Doing(reason="决定被撤销"), LIAISON, seq=1)
    assert as_of(one, items=["penalty"]) == []
    assert in_force(one, timezone.localdate()).published == ()
    assert case.history[-1].papers[0].kind == "withdrawal_notice"


def test_a_shield_by_a_ruling_and_its_end_only_after_notice() -> None:
    one = subject(1)
    decided(one)
    with at("2026-04-01"):
        papers = (handed("application", one), handed("ruling", one))
        asked = Opening("shielding", one, "zhenhai-credit-office", "subject", str(one))
        asked = Opening(
            asked.procedure, one, asked.unit_id, "subject", str(one), doing=Doing(papers=papers)
        )
        case = open_case(asked, organisation(one))
        ruled = Doing({"ruled_on": "2026-03-30"})
        case = take(case.id, "shield", ruled, OFFICE, seq=1)
        assert (now(one, "2026-04-01").entries, len(now(one, "2026-04-01").shielded)) == ((), 1)
        with pytest.raises(problems.NotOpen):
            take(case.id, "unshield", Doing(reason="x"), OFFICE, seq=2)
        with pytest.raises(problems.NoTarget):
            take(case.id, "finish", Doing(papers=(handed("proof", one),)), OFFICE, seq=2)
        ended = Doing(papers=(handed("ruling", one),), reason="计划终止")
        case = take(case.id, "announce-end", ended, OFFICE, seq=2)
        with pytest.raises((problems.NotServed, problems.SamePerson)):
            take(case.id, "unshield", Doing(reason="x"), OFFICE, seq=3)
        assert now(one, "2026-04-01").entries == ()
