"""What happens by itself when days pass, in the database; silence never harms."""

from datetime import date

import pytest

from cases.making import clock, text
from cases.world import (
    HEAD,
    LIAISON,
    OFFICE,
    STRANGER,
    applied,
    at,
    objection,
    organisation,
    packs,
    subject,
)
from mingjian.cases import jobs
from mingjian.cases.desk import Asked, desk
from mingjian.cases.doing import Doing
from mingjian.cases.models import Case, CaseStep, Reminder
from mingjian.cases.problems import SilenceBroke
from mingjian.cases.procedures import procedure_of
from mingjian.cases.silence import Silenced, silence
from mingjian.cases.statistics import statistics
from mingjian.cases.take import take
from mingjian.cases.view import view
from mingjian.evidence.read import entries
from mingjian.policy.schema.procedure import Procedure

pytestmark = pytest.mark.usefixtures("db")


def sample(step: str | None) -> Procedure:
    """The objection with this step when the office is silent."""
    return objection(clocks=[clock(silence={"means": text("silence"), "step": step})])


def test_a_favourable_silence_closes_the_case_in_the_applicants_favour() -> None:
    with packs(sample("grant-by-silence")):
        with at("2025-03-03"):
            case = applied(subject(1))
        with at("2025-03-10", hour=23):
            assert silence() == Silenced(0, 0, 0)
        with at("2025-03-11", hour=0):
            assert silence() == Silenced(1, 1, 0)
            assert silence() == Silenced(0, 0, 0)
        done = view(case.id, LIAISON)
    assert (done.outcome, done.history[-1].actor) == ("favourable", "system:cases")
    assert done.history[-1].reason == "示例silence"


@pytest.mark.parametrize("step", ["refuse-by-silence", "lapse", "refuse", "extend", "ask"])
def test_the_office_silence_never_refuses_closes_or_lengthens(step: str) -> None:
    with packs(sample(step)):
        with at("2025-03-03"):
            case = applied(subject(1))
        for day in ("2025-03-11", "2025-06-30", "2026-11-02"):
            with at(day):
                done = silence()
                assert (done.taken, done.refused) == (0, 1)
        seen = view(case.id, organisation(case.subject_id))
    assert (seen.state.id, seen.closed_on, seen.seq) == ("open", None, 1)


def test_the_office_is_reminded_once_for_each_last_day() -> None:
    with packs(sample(None)):
        with at("2025-03-03"):
            case = applied(subject(1))
        with at("2025-03-10"):
            assert silence().reminded == 0
        with at("2025-03-11"):
            assert [silence().reminded for _ in range(3)] == [1, 0, 0]
    (told,) = entries(kind="case.overdue", limit=9)
    assert (told.body["due_on"], told.body["overdue_by"]) == ("2025-03-10", 1)
    assert Reminder.objects.get().case_id == case.id


def test_one_damaged_case_does_not_keep_the_others_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with packs(sample("grant-by-silence")):
        with at("2025-03-03"):
            bad, good = applied(subject(1)), applied(subject(2))

        def broken(case: Case) -> object:
            if case.pk == bad.id:
                raise ValueError("damaged")
            return procedure_of(case)

        monkeypatch.setattr("mingjian.cases.silence.procedure_of", broken)
        with at("2025-03-11"), pytest.raises(SilenceBroke) as told:
            silence()
    assert told.value.facts == {"cases": [bad.id]}
    assert Case.objects.get(pk=good.id).outcome == "favourable"
    assert Case.objects.get(pk=bad.id).outcome == ""


def test_the_job_is_the_verb() -> None:
    with packs(sample("grant-by-silence")):
        with at("2025-03-03"):
            applied(subject(1))
        with at("2025-03-11"):
            jobs.pass_time(0)
    assert CaseStep.objects.filter(actor="system:cases").count() == 1


@pytest.fixture
def desk_full(sample_packs: object) -> dict[str, int]:  # noqa: ARG001 - the packs must stand
    """Four cases on 10 March 2025: late, due, paused, just opened; and a closed one."""
    found = {}
    for number, (name, day) in enumerate(
        [("late", "2025-02-25"), ("due", "2025-03-03"), ("paused", "2025-03-04")], start=1
    ):
        with at(day):
            found[name] = applied(subject(number)).id
    with at("2025-03-05"):
        take(found["paused"], "ask", Doing(), LIAISON, seq=1)
        found["closed"] = applied(subject(4)).id
        take(found["closed"], "decide", Doing(), HEAD, seq=1)
    with at("2025-03-10"):
        found["new"] = applied(subject(5)).id
    return found


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("all", ["late", "due", "new", "paused"]),
        ("unit", ["late", "due", "new", "paused"]),
        ("mine", ["paused"]),
        ("due_today", ["due"]),
        ("overdue", ["late"]),
        ("paused", ["paused"]),
        ("closed", ["closed"]),
    ],
)
def test_the_desk_sorts_what_is_due(
    desk_full: dict[str, int], which: str, expected: list[str]
) -> None:
    with at("2025-03-10"):
        page = desk(LIAISON, Asked(which=which))  # type: ignore[arg-type]  # of a test
    assert [row.id for row in page.rows] == [desk_full[name] for name in expected]
    assert page.total == len(expected)


def test_the_desk_pages_sorts_and_stays_in_reach(desk_full: dict[str, int]) -> None:
    with at("2025-03-10"):
        second = desk(OFFICE, Asked(sort="-opened", page=2, size=2))
        assert [row.id for row in second.rows] == [desk_full["due"], desk_full["late"]]
        assert second.total == 4
        assert desk(STRANGER).total == 0
        assert desk(organisation(subject(1))).total == 1
        late = desk(OFFICE, Asked(sort="-overdue", size=1)).rows[0]
    assert (late.id, late.overdue_by, late.paused) == (desk_full["late"], 4, False)
    assert late.due is not None
    assert late.due.day.isoformat() == "2025-03-04"


def test_moving_the_day_alone_changes_the_desk(desk_full: dict[str, int]) -> None:
    counts = [
        desk(OFFICE, Asked(which="overdue"), on=date(2025, 3, day)).total for day in (4, 5, 10, 11)
    ]
    assert counts == [0, 1, 1, 2]
    assert desk_full


def test_the_desk_takes_as_many_statements_for_ten_as_for_one(
    sample_packs: object,  # noqa: ARG001 - the packs must stand
    django_assert_max_num_queries: object,
) -> None:
    applied(subject(1))
    for number in range(2, 8):
        applied(subject(number))
    with django_assert_max_num_queries(4):  # type: ignore[operator]  # pytest-django's fixture
        assert desk(OFFICE).total == 7


def test_figures_of_a_period(desk_full: dict[str, int]) -> None:
    figures = statistics(date(2025, 3, 1), date(2025, 3, 10), OFFICE)
    (kind,) = figures.kinds
    assert (kind.kind, kind.opened, kind.closed, kind.open_at_end) == ("objection", 4, 1, 4)
    assert (kind.favourable, kind.adverse, kind.neutral) == (1, 0, 0)
    assert (kind.late, kind.average_days) == (1, 0.0)
    assert (figures.entries, figures.exits, figures.repairs, figures.trained) == (0, 0, 0, 0)
    assert statistics(date(2025, 3, 1), date(2025, 3, 10), STRANGER).kinds == ()
    assert desk_full
