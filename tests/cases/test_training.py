"""Training for repair: planned, attended, certified, each once."""

from datetime import date

import psycopg
import pytest

from cases.world import AUDITOR, LIAISON, OFFICE, at, handed, organisation, subject
from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import UnderRule
from mingjian.cases import problems
from mingjian.cases.models import Attendance, Training
from mingjian.cases.statistics import statistics
from mingjian.cases.training import TrainingView, attend, certify, plan, trained, trainings
from mingjian.evidence.read import entries
from mingjian.papers.inbox import inbox

DAY = date(2025, 3, 10)


@pytest.fixture
def session(db: None) -> TrainingView:  # noqa: ARG001 - it opens the database
    with at("2025-03-03"):
        return plan("示例信用修复培训", DAY, "示例会议室", OFFICE)


def test_a_session_is_planned_attended_and_certified(session: TrainingView) -> None:
    one = subject(1)
    with at("2025-03-10"):
        assert attend(session.id, one, OFFICE).attended[0].certificate is None
        assert not trained(one, DAY)
        (done,) = certify(session.id, one, OFFICE).attended
        figures = statistics(date(2025, 3, 1), DAY, OFFICE)
    assert done.certificate is not None
    assert (trained(one, DAY), trained(one, date(2025, 3, 9)), figures.trained) == (True, False, 1)
    (notice,) = inbox(organisation(one))
    assert (notice.paper.kind, notice.paper.signed_by) == ("training_certificate", OFFICE.name)
    assert trainings(DAY, DAY)[0].attended == (done,)
    assert trainings(date(2025, 3, 11), date(2025, 4, 1)) == []
    assert len(entries(kind="training.attended", limit=5)) == 1


@pytest.mark.parametrize("actor", [LIAISON, AUDITOR], ids=["liaison", "auditor"])
def test_only_the_office_trains(session: TrainingView, actor: Actor) -> None:
    one = subject(1)
    with pytest.raises(UnderRule):
        plan("示例", DAY, "示例", actor)
    for act in (attend, certify):
        with pytest.raises(UnderRule):
            act(session.id, one, actor)


def test_nobody_attends_what_lies_ahead_or_twice(session: TrainingView) -> None:
    one = subject(1)
    with at("2025-03-09"), pytest.raises(problems.NotHeldYet):
        attend(session.id, one, OFFICE)
    with at("2025-03-11"):
        attend(session.id, one, OFFICE)
        with pytest.raises(problems.AlreadyAttends):
            attend(session.id, one, OFFICE)
        with pytest.raises(problems.UnfitTraining):
            attend(session.id, 10**9, OFFICE)
        with pytest.raises(problems.NoSuchTraining):
            attend(10**9, one, OFFICE)


def test_one_certificate_for_who_was_there(session: TrainingView) -> None:
    one = subject(1)
    with at("2025-03-11"):
        with pytest.raises(problems.NoSuchTraining):
            certify(session.id, one, OFFICE)
        attend(session.id, one, OFFICE)
        certify(session.id, one, OFFICE)
        with pytest.raises(problems.AlreadyCertified):
            certify(session.id, one, OFFICE)


@pytest.mark.parametrize(("title", "place"), [("", "x"), ("x", " ")])
@pytest.mark.usefixtures("db")
def test_a_session_has_a_title_and_a_place(title: str, place: str) -> None:
    with pytest.raises(problems.UnfitTraining):
        plan(title, DAY, place, OFFICE)


def test_the_owner_certifies_nobody_with_anothers_paper(owner: psycopg.Connection) -> None:
    one, two = subject(1), subject(2)
    with at("2025-03-10"):
        made = plan("示例", DAY, "示例", OFFICE)
        attend(made.id, one, OFFICE)
    wrong = (handed("training_certificate", two), handed("proof", one))
    for paper in wrong:
        with pytest.raises(psycopg.errors.IntegrityError):
            owner.execute("UPDATE cases_attendance SET certificate_id = %s", [paper])
    owner.execute(
        "UPDATE cases_attendance SET certificate_id = %s", [handed("training_certificate", one)]
    )
    for change in ("certificate_id = NULL", f"subject_id = {two}"):
        with pytest.raises(psycopg.errors.IntegrityError):
            owner.execute(f"UPDATE cases_attendance SET {change}".encode())  # noqa: S608 - own words
    assert (Training.objects.count(), Attendance.objects.count()) == (1, 1)
