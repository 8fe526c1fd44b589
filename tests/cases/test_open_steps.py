"""Which steps are open and what stands in the way of the others."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.making import HEAD, LIAISON, almanac, clock, procedure, state, step, text, took
from mingjian.cases.engine.open_steps import OpenStep, open_steps
from mingjian.cases.engine.standing import leading_on, openings, outcomes, standing
from mingjian.cases.engine.taken import Doer, Taken
from mingjian.cases.problems import BrokenCourse
from mingjian.policy.schema.procedure import Procedure

SAMPLE = procedure()
ALMANAC = almanac()
APPLIED = took("apply", "2025-03-03")


def d(text_: str) -> date:
    return date.fromisoformat(text_)


def blocks(
    found: tuple[OpenStep, ...],
) -> dict[str, list[str]]:
    return {one.step.id: [problem.code for problem in one.blocked_by] for one in found}


def after(*steps: Taken, on: str = "2025-03-04", by: Doer | None = None) -> dict[str, list[str]]:
    return blocks(open_steps(SAMPLE, steps, d(on), ALMANAC, by))


def test_it_begins_with_the_steps_that_start_from_nowhere() -> None:
    assert [one.id for one in openings(SAMPLE)] == ["apply"]
    assert after() == {"apply": []}
    assert standing(SAMPLE, []) is None


def test_it_stands_where_the_last_step_led() -> None:
    found = standing(SAMPLE, [APPLIED, took("ask", "2025-03-04")])
    assert found is not None
    assert found.id == "waiting"
    assert set(after(APPLIED, took("ask", "2025-03-04"))) == {"supply", "lapse"}


def test_at_an_end_nothing_is_open() -> None:
    assert after(APPLIED, took("decide", "2025-03-04")) == {}


@pytest.mark.parametrize(
    "course", [["decide"], ["apply", "apply"], ["apply", "decide", "ask"], ["x"]]
)
def test_a_course_the_procedure_does_not_have_is_damage(course: list[str]) -> None:
    with pytest.raises(BrokenCourse):
        standing(SAMPLE, [took(one, "2025-03-03") for one in course])


def test_two_persons_where_the_law_wants_two() -> None:
    steps = [APPLIED, took("extend", "2025-03-04", HEAD)]
    assert after(*steps, by=HEAD)["decide"] == ["cases.same-person"]
    assert after(*steps, by=LIAISON)["decide"] == []
    assert after(*steps)["decide"] == []


def test_an_extension_once_in_time_and_only_of_what_runs() -> None:
    assert after(APPLIED)["extend"] == []
    assert after(APPLIED, took("extend", "2025-03-04"))["extend"] == ["cases.already-extended"]
    assert after(APPLIED, on="2025-03-10")["extend"] == []
    assert after(APPLIED, on="2025-03-11")["extend"] == ["cases.too-late-to-extend"]
    idle = procedure(clocks=[clock(starts=["ask"])])
    found = open_steps(idle, [APPLIED], d("2025-03-04"), ALMANAC)
    assert blocks(found)["extend"] == ["cases.nothing-to-extend"]


def listing(**changes: Any) -> Procedure:
    """Notice, five days to state one's case, then the decision of another body."""
    decide: dict[str, Any] = {
        "by": "head",
        "adverse": True,
        "served": ["prior_notice"],
        "after": ["statement"],
        "other_unit_than": ["propose"],
        **changes,
    }
    notice = {"paper": "prior_notice", "to": "subject", "served": True}
    return procedure(
        kind="determination",
        about=["list"],
        states=[state("proposed"), state("noticed"), state("listed", "adverse")],
        steps=[
            step("propose", "proposed"),
            step("notify", "noticed", "proposed", "noticed", notices=[notice]),
            step("state", "noticed", "noticed", by="subject"),
            step("list", "listed", "noticed", **decide),
        ],
        clocks=[
            clock(
                "statement",
                on="subject",
                starts=["notify"],
                served="prior_notice",
                stops=["state", "list"],
                pauses=[],
                resumes=[],
                extends=[],
                silence={"means": text("waived")},
            )
        ],
    )


PROPOSED = took("propose", "2025-03-03")
NOTIFIED = took("notify", "2025-03-04")
SERVED = took("notify", "2025-03-04", served={"prior_notice": d("2025-03-05")})
OTHER = Doer("user:5", "zhenhai-environment")


def to_list(*steps: Taken, on: str, by: Doer = OTHER, asked: Procedure | None = None) -> list[str]:
    found = open_steps(asked or listing(), [PROPOSED, *steps], d(on), ALMANAC, by)
    return blocks(found)["list"]


def test_nothing_adverse_before_the_notice_arrived_and_its_time_is_over() -> None:
    assert to_list(NOTIFIED, on="2025-06-30") == ["cases.not-served", "cases.clock-runs"]
    assert to_list(SERVED, on="2025-03-12") == ["cases.clock-runs"]
    assert to_list(SERVED, on="2025-03-13") == []
    assert to_list(SERVED, took("state", "2025-03-06"), on="2025-03-06") == []


def test_a_notice_given_anew_must_arrive_anew() -> None:
    again = took("notify", "2025-03-20")
    assert to_list(SERVED, again, on="2025-06-30") == ["cases.not-served"]


def test_a_service_in_the_future_is_none() -> None:
    early = took("notify", "2025-03-04", served={"prior_notice": d("2025-03-20")})
    found = to_list(early, on="2025-03-19")
    assert found == ["cases.not-served", "cases.clock-runs"]


def test_even_a_pack_that_forgets_it_cannot_do_without_a_notice() -> None:
    careless = listing(served=[], after=[])
    assert to_list(NOTIFIED, on="2025-06-30", asked=careless) == ["cases.not-served"]
    assert to_list(SERVED, on="2025-03-05", asked=careless) == []


def test_the_second_body_is_another_one() -> None:
    assert to_list(SERVED, on="2025-03-13", by=LIAISON) == ["cases.same-unit"]


def test_nothing_adverse_on_a_last_day_that_may_move() -> None:
    served = took("notify", "2027-03-04", served={"prior_notice": d("2027-03-05")})
    assert to_list(served, on="2027-03-15") == ["cases.calendar-not-known"]
    kind = listing(adverse=False)
    assert to_list(served, on="2027-03-15", asked=kind) == []


def test_how_a_case_may_still_end() -> None:
    assert outcomes(SAMPLE, "open") == {"favourable", "adverse", "neutral"}
    assert outcomes(SAMPLE, "refused") == {"adverse"}


@given(st.data())
def test_whatever_was_taken_only_leading_steps_are_open(data: st.DataObject) -> None:
    taken: list[Taken] = []
    for _ in range(data.draw(st.integers(0, 12))):
        now = standing(SAMPLE, taken)
        free = leading_on(SAMPLE, now)
        found = open_steps(SAMPLE, taken, d("2025-03-05"), ALMANAC)
        assert [one.step for one in found] == list(free)
        if not free:
            assert now is not None
            assert now.end is not None
            return
        taken.append(took(data.draw(st.sampled_from([one.id for one in free])), "2025-03-03"))
