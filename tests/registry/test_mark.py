"""A code is returned as double or faulty, and settled: in order, on a document, with its entry."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import product
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
from mingjian.registry.flags import is_returned
from mingjian.registry.mark import Ground, Marked, keep_code, replace_code, return_code
from mingjian.registry.marks import CodeView, codes_of, marks_of, returned_codes
from mingjian.registry.models import CodeMark, SubjectCode
from mingjian.registry.problems import AlreadyMarked, NoSuchSubject, UnfitMark
from registry.register import code, enrol, refresh

pytestmark = pytest.mark.django_db
OFFICE = Actor("user:5", "示例信用办", "zhenhai-credit-office", (Held("credit_office"),))
DAY = date(2026, 3, 2)
GROUND = Ground(DAY, "示例重错码清单〔2026〕1号", "与另一主体重复")
LATER = Ground(DAY + timedelta(days=9), "示例核实函〔2026〕2号", "核对证照无误")
NEW = code(900)


@pytest.fixture(autouse=True)
def subjects() -> dict[str, int]:
    return enrol([(code(number), f"示例{number}号有限公司") for number in (1, 2)])


def returned(flag: str = "duplicate", ground: Ground = GROUND) -> Marked:
    return return_code(OFFICE, code(1), flag, ground)


def kept(ground: Ground = LATER) -> Marked:
    return keep_code(OFFICE, code(1), ground)


def replaced(by: str = NEW, ground: Ground = LATER) -> Marked:
    return replace_code(OFFICE, code(1), by, ground)


def state() -> tuple[Any, ...]:
    """All that a verb could have left behind."""
    logged = [one.id for kind in ("code.returned", "code.settled") for one in entries(kind=kind)]
    codes = sorted(SubjectCode.objects.values_list("code", "flag"))
    return (CodeMark.objects.count(), codes, logged)


def refused(verb: Callable[[], object]) -> Problem:
    """What stands in the way; and nothing is written, nothing logged, no code joined."""
    before = state()
    with pytest.raises(Problem) as caught:
        verb()
    assert state() == before
    return caught.value


@pytest.mark.parametrize("flag", ["duplicate", "faulty"])
def test_it_is_returned_and_logged(flag: str, subjects: dict[str, int]) -> None:
    done = returned(flag)
    assert (done.code, done.flag) == (code(1), flag)
    assert is_returned(code(1))
    assert not is_returned(code(2))
    (entry,) = entries(about=subjects[code(1)])
    assert (entry.id, entry.kind, entry.actor) == (done.entry, "code.returned", "user:5")
    assert entry.body == {
        "code": code(1),
        "flag": flag,
        "on": "2026-03-02",
        "basis": GROUND.basis,
        "reason": GROUND.reason,
        "replaced_by": None,
    }


def test_kept_it_is_in_use_again_and_all_that_was_said_stays(subjects: dict[str, int]) -> None:
    returned("faulty")
    done = kept()
    assert not is_returned(code(1))
    assert codes_of(subjects[code(1)]) == (CodeView(code(1), "in_use"),)
    last, first = marks_of(subjects[code(1)])
    assert (first.flag, first.on, first.basis, first.reason) == (
        "faulty",
        DAY,
        GROUND.basis,
        GROUND.reason,
    )
    assert (last.flag, last.on, last.basis, last.actor, last.replaced_by) == (
        "in_use",
        LATER.on,
        LATER.basis,
        "user:5",
        "",
    )
    assert first.at <= last.at <= timezone.now()
    (entry,) = entries(kind="code.settled")
    assert (entry.id, entry.body["flag"]) == (done.entry, "in_use")
    assert marks_of(subjects[code(2)]) == ()


def test_a_new_code_joins_the_file(subjects: dict[str, int]) -> None:
    about = subjects[code(1)]
    returned()
    replaced(f" {NEW.lower()} ")
    assert codes_of(about) == (CodeView(NEW, "in_use"), CodeView(code(1), "replaced"))
    old, new = by_code(code(1)), by_code(NEW)
    assert old is not None
    assert new is not None
    assert (old.subject_id, new.subject_id, new.code) == (about, about, NEW)
    assert by_code(NEW, LATER.on - timedelta(days=1)) is None
    assert marks_of(about)[0].replaced_by == NEW
    (entry,) = entries(kind="code.settled")
    assert (entry.body["flag"], entry.body["replaced_by"]) == ("replaced", NEW)


def test_what_the_register_says_under_the_new_code_lands_in_the_same_file(
    subjects: dict[str, int],
) -> None:
    returned()
    replaced()
    plain = dict.fromkeys(("status", "division", "town", "industry", "address"), "")
    done = refresh([plain | {"code": NEW, "name": "示例新名有限公司", "registered_on": DAY}])
    assert done.new == 0
    found = by_code(code(1))
    assert found is not None
    assert (found.subject_id, found.name) == (subjects[code(1)], "示例新名有限公司")


def test_an_own_code_in_use_may_take_its_place_and_a_returned_one_not(
    subjects: dict[str, int],
) -> None:
    SubjectCode.objects.create(code=NEW, subject_id=subjects[code(1)], held=(None, None))
    returned()
    return_code(OFFICE, NEW, "faulty", GROUND)
    assert refused(replaced).place == "replaced_by"
    keep_code(OFFICE, NEW, LATER)
    replaced()
    assert CodeMark.objects.count() == 4


@pytest.mark.parametrize(
    ("by", "words"),
    [(code(2), "a file of its own"), (code(1), "of the same subject"), ("不是", "not valid")],
)
def test_what_cannot_take_its_place(by: str, words: str) -> None:
    returned()
    problem = refused(lambda: replaced(by))
    assert isinstance(problem, UnfitMark)
    assert problem.place == "replaced_by"
    assert words in problem.sentence("en")


@pytest.mark.parametrize("typed", [code(9), "不是代码", ""])
def test_a_code_of_nobody_is_named(typed: str) -> None:
    for verb in (
        lambda: return_code(OFFICE, typed, "faulty", GROUND),
        lambda: keep_code(OFFICE, typed, GROUND),
        lambda: replace_code(OFFICE, typed, NEW, GROUND),
    ):
        assert isinstance(refused(verb), NoSuchSubject)


@pytest.mark.parametrize("flag", ["duplicate", "faulty"])
def test_twice_is_a_conflict_until_it_is_settled(flag: str) -> None:
    returned()
    assert isinstance(refused(lambda: returned(flag)), AlreadyMarked)
    kept()
    returned(flag, LATER)
    assert is_returned(code(1))


@pytest.mark.parametrize("settle", [kept, replaced])
def test_what_is_not_returned_is_not_settled(settle: Callable[[], Marked]) -> None:
    assert isinstance(refused(settle), AlreadyMarked)
    returned()
    settle()
    assert isinstance(refused(settle), AlreadyMarked)


def test_what_was_replaced_is_out_of_use_for_good() -> None:
    returned()
    replaced()
    problem = refused(lambda: returned("faulty", LATER))
    assert "已更换" in problem.sentence("zh")


@pytest.mark.parametrize("flag", ["in_use", "replaced", "unsure", ""])
def test_a_code_is_returned_as_double_or_faulty_only(flag: str) -> None:
    assert refused(lambda: returned(flag)).place == "flag"


def test_days_follow_each_other_and_none_is_to_come() -> None:
    today = timezone.localdate()
    late = Ground(today + timedelta(days=1), "示例", "示例")
    early = Ground(DAY - timedelta(days=1), "示例", "示例")
    assert refused(lambda: returned(ground=late)).place == "on"
    returned()
    verbs: list[Callable[[Ground], Marked]] = [kept, lambda ground: replaced(ground=ground)]
    for verb, ground in product(verbs, (late, early)):
        problem = refused(partial(verb, ground))
        assert (type(problem), problem.place) == (UnfitMark, "on")
    kept(Ground(today, "示例", "示例"))


@pytest.mark.parametrize("empty", ["", " ", "\n"])
@pytest.mark.parametrize("part", ["basis", "reason"])
def test_document_and_reason_are_needed(part: str, empty: str) -> None:
    bare = replace(GROUND, **{part: empty})  # type: ignore[arg-type]
    assert refused(lambda: returned(ground=bare)).place == part
    returned()
    assert refused(lambda: kept(bare)).place == part
    assert refused(lambda: replaced(ground=bare)).place == part


@pytest.mark.parametrize("role", sorted(one.id for one in roles().values()))
def test_the_credit_office_alone(role: str) -> None:
    actor = Actor("user:7", "示例", "zhenhai-finance", (Held(role),))
    acts: list[Callable[[], Marked]] = [
        lambda: return_code(actor, code(1), "duplicate", GROUND),
        lambda: keep_code(actor, code(1), LATER),
        lambda: return_code(actor, code(1), "faulty", LATER),
        lambda: replace_code(actor, code(1), NEW, LATER),
    ]
    for act in acts:
        if role == "credit_office":
            assert act().entry
            continue
        with pytest.raises(UnderRule):
            act()
    assert CodeMark.objects.count() == (4 if role == "credit_office" else 0)


def test_those_that_wait_are_listed_until_they_are_settled() -> None:
    assert returned_codes() == []
    returned()
    kept()
    returned("faulty", LATER)
    SubjectCode.objects.filter(code=code(2)).update(flag="duplicate")
    first, second = returned_codes()
    assert (first.code, first.name, first.flag, first.on, first.basis) == (
        code(1),
        "示例1号有限公司",
        "faulty",
        LATER.on,
        LATER.basis,
    )
    assert (second.code, second.on, second.basis) == (code(2), None, "")
    kept()
    assert [one.code for one in returned_codes()] == [code(2)]


def test_a_flag_that_a_hand_set_can_be_settled() -> None:
    SubjectCode.objects.filter(code=code(1)).update(flag="faulty")
    kept()
    assert not is_returned(code(1))


def test_by_a_shell_the_database_is_the_same_rule(subjects: dict[str, int]) -> None:
    return_code(SYSTEM, code(1), "faulty", GROUND)
    plain = {"on": LATER.on, "basis": "示例", "reason": "示例", "actor": "x", "at": timezone.now()}
    for wrong in (
        {"code_id": code(1), "flag": "duplicate"},
        {"code_id": code(1), "flag": "replaced"},
        {"code_id": code(1), "flag": "replaced", "replaced_by_id": code(2)},
        {"code_id": code(1), "flag": "in_use", "on": DAY - timedelta(days=1)},
        {"code_id": code(2), "flag": "in_use"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CodeMark.objects.create(**plain | wrong)
    assert [one.flag for one in marks_of(subjects[code(1)])] == ["faulty"]
