"""A step and a look at a case cost few statements, and as many after many steps as after one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from cases.world import HEAD, LIAISON, OFFICE, applied, at, handed, organisation, subject
from mingjian.cases.course import course, course_of
from mingjian.cases.doing import Doing
from mingjian.cases.take import take
from mingjian.cases.view import CaseView, view
from mingjian.papers.serve import serve

pytestmark = pytest.mark.usefixtures("db", "sample_packs")
LOOK = 6  # the case, its steps, their papers, which notices, the notices, their mails
BARE = LOOK + 8  # in a savepoint: the case, locked; its course; the log; the step
PAPER, NOTICE = 10, 9  # each with its savepoints and its entry in the log


def _asked(case: CaseView) -> CaseView:
    """The office asks for something, it is served, and the organisation brings it."""
    told = take(case.id, "ask", Doing(), LIAISON, seq=case.seq)
    (notice,) = told.history[-1].notices
    serve(notice.id, date(2025, 3, 3), "direct", actor=LIAISON.id)
    brought = Doing(papers=(handed("proof", case.subject_id),))
    return take(case.id, "supply", brought, organisation(case.subject_id), seq=told.seq)


@pytest.fixture
def long_case() -> CaseView:
    with at("2025-03-03"):
        case = applied(subject(1))
        for _ in range(3):
            case = _asked(case)
    return case


def test_a_look_costs_the_same_however_long_the_case(
    long_case: CaseView, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with at("2025-03-04"):
        short = applied(subject(2))
        with django_assert_num_queries(LOOK - 2):  # nothing was sent in it yet
            assert len(view(short.id, OFFICE).history) == 1
        with django_assert_num_queries(LOOK):
            assert len(view(long_case.id, OFFICE).history) == 7


def test_a_step_without_papers_costs_the_same_however_long_the_case(long_case: CaseView) -> None:
    with (
        at("2025-03-04"),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        take(long_case.id, "extend", Doing(reason="示例：案情复杂"), HEAD, seq=long_case.seq)
    assert len(asked) <= BARE


def test_a_paper_and_its_notice_cost_few_more(long_case: CaseView) -> None:
    with at("2025-03-04"), CaptureQueriesContext(connection) as asked:
        take(long_case.id, "decide", Doing(), HEAD, seq=long_case.seq)
    written = [one["sql"].split()[0] for one in asked]
    assert written.count("INSERT") == 5  # step, paper, its place, notice, its place
    assert len(asked) <= BARE + PAPER + NOTICE


def test_what_people_see_and_what_the_engine_reckons_with_are_one(long_case: CaseView) -> None:
    with at("2025-03-04"):
        for case in (long_case, applied(subject(2))):
            assert course_of(view(case.id, OFFICE).history) == course(case.id)
    served = [one for one in course(long_case.id) if one.served]
    assert [one.served for one in served] == [{"missing_papers": date(2025, 3, 3)}] * 3
