"""What people see of intake, within their reach."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from intake.letters import MARKET, OTHER, deliver, entity, licence, send
from intake.people import LIAISON, OFFICE, STRANGER
from mingjian.intake.desk import (
    CodeQuality,
    Filters,
    UnitDeliveries,
    cycles,
    deliveries,
    quality,
    submission,
    submissions,
)
from mingjian.intake.models import Progress
from mingjian.intake.refusals import NoSuchSubmission

pytestmark = pytest.mark.usefixtures("db")


def today() -> date:
    return timezone.localdate()


def test_each_sees_his_own_units_and_the_office_all() -> None:
    mine, theirs = send("licence", [licence(1)], MARKET), send("licence", [licence(2)], OTHER)
    assert [s.id for s in submissions(LIAISON)] == [mine.pk]
    assert [s.id for s in submissions(STRANGER)] == [theirs.pk]
    assert [s.id for s in submissions(OFFICE)] == [theirs.pk, mine.pk]
    with pytest.raises(NoSuchSubmission):
        submission(LIAISON, theirs.pk)


def test_filters() -> None:
    first, second = send("licence", [licence(1)]), deliver("market-entity", [entity(1)])

    def found(**wanted: object) -> list[int]:
        return [s.id for s in submissions(OFFICE, Filters(**wanted))]  # type: ignore[arg-type]  # by name

    assert found(item="licence") == [first.pk]
    assert found(stage="posted") == [second.pk]
    assert found(before=second.pk) == [first.pk]
    assert found(limit=1) == [second.pk]
    assert found(unit_id=OTHER) == []
    assert found(since=today(), until=today()) == [second.pk, first.pk]
    assert found(until=today() - timedelta(days=1)) == []


def test_progress_is_shown_while_it_runs() -> None:
    sent = send("licence", [licence(1)])
    assert (submission(OFFICE, sent.pk).done, submission(OFFICE, sent.pk).finished) == (0, False)
    Progress.objects.create(
        submission_id=sent.pk, stage="linked", done=40, total=100, updated_at=timezone.now()
    )
    seen = submission(OFFICE, sent.pk)
    assert (seen.done, seen.total) == (40, 100)


def test_one_list_takes_two_questions_to_the_database(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    for n in range(3):
        send("licence", [licence(n)])
    with django_assert_num_queries(2):  # type: ignore[operator]  # a factory of context managers
        assert len(submissions(OFFICE)) == 3


def test_what_is_late_by_its_cycle() -> None:
    (before,) = [c for c in cycles(LIAISON, [MARKET], today()) if c.item == "market-entity"]
    assert (before.last_on, before.due_on, before.late_days) == (None, None, 0)
    sent = deliver("market-entity", [entity(1)])
    later = timezone.localdate(sent.received_at) + timedelta(days=30)
    (after,) = [c for c in cycles(LIAISON, [MARKET], later) if c.item == "market-entity"]
    assert after.last_on == timezone.localdate(sent.received_at)
    assert after.late_days > 10
    assert cycles(LIAISON, [MARKET], later)[0] == after


def test_items_of_every_unit_are_told_for_those_that_sent_them() -> None:
    deliver("licence", [licence(1)], MARKET)
    known = {(c.item, c.unit_id) for c in cycles(OFFICE, [MARKET, OTHER], today())}
    assert ("licence", MARKET) in known
    assert ("licence", OTHER) not in known


def test_deliveries_by_department() -> None:
    deliver("licence", [licence(1), licence(2, XK_NR=""), licence(3)], MARKET)
    deliver("licence", [licence(4)], OTHER)
    market, other = sorted(deliveries(OFFICE, today(), today()), key=lambda d: -d.rows)
    assert (market.unit_id, market.submissions, market.rows, market.bad) == (MARKET, 1, 3, 1)
    assert market.on_time_rate == 0.0
    assert market.error_rate == pytest.approx(1 / 3)
    assert [d.unit_id for d in deliveries(STRANGER, today(), today())] == [other.unit_id]


def test_a_backlog_says_nothing_about_punctuality() -> None:
    deliver("licence", [licence(1), licence(2)], MARKET, backlog=True)
    (only,) = deliveries(OFFICE, today(), today())
    assert (only.rows, only.late, only.backlog, only.on_time_rate) == (2, 0, 2, None)
    deliver("licence", [licence(3)], MARKET)
    (both,) = deliveries(OFFICE, today(), today())
    assert (both.rows, both.late, both.backlog, both.on_time_rate) == (3, 1, 2, 0.0)


def test_nothing_delivered_has_no_rate() -> None:
    nothing = UnitDeliveries("x", 0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert (nothing.on_time_rate, nothing.error_rate) == (None, None)


def test_quality_by_code() -> None:
    deliver("licence", [licence(1, XK_NR=""), licence(2, XK_NR="", XK_JDRQ="昨天")])
    found = quality(OFFICE, today(), today())
    assert CodeQuality("E101", "Q01", 2) in found
    assert CodeQuality("E171", "Q07", 1) in found
    assert quality(STRANGER, today(), today()) == []
    long_ago = datetime(2019, 1, 1, tzinfo=UTC).date()
    assert quality(OFFICE, long_ago, long_ago) == []
