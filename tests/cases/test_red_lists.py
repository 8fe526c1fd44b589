"""Red lists from end to end: recognition, what blocks it, publication, and the ways out."""

from collections.abc import Iterator
from datetime import date

import pytest

from cases import praise
from cases.test_effects import now, told
from cases.world import (
    BOTH,
    HEAD,
    LIAISON,
    OFFICE,
    OTHER_UNIT,
    UNIT,
    at,
    handed,
    organisation,
    serve_last,
    subject,
)
from effects import world
from mingjian.cases import problems
from mingjian.cases.answered import receipts
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.models import Case
from mingjian.cases.open_case import open_case
from mingjian.cases.silence import silence
from mingjian.cases.take import take
from mingjian.cases.view import CaseView, view
from mingjian.effects.dispute import dispute
from mingjian.effects.enter import enter, leave
from mingjian.effects.gate import Article, Term
from mingjian.effects.models import Entry
from mingjian.effects.problems import GateShut
from mingjian.effects.shield import shield
from mingjian.effects.target import Target
from mingjian.kernel.problem import Problem
from mingjian.papers.draft import Draft
from mingjian.papers.make import make
from papers.making import served

pytestmark = pytest.mark.usefixtures("db", "red_lists")
DAY = date(2026, 3, 10)
DECIDED = date(2026, 2, 20)


@pytest.fixture
def red_lists() -> Iterator[None]:
    with praise.packs():
        yield


def heard(one: int) -> world.Heard:
    """Told on 2 February and decided on the 20th, whatever the clock of the machine says."""
    with at("2026-02-02"):
        prior = make(Draft("prior_notice", "示例", "user:1", UNIT, one, {"facts": "示例"}))
        proof = served(prior.id, one, date(2026, 2, 2))
    with at("2026-02-20"):
        facts = {"facts": "示例"}
        draft = Draft("decision", "示例", "user:2", UNIT, one, facts, None, "示例局长", DECIDED)
        decision = make(draft)
    return world.Heard(one, decision.id, proof.id)


def blacklisted(one: int, start: str = "2026-02-20", end: str = "2027-02-20") -> int:
    given = heard(one)
    term = Term(date.fromisoformat(start), date.fromisoformat(end))
    return enter(world.listing(given, parts=given.parts(term=term))).id


def refusal(one: int, day: str = "2026-03-02") -> Problem:
    with pytest.raises(Problem) as caught:
        praise.proposed(one, day=day)
    return caught.value


def red(one: int, day: str = "2026-03-20") -> list[str]:
    return [entry.list_id for entry in now(one, day).entries if entry.list_id != "X-BLACK"]


def test_a_recognition_makes_an_entry_with_its_six_parts_and_is_published() -> None:
    one = subject(1)
    case = praise.recognised(one)
    (entry,) = now(one, "2026-03-10").entries
    assert now(one, "2026-03-09").entries == ()
    parts = entry.parts
    assert (entry.list_id, entry.case_id, entry.unit_id) == ("X-RED", case.id, UNIT)
    assert parts.basis == Article(**praise.LAW)
    assert (parts.term.start, parts.term.end) == (DAY, date(2028, 3, 10))
    assert (parts.exit.zh, parts.remedy.zh) == (praise.PRAISE["exit"], praise.PRAISE["remedy"])
    assert {paper.kind for paper in case.history[-1].papers} == {"decision"}
    with at("2026-03-11"):
        serve_last(case, "2026-03-11")
        case = take(case.id, "report", Doing(), LIAISON, seq=4)
        case = take(case.id, "publish", Doing(), LIAISON, seq=5)
    assert (case.state.id, case.outcome) == ("published", "favourable")


def test_a_red_list_is_no_matter_of_the_procedure_for_black_ones_and_the_other_way_round() -> None:
    one = subject(1)
    wrong = [("determination", "X-RED"), ("recognition", "X-BLACK"), ("recognition", "B20")]
    for procedure, list_id in wrong:
        facts = {"list": list_id, "article": praise.LAW, "facts": "示例"}
        doing = Doing(facts, (handed("evidence", one, UNIT),))
        with at("2026-03-02"), pytest.raises(problems.UnfitOpening):
            open_case(Opening(procedure, one, UNIT, "list", list_id, doing=doing), LIAISON)
    assert not Case.objects.exists()


def test_who_is_on_a_black_list_is_not_proposed_and_nothing_follows() -> None:
    one = subject(1)
    black = blacklisted(one)
    found = refusal(one)
    assert isinstance(found, problems.ConditionNotMet)
    assert "X-BLACK" in str(found.facts["why"])
    assert not Case.objects.exists()
    assert [entry.id for entry in now(one, "2026-03-02").entries] == [black]
    with at("2026-03-03"):
        leave(black, world.end(date(2026, 3, 3)))
    praise.proposed(one, day="2026-03-03")


