"""Feedback is asked for, chased, and shown as joint cases."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from cases.world import at
from checks.affecting import CLERK, MEASURES, entry, made_up, told
from checks.filing import entries
from checks.filing import today as now
from effects import world
from mingjian.accounts.actor import Actor, Held
from mingjian.accounts.decide import UnderRule
from mingjian.checks.chase import chase, remind
from mingjian.checks.debts import debts
from mingjian.checks.due import FEEDBACK, feedback_due
from mingjian.checks.feedback import report
from mingjian.checks.joint import joint_cases
from mingjian.checks.models import Awaited, Chased
from mingjian.checks.owed import OwedCounts, Sought, owed, owed_counts
from mingjian.checks.problems import NothingOwed
from mingjian.papers.inbox import inbox
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import Pack
from mingjian.policy.standing import policies, use
from papers.making import ago

OFFICE = Actor("user:5", "示例信用办", "zhenhai-credit-office", (Held("credit_office"),))
STRANGER = Actor("user:2", "示例外人", "zhenhai-finance", (Held("clerk"),))
COLLEAGUE = Actor("user:6", "示例同事", CLERK.unit_id, (Held("clerk"),))
LIAISON = Actor("user:3", "示例联络员", CLERK.unit_id, (Held("liaison"),))
ALWAYS = (date(2020, 1, 1), date(2100, 1, 1))
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_packs")]


@pytest.fixture
def _packs() -> Iterator[None]:
    with made_up():
        yield


def with_deadline(unit: str = "working_day", length: int | None = 5) -> Policies:
    """The packs with a deadline for feedback."""
    plain = {"id": "deadlines", "name": {"zh": "示例包", "en": "example"}, "jurisdiction": "示例区"}
    limit = {
        "id": FEEDBACK,
        "title": {"zh": "反馈", "en": "feedback"},
        "unit": unit,
        "length": length,
        "basis": "示例规定",
        **world.SAID,
    }
    pack = Pack.model_validate({**plain, "sources": [], "deadlines": [limit]})
    return Policies([*policies().packs, pack])


def overdue(unit: str, entry_id: int, due_on: date | None) -> None:
    """A check of long ago that is still awaited."""
    Awaited.objects.create(
        entry_id=entry_id,
        unit_id=unit,
        actor="user:1",
        subject_id=1,
        matter="licensing",
        asked_on=ago(40),
        due_on=due_on,
        restrains=True,
        favours=False,
    )


def test_what_is_owed_is_listed_until_it_is_reported() -> None:
    entry()
    first, second = told().answer, told().answer
    assert [one.receipt for one in owed(CLERK)] == [first.receipt, second.receipt]
    assert (owed(CLERK)[0].restrains, owed(CLERK)[0].overdue) == (True, False)
    report(first.receipt, "approved", CLERK)
    assert [one.receipt for one in owed(CLERK)] == [second.receipt]


def test_who_sees_what_is_owed() -> None:
    entry()
    told()
    assert owed(STRANGER) == []
    assert len(owed(OFFICE)) == 1
    with pytest.raises(UnderRule):
        owed(LIAISON)


def test_an_answer_without_measures_owes_nothing() -> None:
    told()
    assert owed(OFFICE) == []


def test_the_packs_of_the_project_set_no_deadline_and_one_that_does_counts() -> None:
    assert feedback_due(date(2026, 9, 30)) is None
    with use(with_deadline()):
        assert feedback_due(date(2026, 3, 2)) == date(2026, 3, 9)
    with use(with_deadline("day", 5)):
        assert feedback_due(date(2026, 3, 2)) == date(2026, 3, 9)  # the 7th is a Saturday
    with use(with_deadline("month", 1)):
        assert feedback_due(date(2026, 3, 2)) is None


def test_the_answer_says_by_when() -> None:
    entry()
    with use(with_deadline()):
        document = told().document
        assert document["feedback_due"] == {"by": str(feedback_due(now()))}
    assert Awaited.objects.get().due_on is not None


def test_the_overdue_is_chased_once_and_never_without_a_deadline() -> None:
    entry()
    answer = told().answer
    assert chase() == 0
    overdue(CLERK.unit_id, answer.entry + 1000, ago(3))
    overdue(CLERK.unit_id, answer.entry + 1001, ago(2))
    overdue("zhenhai-finance", answer.entry + 1002, ago(0))
    assert chase() == 1
    row = Chased.objects.get()
    assert (row.unit_id, row.checks, row.due_on) == (CLERK.unit_id, 2, ago(3))
    (notice,) = inbox(Actor("user:4", "示例", CLERK.unit_id, (Held("liaison"),)))
    assert notice.id == row.notice_id
    assert notice.paper.title == "信用核查应用反馈催报"
    assert "2 次" in str(notice.paper.facts["paragraphs"])
    assert chase() == 0
    assert len(entries("feedback.chased")) == 1


def test_the_office_may_remind_without_a_deadline_and_others_may_not() -> None:
    entry()
    told()
    assert remind(CLERK.unit_id, OFFICE) == 1
    assert remind(CLERK.unit_id, OFFICE) == 1
    assert Chased.objects.count() == 1  # once a day
    with pytest.raises(NothingOwed):
        remind("zhenhai-finance", OFFICE)
    with pytest.raises(UnderRule):
        remind(CLERK.unit_id, CLERK)


def test_joint_cases_are_those_whose_measures_were_followed() -> None:
    assert {one.id for one in MEASURES} >= {"x-kind", "x-barred"}
    entry(1)
    entry(2, list_id="X-RED")
    outcomes = [(1, "refused"), (1, "approved"), (1, "eased"), (2, "eased"), (2, "refused")]
    receipts = [told(n).answer.receipt for n, _ in outcomes]
    for receipt, (_, outcome) in zip(receipts, outcomes, strict=True):
        report(receipt, outcome, CLERK)
    found = joint_cases(OFFICE, *ALWAYS)
    assert (found.restraints, found.incentives) == (1, 1)
    assert {one.receipt for one in found.cases} == {receipts[0], receipts[3]}
    assert joint_cases(STRANGER, *ALWAYS).cases == ()
    assert joint_cases(OFFICE, date(2020, 1, 1), now()).cases == ()


def test_only_the_latest_report_counts() -> None:
    entry()
    receipt = told().answer.receipt
    report(receipt, "refused", CLERK)
    report(receipt, "approved", CLERK)
    assert joint_cases(OFFICE, *ALWAYS).restraints == 0


def test_the_table_keeps_only_checks_with_measures() -> None:
    from django.db import IntegrityError, transaction  # noqa: PLC0415 - only here

    with pytest.raises(IntegrityError), transaction.atomic():
        Awaited.objects.create(
            entry_id=1, unit_id="x", actor="y", subject_id=1, matter="m", asked_on=now(),
            restrains=False, favours=False,
        )  # fmt: skip


def test_what_is_sought_is_a_part_of_what_is_owed_and_counted_alike() -> None:
    entry()
    mine = told().answer.receipt
    colleague = told(actor=COLLEAGUE).answer.receipt
    other = told(actor=STRANGER).answer.receipt
    assert [one.receipt for one in owed(CLERK, Sought(mine=True))] == [mine]
    assert {one.receipt for one in owed(OFFICE, Sought(unit=CLERK.unit_id))} == {mine, colleague}
    assert [one.receipt for one in owed(OFFICE, Sought(unit=STRANGER.unit_id))] == [other]
    # Who asks for another unit's gets none of it: the scope is not widened by what is sought.
    assert owed(CLERK, Sought(unit=STRANGER.unit_id)) == []
    assert owed(OFFICE, Sought(overdue=True)) == []
    assert owed_counts(CLERK) == OwedCounts(all=2, mine=1, unit=2, overdue=0)
    assert owed_counts(OFFICE) == OwedCounts(all=3, mine=0, unit=0, overdue=0)
    with pytest.raises(UnderRule):
        owed_counts(LIAISON)


def test_the_overdue_are_sought_by_the_day() -> None:
    entry()
    told()
    with use(with_deadline()):
        late = told().answer.receipt
        due = feedback_due(now())
    assert due is not None
    with at(str(due)):
        assert owed(CLERK, Sought(overdue=True)) == []  # the last day itself is in time
    with at(str(due + timedelta(days=1))):
        assert [one.receipt for one in owed(CLERK, Sought(overdue=True))] == [late]
        assert owed_counts(CLERK).overdue == 1
        assert [one.overdue for one in debts(OFFICE)] == [1]


def test_debts_tell_how_much_since_when_and_when_the_unit_was_reminded() -> None:
    entry()
    told()
    told()
    with use(with_deadline()):
        told(actor=STRANGER)
        due = feedback_due(now())
    first, second = debts(OFFICE)
    assert (first.unit, first.checks, first.overdue, first.due_on) == (CLERK.unit_id, 2, 0, None)
    assert (second.unit, second.due_on) == (STRANGER.unit_id, due)
    assert first.since == now()
    assert first.may_be_reminded
    remind(CLERK.unit_id, OFFICE)
    first, second = debts(OFFICE)
    assert (first.reminded_on, first.may_be_reminded) == (now(), False)
    assert second.may_be_reminded
    with pytest.raises(UnderRule):
        debts(CLERK)


def test_a_joint_case_names_every_measure_that_its_answer_held() -> None:
    entry(1)
    receipt = told(1).answer.receipt
    held = {one["id"] for one in told(1).document["measures"]}
    report(receipt, "refused", CLERK)
    (case,) = joint_cases(OFFICE, *ALWAYS).cases
    assert held
    assert set(case.measures) == held
    assert case.measures == tuple(sorted(set(case.measures)))


def test_without_a_limit_every_joint_case_is_given() -> None:
    entry(1)
    for _ in range(3):
        report(told(1).answer.receipt, "refused", CLERK)
    assert len(joint_cases(OFFICE, *ALWAYS, limit=2).cases) == 2
    assert len(joint_cases(OFFICE, *ALWAYS, limit=None).cases) == 3
    assert joint_cases(OFFICE, *ALWAYS, limit=2).restraints == 3
