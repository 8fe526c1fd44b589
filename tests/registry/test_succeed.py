"""One subject takes over from another: once, in order, in no circle, with its entry in the log."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mingjian.accounts.actor import SYSTEM, Actor, Held
from mingjian.accounts.decide import UnderRule
from mingjian.accounts.roles import roles
from mingjian.evidence.read import entries
from mingjian.kernel.problem import Problem
from mingjian.registry.find import by_code
from mingjian.registry.models import Succession, SuccessionReason
from mingjian.registry.problems import AlreadySucceeded, NoSuchSubject, UnfitSuccession
from mingjian.registry.succeed import Takeover, succeed
from registry.register import code, enrol, refresh

pytestmark = pytest.mark.django_db
OFFICE = Actor("user:5", "示例信用办", "zhenhai-credit-office", (Held("credit_office"),))
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _subjects() -> None:
    enrol([(code(number), f"示例{number}号有限公司") for number in (1, 2, 3, 4)])


def taken(before: int, after: int, **changes: Any) -> Takeover:
    plain = Takeover(code(before), code(after), DAY, "merger", "示例登记通知书〔2026〕1号")
    return replace(plain, **changes)


def refused(wanted: Takeover) -> Problem:
    """What stands in the way; and nothing is written, nothing logged."""
    before = (Succession.objects.count(), len(entries(kind="subject.succeeded")))
    with pytest.raises(Problem) as caught:
        succeed(OFFICE, wanted)
    assert (Succession.objects.count(), len(entries(kind="subject.succeeded"))) == before
    return caught.value


@pytest.mark.parametrize("reason", SuccessionReason.values)
def test_it_is_written_and_logged_and_seen_from_both_sides(reason: str) -> None:
    done = succeed(OFFICE, taken(1, 2, reason=reason))
    old, new = by_code(code(1)), by_code(code(2))
    assert old is not None
    assert new is not None
    (after,), (before,) = old.successors, new.predecessors
    assert (after.code, after.name, after.on, after.reason) == (
        code(2),
        "示例2号有限公司",
        DAY,
        reason,
    )
    assert (before.code, before.on) == (code(1), DAY)
    assert (old.predecessors, new.successors) == ((), ())
    (entry,) = entries(about=old.subject_id)
    assert (entry.id, entry.kind, entry.actor) == (done.entry, "subject.succeeded", "user:5")
    assert entry.body == {
        "predecessor": code(1),
        "successor": code(2),
        "on": "2026-03-02",
        "reason": reason,
        "basis": "示例登记通知书〔2026〕1号",
    }


def test_a_division_has_several_successors_and_a_merger_several_predecessors() -> None:
    for after in (2, 3):
        succeed(OFFICE, taken(1, after, reason="division"))
    succeed(OFFICE, taken(4, 3))
    old, new = by_code(code(1)), by_code(code(3))
    assert old is not None
    assert new is not None
    assert {one.code for one in old.successors} == {code(2), code(3)}
    assert {one.code for one in new.predecessors} == {code(1), code(4)}


@pytest.mark.parametrize("who", [(1, 9), (9, 1)])
def test_a_code_of_nobody_is_named(who: tuple[int, int]) -> None:
    problem = refused(taken(*who))
    assert isinstance(problem, NoSuchSubject)
    assert code(9) in problem.sentence("zh")


def test_what_is_no_code_is_of_nobody() -> None:
    assert isinstance(refused(taken(1, 2, successor="不是代码")), NoSuchSubject)


def test_nobody_succeeds_themselves() -> None:
    problem = refused(taken(1, 1))
    assert isinstance(problem, UnfitSuccession)
    assert (problem.place, problem.facts["why_en"]) == ("successor", "nobody succeeds themselves")


def test_twice_is_once() -> None:
    succeed(OFFICE, taken(1, 2))
    assert isinstance(refused(taken(1, 2)), AlreadySucceeded)
    assert isinstance(refused(taken(1, 2, reason="division")), AlreadySucceeded)


@pytest.mark.parametrize("chain", [(1, 2), (1, 2, 3), (1, 2, 3, 4)])
def test_no_circle_however_long(chain: tuple[int, ...]) -> None:
    for before, after in pairwise(chain):
        succeed(OFFICE, taken(before, after))
    problem = refused(taken(chain[-1], chain[0]))
    assert problem.place == "successor"
    assert "circle" in problem.sentence("en")


def test_two_ways_to_one_successor_are_no_circle() -> None:
    for before, after in ((1, 2), (1, 3), (2, 4), (3, 4)):
        succeed(OFFICE, taken(before, after))
    assert Succession.objects.count() == 4


@pytest.mark.parametrize(("first", "then"), [((1, 2), (2, 3)), ((2, 3), (1, 2))])
def test_dates_run_in_order(first: tuple[int, int], then: tuple[int, int]) -> None:
    """Whoever took over on a day handed on no earlier, whichever is written first."""
    succeed(OFFICE, taken(*first))
    wrong = DAY + timedelta(days=-1 if first == (1, 2) else 1)
    assert refused(taken(*then, on=wrong)).place == "on"
    succeed(OFFICE, taken(*then))


def test_nothing_is_ahead_of_today() -> None:
    today = timezone.localdate()
    assert refused(taken(1, 2, on=today + timedelta(days=1))).place == "on"
    succeed(OFFICE, taken(1, 2, on=today))


@pytest.mark.parametrize("late", [1, 2])
def test_nobody_takes_part_before_being_registered(late: int) -> None:
    row = {"code": code(late), "name": "示例", "registered_on": DAY + timedelta(days=1)}
    plain = dict.fromkeys(("status", "division", "town", "industry", "address"), "")
    refresh([plain | row])
    assert refused(taken(1, 2)).place == "on"
    succeed(OFFICE, taken(1, 2, on=DAY + timedelta(days=1)))


@pytest.mark.parametrize(
    ("changes", "place"),
    [({"basis": " "}, "basis"), ({"basis": ""}, "basis"), ({"reason": "marriage"}, "reason")],
)
def test_reason_and_basis_are_needed(changes: dict[str, str], place: str) -> None:
    assert refused(taken(1, 2, **changes)).place == place


@pytest.mark.parametrize("role", sorted(one.id for one in roles().values()))
def test_the_credit_office_alone(role: str) -> None:
    actor = Actor("user:7", "示例", "zhenhai-finance", (Held(role),))
    if role == "credit_office":
        assert succeed(actor, taken(1, 2)).entry
        return
    with pytest.raises(UnderRule):
        succeed(actor, taken(1, 2))
    assert not Succession.objects.exists()


@pytest.mark.parametrize("order", [(1, 2, DAY - timedelta(days=1)), (3, 1, DAY)])
def test_by_a_shell_the_database_is_the_same_rule(order: tuple[int, int, date]) -> None:
    numbers = {one: by_code(code(one)) for one in (1, 2, 3)}
    ids = {one: found.subject_id for one, found in numbers.items() if found}
    succeed(SYSTEM, taken(1, 2))
    succeed(SYSTEM, taken(2, 3))
    before, after, on = order
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(
            predecessor_id=ids[before], successor_id=ids[after], on=on, reason="merger"
        )
