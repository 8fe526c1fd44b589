"""The procedures of the packs: there, whole, with the law's time limits, harmless when silent."""

from datetime import date, timedelta

import pytest

from mingjian.policy.linting.paths import always_before
from mingjian.policy.load import load_pack
from mingjian.policy.problems import UnknownProcedure
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import Clock, Procedure
from policy.making import PACKS

TODAY = date(2026, 5, 4)
KINDS = {
    "determination": "determination",
    "exit": "exit",
    "interview": "interview",
    "objection": "objection",
    "recognition": "recognition",
    "rectification": "rectification",
    "removal": "removal",
    "repair": "repair",
    "repair-file": "repair",
    "review": "review",
    "shielding": "shielding",
    "withdrawal": "withdrawal",
}
POLICIES = Policies(load_pack(PACKS / one) for one in ("national", "zhejiang", "zhenhai-2019"))
EVERY = [one for pack in POLICIES.packs for one in pack.procedures]


def of(id_: str, on: date = TODAY) -> Procedure:
    return POLICIES.procedure(id_, on)


def clock_of(procedure: Procedure, id_: str) -> Clock:
    return next(one for one in procedure.clocks if one.id == id_)


def test_every_procedure_of_the_issue_is_there() -> None:
    assert {one.id: one.kind for one in POLICIES.procedures(TODAY)} == KINDS


def test_repair_changes_with_the_law_on_the_day() -> None:
    change = date(2026, 4, 1)
    before, after = of("repair", change - timedelta(1)), of("repair", change)
    assert [law.law for law in before.basis] == ["国办发〔2025〕22号", "国家发展改革委令第58号"]
    assert after.basis[0].law == "国家发展改革委令第36号"
    assert clock_of(before, "sync-time").deadline == "D12"
    assert clock_of(after, "sync-time").mark == "recalled"
    with pytest.raises(UnknownProcedure):
        of("repair", date(2025, 6, 21))
    with pytest.raises(UnknownProcedure):
        of("repair-file", date(2019, 1, 31))


@pytest.mark.parametrize(
    ("procedure", "clock", "deadline", "length"),
    [
        ("objection", "decide-time", "D08", 5),
        ("review", "decide-time", "D09", 5),
        ("repair-file", "missing-time", "D10", 2),
        ("repair-file", "decide-time", "D11", 10),
        ("repair", "unit-time", "D13b", 3),
        ("repair", "answer-time", "D13a", 10),
        ("withdrawal", "withdraw-time", "D06", 3),
    ],
)
def test_legal_time_limits_are_the_packs_deadlines(
    procedure: str, clock: str, deadline: str, length: int
) -> None:
    found = clock_of(of(procedure), clock)
    law = POLICIES.deadline(deadline, TODAY)
    assert (found.deadline, law.length, law.unit) == (deadline, length, "working_day")


def test_an_objection_may_take_twenty_days_in_all_and_no_more() -> None:
    for id_ in ("objection", "review"):
        (extension,) = clock_of(of(id_), "decide-time").extends
        assert extension.length == 20
        assert of(id_).step(extension.step).reason


def test_lengths_without_a_law_say_so() -> None:
    for procedure in EVERY:
        for clock in procedure.clocks:
            if clock.deadline is None and (procedure.id, clock.id) != (
                "repair-file",
                "public-notice",
            ):
                assert clock.mark == "recalled"
                assert clock.source.startswith("house value")


@pytest.mark.parametrize("id_", ["objection", "review"])
def test_disputed_from_the_first_step_to_the_last(id_: str) -> None:
    procedure = of(id_)
    ends = {state.id for state in procedure.states if state.end}
    for step in procedure.steps:
        assert (step.effect == "mark_disputed") == step.opens
        assert (step.effect == "settle_dispute") == (step.to in ends)


def test_the_review_is_by_another_unit_than_the_first() -> None:
    deciding = [step for step in of("review").steps if step.by == "reviewer"]
    assert len(deciding) == 6
    assert all(step.other_unit_than == ("hand-over",) for step in deciding)


def test_an_entry_needs_notice_time_second_person_and_both_papers() -> None:
    procedure = of("determination")
    decide = procedure.step("decide")
    assert (decide.by, decide.effect, decide.adverse) == ("head", "enter_list", True)
    assert decide.other_person_than == ("propose",)
    assert decide.served == ("prior_notice",)
    assert {notice.paper for notice in decide.notices} == {"decision", "repair_notice"}
    assert all(notice.served and notice.to == "subject" for notice in decide.notices)
    assert always_before(procedure, decide, {"examine", "time-over"})
    assert clock_of(procedure, "statement-time").on == "subject"
    assert procedure.step("publish").served == ("decision",)


def test_a_statement_is_answered_before_anything_is_decided() -> None:
    procedure = of("determination")
    for made in ("state", "hold-hearing"):
        state = procedure.step(made).to
        following = {step.id for step in procedure.steps if state in step.sources}
        assert following == {"examine", "drop"}


def test_shielding_ends_by_a_second_person_after_notice_and_time() -> None:
    step = of("shielding").step("unshield")
    assert step.adverse
    assert step.after == ("statement-time",)
    assert step.other_person_than == ("announce-end",)


@pytest.mark.parametrize("procedure", EVERY, ids=lambda one: f"{one.id}-{one.effective_from}")
def test_silence_of_the_office_never_harms(procedure: Procedure) -> None:
    ends = {state.id: state.end for state in procedure.states}
    for clock in procedure.clocks:
        if clock.on == "office" and clock.silence.step:
            step = procedure.step(clock.silence.step)
            assert step.by == "system"
            assert not step.adverse
            assert ends[step.to] != "adverse"
            assert step.id in clock.stops


@pytest.mark.parametrize("procedure", EVERY, ids=lambda one: f"{one.id}-{one.effective_from}")
def test_whoever_applied_may_take_it_back_and_is_told_the_result(procedure: Procedure) -> None:
    opened_by_subject = {step.to for step in procedure.steps if step.opens and step.by == "subject"}
    ends = {state.id for state in procedure.states if state.end == "adverse"}
    for step in procedure.steps:
        if step.to in ends and opened_by_subject:
            assert any(notice.to == "subject" for notice in step.notices)
            assert step.reason


@pytest.mark.parametrize("procedure", EVERY, ids=lambda one: f"{one.id}-{one.effective_from}")
def test_what_a_repair_or_exit_changes_reaches_every_receiver(procedure: Procedure) -> None:
    telling = {
        step.id for step in procedure.steps if any(one.to == "receivers" for one in step.notices)
    }
    for step in procedure.steps:
        if step.effect in {"repair", "leave_list", "withdraw_record", "correct_record"}:
            later = {one.id for one in procedure.steps if step.to in one.sources}
            assert step.id in telling or later <= telling


def test_shared_yaml_stays_readable() -> None:
    assert all(step.name.zh and step.name.en for one in EVERY for step in one.steps)
    assert all(clock.silence.means.zh for one in EVERY for clock in one.clocks)