def test_what_cannot_be_told_blocks_and_opens_nothing() -> None:
    one = subject(1)
    black = blacklisted(one)
    with at("2026-03-01"):
        dispute(Target("entry", str(black)), 1, on=date(2026, 3, 1), actor="user:1", subject_id=one)
    assert isinstance(refusal(one), problems.ConditionUnknown)
    two = subject(2)
    blacklisted(two)
    with at("2026-03-01"):
        paper = make(Draft("ruling", "示例", "user:1", UNIT, two, {"facts": "示例"}))
        shield(two, paper.id, date(2026, 3, 1), 1, actor="user:1")
    assert isinstance(refusal(two), problems.ConditionUnknown)
    assert not Case.objects.exists()


def test_a_black_entry_during_the_public_notice_blocks_the_decision() -> None:
    one = subject(1)
    case = praise.noticed(one)
    blacklisted(one)
    doing = Doing(praise.PRAISE, reason="示例理由")
    with at("2026-03-10"):
        seen = {p.step.id: p for p in view(case.id, HEAD).possible}
        assert [type(p) for p in seen["decide"].blocked_by] == [problems.ConditionNotMet]
        assert seen["decide-not"].blocked_by == ()
        with pytest.raises(problems.ConditionNotMet):
            take(case.id, "decide", doing, HEAD, seq=case.seq)
        case = take(case.id, "decide-not", Doing(reason="示例理由"), HEAD, seq=case.seq)
    assert (case.outcome, red(one)) == ("neutral", [])


def test_no_way_around_leads_to_a_red_entry_of_who_is_on_a_black_list() -> None:
    one = subject(1)
    black = blacklisted(one)
    given = heard(one)
    term = Term(date(2026, 3, 1), date(2027, 3, 1))
    with pytest.raises(GateShut) as caught:
        enter(world.listing(given, list_id="X-RED", parts=given.parts(term=term)))
    assert caught.value.facts["rule"] == "effects_red_while_black"
    leave(black, world.end(date(2026, 3, 1)))
    enter(world.listing(given, list_id="X-RED", parts=given.parts(term=term)))


def test_the_public_notice_runs_and_somebody_may_speak_against_it_or_decline() -> None:
    one, two = subject(1), subject(2)
    case = praise.proposed(one)
    with at("2026-03-02"):
        case = take(case.id, "notice", Doing({"shown_at": "示例网站"}), LIAISON, seq=1)
        serve_last(case, "2026-03-02")
    with at("2026-03-09"):
        assert silence().taken == 0
        heard_of = Doing(papers=(handed("statement", one, UNIT),))
        case = take(case.id, "contest", heard_of, LIAISON, seq=2)
    with at("2026-03-20"):
        assert silence().taken == 0
        with pytest.raises(problems.NotOpen):
            take(case.id, "decide", Doing(praise.PRAISE, reason="示例"), HEAD, seq=3)
        case = take(case.id, "examine", Doing(reason="示例核实"), LIAISON, seq=3)
        take(case.id, "decide", Doing(praise.PRAISE, reason="示例"), HEAD, seq=4)
    assert red(one) == ["X-RED"]
    case = praise.noticed(two)
    with at("2026-03-10"):
        case = take(case.id, "decline", Doing(), organisation(two), seq=case.seq)
    assert (case.outcome, red(two)) == ("neutral", [])


def test_who_proposed_does_not_decide_and_the_liaison_never_does() -> None:
    one = subject(1)
    with at("2026-03-02"):
        facts = {"list": "X-RED", "article": praise.LAW, "facts": "示例事迹"}
        doing = Doing(facts, (handed("evidence", one, UNIT),))
        case = open_case(Opening("recognition", one, UNIT, "list", "X-RED", doing=doing), BOTH)
        case = take(case.id, "notice", Doing({"shown_at": "示例网站"}), LIAISON, seq=1)
        serve_last(case, "2026-03-02")
    with at("2026-03-10", hour=1):
        silence()
    for actor in (BOTH, LIAISON, OFFICE):
        with at("2026-03-10"), pytest.raises(Problem):
            take(case.id, "decide", Doing(praise.PRAISE, reason="示例"), actor, seq=3)
    assert red(one) == []


def test_a_list_of_persons_takes_no_organisation_by_no_way() -> None:
    one = subject(1)
    case = praise.proposed(one, "X-YOUNG")
    with at("2026-03-02"):
        case = take(case.id, "notice", Doing({"shown_at": "示例网站"}), LIAISON, seq=1)
        serve_last(case, "2026-03-02")
    with at("2026-03-10"):
        silence()
        with pytest.raises(GateShut) as caught:
            take(case.id, "decide", Doing(praise.PRAISE, reason="示例"), HEAD, seq=3)
    assert caught.value.facts["rule"] == "effects_list_allowed"
    assert not Entry.objects.exists()


