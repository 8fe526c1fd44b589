"""The date ends an entry; the platform then tells whoever was told of it."""

from datetime import date

import pytest

from cases.test_effects import about_entry, decided, now, told
from cases.world import HEAD, LIAISON, OFFICE, OTHER_UNIT, STRANGER, UNIT, at, subject
from mingjian.cases.answered import receipts
from mingjian.cases.desk import Asked, desk
from mingjian.cases.doing import Doing
from mingjian.cases.expiry import ended_by_term, tell_of_end
from mingjian.cases.models import Case
from mingjian.cases.silence import silence
from mingjian.cases.statistics import statistics
from mingjian.cases.take import take
from mingjian.cases.view import view
from mingjian.effects.run_out import run_out
from mingjian.registry.models import Subject

pytestmark = pytest.mark.usefixtures("db")
LAST = "2026-04-17"
OVER = "2026-04-18"


def exits() -> list[Case]:
    return list(Case.objects.filter(kind="exit").order_by("pk"))


def test_the_end_of_the_term_is_told_once_to_the_subject_and_the_receivers() -> None:
    one = subject(1)
    decided(one, term_months=1)
    (entry,) = now(one, LAST).entries
    told(one, entries=[entry.id])
    with at(LAST, hour=23):
        assert silence().expired == 0
    with at(OVER, hour=0):
        assert now(one, OVER).entries == ()
        assert [silence().expired for _ in range(3)] == [1, 0, 0]
        (case,) = exits()
        seen = view(case.pk, LIAISON)
        waiting = receipts(case.pk, LIAISON)
    assert (seen.state.id, seen.unit_id, seen.opened_by) == ("left", UNIT, "system:cases")
    assert [receipt.unit_id for receipt in waiting] == [OTHER_UNIT]
    assert {n.subject_id for n in seen.history[0].notices} == {one, None}


def test_no_job_is_needed_for_the_entry_to_end() -> None:
    one = subject(1)
    decided(one, term_months=1)
    assert now(one, OVER).entries == ()
    assert exits() == []


def test_an_entry_that_left_before_its_term_is_not_told_of_again() -> None:
    one = subject(1)
    decided(one, term_months=1)
    (entry,) = now(one, "2026-03-20").entries
    with at("2026-03-20"):
        case = about_entry(one, "exit", entry.id, "application", "proof")
        take(case.id, "let-out", Doing(reason="已改正"), HEAD, seq=1)
    with at(OVER):
        assert ended_by_term() == []
        assert silence().expired == 0


def test_an_application_that_waits_over_the_term_is_not_doubled() -> None:
    one = subject(1)
    decided(one, term_months=1)
    (entry,) = now(one, LAST).entries
    with at(LAST):
        about_entry(one, "exit", entry.id, "application", "proof")
    with at(OVER):
        assert silence().expired == 0
    assert len(exits()) == 1


def test_a_refused_application_does_not_hide_the_end_of_the_term() -> None:
    one = subject(1)
    decided(one, term_months=1)
    (entry,) = now(one, "2026-03-20").entries
    with at("2026-03-20"):
        case = about_entry(one, "exit", entry.id, "application", "proof")
        take(case.id, "refuse", Doing(reason="未改正"), HEAD, seq=1)
    with at(OVER):
        assert silence().expired == 1
        assert tell_of_end(entry) is False
    assert len(exits()) == 2


def test_run_out_is_by_dates_alone() -> None:
    one = subject(1)
    decided(one, term_months=1)
    (entry,) = now(one, LAST).entries
    assert run_out(date.fromisoformat(LAST)) == []
    assert run_out(date.fromisoformat(OVER)) == [entry]
    assert run_out(date.fromisoformat(OVER), told=[entry.id]) == []


def test_an_expiry_is_an_exit_of_the_figures() -> None:
    one, other = subject(1), subject(2)
    for number in (one, other):
        decided(number, term_months=1)
    Subject.objects.filter(pk=one).update(status="存续")
    Subject.objects.filter(pk=other).update(status="注销")
    months = (date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 4, 30))
    entered, left = (statistics(*month, OFFICE) for month in months)
    assert (entered.entries, entered.exits, entered.expired) == (2, 0, 0)
    assert (left.entries, left.exits, left.expired) == (0, 2, 2)
    # Only who operates counts, and nobody was trained.
    assert (left.shares.listed, left.shares.left, left.shares.trained) == (1, 1, 0)
    assert (left.shares.exit_rate, left.shares.training_rate) == (1.0, 0.0)
    nothing = statistics(*months[1], STRANGER)
    assert (nothing.exits, nothing.shares.exit_rate) == (0, None)


def test_the_desk_shows_the_report_that_is_still_owed() -> None:
    one = subject(1)
    decided(one, term_months=1)
    with at(OVER):
        silence()
        assert {row.kind for row in desk(LIAISON, Asked(kind="exit")).rows} == {"exit"}
