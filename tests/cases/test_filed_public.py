"""An entry that another body decided is public once its issuer published it, and not before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases import praise
from cases.test_filing import DECIDED, filed, red_lists
from cases.world import HEAD, LIAISON, OFFICE, OTHER_UNIT, at, organisation, subject
from mingjian.accounts.decide import UnderRule
from mingjian.cases.filed_public import publish_filed
from mingjian.cases.problems import NotPublishedHere, PlaceMissing
from mingjian.effects.announce import announced_on
from mingjian.effects.enter import leave
from mingjian.effects.in_force import in_force
from mingjian.effects.problems import AlreadyOver, AlreadyThere, GateShut, NoSuchEffect
from mingjian.effects.public import Wanted, public_effects
from mingjian.effects.target import End
from mingjian.evidence.read import entries
from papers.making import ago

__all__ = ["red_lists"]
pytestmark = pytest.mark.usefixtures("db", "red_lists")
PUBLISHED, TODAY = date(2026, 3, 6), "2026-03-10"
DAY = timedelta(days=1)
WHERE = "示例税务局网站 2026年第1号公告"


def public_on(day: date) -> list[int]:
    return [one.id for one in public_effects(day, Wanted(), most=9)]


def published(number: int, on: date = PUBLISHED, where: str = WHERE) -> None:
    with at(TODAY):
        publish_filed(number, on, where, LIAISON)


def test_it_is_public_from_the_day_on_which_its_issuer_published_it() -> None:
    one = subject(1)
    made = filed(one)
    assert public_on(date(2026, 3, 10)) == []
    published(made.id)
    assert public_on(PUBLISHED - DAY) == []
    assert public_on(PUBLISHED) == public_on(date(2026, 3, 10)) == [made.id]
    (shown,) = public_effects(PUBLISHED, Wanted(), most=9)
    assert (shown.kind, shown.list_id) == ("red", "X-TAX")
    (logged,) = entries(kind="entry.published", limit=5)
    assert (logged.body["where"], logged.body["on"]) == (WHERE, str(PUBLISHED))
    assert logged.subject_id == one


def test_when_it_ends_it_is_gone() -> None:
    made = filed(subject(1))
    published(made.id)
    with at("2026-03-12"):
        leave(made.id, End(date(2026, 3, 12), "示例原因", "示例办法 3", LIAISON.id))
    assert public_on(date(2026, 3, 11)) == [made.id]
    assert public_on(date(2026, 3, 12)) == []


def test_a_list_of_which_nobody_knows_whether_it_is_published_stays_out() -> None:
    made = filed(subject(1), list_id="X-YEAR")
    with pytest.raises(NotPublishedHere):
        published(made.id)
    assert public_on(date(2026, 3, 10)) == []


def test_what_a_case_decided_is_published_by_its_case() -> None:
    one = subject(1)
    praise.recognised(one)
    (made,) = in_force(one, date(2026, 3, 10)).entries
    assert made.case_id is not None
    with pytest.raises(NotPublishedHere):
        published(made.id, date(2026, 3, 10))
    assert announced_on(made.id) is None


def test_a_day_that_cannot_be_is_refused() -> None:
    made = filed(subject(1))
    for day in (DECIDED - DAY, ago(-1)):
        with pytest.raises(GateShut):
            published(made.id, day)
    assert announced_on(made.id) is None


@pytest.mark.parametrize("where", ["", "  ", "\u3000"])
def test_it_says_where(where: str) -> None:
    made = filed(subject(1))
    with pytest.raises(PlaceMissing):
        published(made.id, where=where)
    assert announced_on(made.id) is None


def test_once_and_not_after_its_end() -> None:
    made = filed(subject(1))
    published(made.id)
    with pytest.raises(AlreadyThere):
        published(made.id, PUBLISHED + DAY)
    assert announced_on(made.id) == PUBLISHED
    gone = filed(subject(2))
    with at(TODAY):
        leave(gone.id, End(date(2026, 3, 10), "示例原因", "示例办法 3", LIAISON.id))
    with pytest.raises(AlreadyOver):
        published(gone.id)


def test_only_a_liaison_of_the_unit_that_filed_it() -> None:
    one = subject(1)
    made = filed(one)
    stranger = replace(LIAISON, id="user:8", unit_id=OTHER_UNIT)
    for who in (HEAD, OFFICE, organisation(one), stranger):
        with pytest.raises(UnderRule), at(TODAY):
            publish_filed(made.id, PUBLISHED, WHERE, who)
    assert announced_on(made.id) is None


def test_there_must_be_such_an_entry() -> None:
    with pytest.raises(NoSuchEffect):
        published(999_999)


def test_the_taxpayers_of_grade_a_are_published_and_customs_stay_a_gap() -> None:
    """R01 is published each April (facts, recalled); of R02 no source says anything."""
    one = subject(1)
    made = {}
    for list_id in ("R01", "R02"):
        made[list_id] = filed(one, list_id=list_id, number=f"示〔2026〕{list_id}号").id
    published(made["R01"])
    with pytest.raises(NotPublishedHere):
        published(made["R02"])
    assert public_on(date(2026, 3, 10)) == [made["R01"]]