def removal(one: int, step: str, *kinds: str, by: object = LIAISON, **facts: object) -> CaseView:
    entry = next(e for e in now(one, "2026-03-20").entries if e.list_id != "X-BLACK")
    actor = organisation(one) if step == "apply" else by
    papers = tuple(handed(kind, one, UNIT) for kind in kinds)  # type: ignore[arg-type]  # a kind
    doing = Doing(facts, papers, reason="示例理由")
    asked = Opening("removal", one, UNIT, "entry", str(entry.id), step=step, doing=doing)
    with at("2026-03-20"):
        return open_case(asked, actor)  # type: ignore[arg-type]  # an actor


def test_who_falls_onto_a_black_list_leaves_after_notice_and_statement() -> None:
    one = subject(1)
    praise.recognised(one)
    (entry,) = now(one, "2026-03-10").entries
    told(one, entries=[entry.id])
    blacklisted(one)
    assert red(one) == ["X-RED"], "nothing ends by itself"
    case = removal(one, "find-lost", "proof", ground="black", facts="示例事实")
    with at("2026-03-20"), pytest.raises(problems.NotOpen):
        take(case.id, "decide", Doing({"remedy": "示例"}, reason="示例"), HEAD, seq=1)
    with at("2026-03-23"):
        case = take(case.id, "notify", Doing(), LIAISON, seq=1)
        serve_last(case, "2026-03-23")
        paper = handed("statement", one)
        case = take(case.id, "state", Doing(papers=(paper,)), organisation(one), seq=2)
        case = take(case.id, "examine", Doing(reason="示例答复"), LIAISON, seq=3)
        assert red(one) == ["X-RED"]
        done = Doing({"remedy": "示例救济"}, reason="示例理由")
        case = take(case.id, "decide", done, HEAD, seq=4)
        assert red(one, "2026-03-23") == []
        assert [r.unit_id for r in receipts(case.id, LIAISON)] == [OTHER_UNIT]
    assert case.outcome == "adverse"


def test_a_removal_may_end_with_the_entry_kept() -> None:
    one = subject(1)
    praise.recognised(one)
    case = removal(one, "find-lost", "proof", ground="condition", facts="示例事实")
    with at("2026-03-20"):
        case = take(case.id, "keep", Doing(reason="示例理由"), HEAD, seq=1)
    assert (case.outcome, red(one)) == ("favourable", ["X-RED"])


def test_its_subject_may_leave_by_wish() -> None:
    one = subject(1)
    praise.recognised(one)
    case = removal(one, "apply", "application")
    with at("2026-03-21"):
        case = take(case.id, "let-out", Doing(reason="示例理由"), HEAD, seq=1)
    assert red(one, "2026-03-21") == []
    assert case.state.id == "left"


@pytest.mark.parametrize("procedure", ["exit", "repair"])
def test_what_is_for_black_entries_is_not_for_red_ones(procedure: str) -> None:
    one = subject(1)
    praise.recognised(one)
    (entry,) = now(one, "2026-03-20").entries
    papers = tuple(handed(kind, one) for kind in ("application", "proof", "pledge"))
    asked = Opening(procedure, one, UNIT, "entry", str(entry.id), "apply", doing=Doing({}, papers))
    with at("2026-03-20"), pytest.raises(problems.UnfitOpening):
        open_case(asked, organisation(one))


def test_the_end_of_its_term_is_told_by_its_own_procedure() -> None:
    one = subject(1)
    praise.recognised(one, term_months=1)
    assert red(one, "2026-04-10") == []
    with at("2026-04-10"):
        assert [silence().expired for _ in range(2)] == [1, 0]
    (case,) = Case.objects.filter(about="entry")
    assert (case.kind, case.state) == ("removal", "left")


@pytest.mark.parametrize(("step", "kind"), [("find-lost", "proof"), ("apply", "application")])
def test_what_its_issuer_decides_is_only_noted(step: str, kind: str) -> None:
    one = subject(1)
    given = heard(one)
    record = world.penalty()
    term = Term(DECIDED, date(2027, 2, 20))
    parts = given.parts(term=term)
    made = enter(world.listing(given, list_id="X-TAX", parts=parts, source_record=record))
    facts = {"ground": "condition", "facts": "示例"} if step == "find-lost" else {}
    with pytest.raises(problems.ConditionNotMet):
        removal(one, step, kind, **facts)
    case = removal(one, "issuer-ended", "proof")
    assert case.state.id == "left"
    assert [e.id for e in now(one, "2026-03-20").entries] == []
    assert Entry.objects.get(pk=made.id).ended_on == date(2026, 3, 20)
