"""One objection against one thing at a time, and after it another one is possible."""

from datetime import date
from uuid import UUID

import psycopg
import pytest
from django.utils import timezone
from psycopg import errors

from cases.test_effects import about_record, record  # noqa: F401 - a fixture
from cases.world import OFFICE, OTHER_UNIT, UNIT, handed, organisation
from intake.letters import code, deliver, entity, penalty
from ledger.test_at_once import together
from mingjian.cases import problems
from mingjian.cases.doing import Doing, Opening
from mingjian.cases.models import Case
from mingjian.cases.objections import open_objection
from mingjian.cases.open_case import open_case
from mingjian.cases.take import take
from mingjian.cases.view import CaseView
from mingjian.effects.adverse import find_adverse
from mingjian.effects.in_force import in_force
from mingjian.effects.service.given import Served
from mingjian.effects.service.record import record_service
from mingjian.ledger.read import as_of
from mingjian.registry.find import by_code

Given = tuple[int, UUID]


def objected(given: Given, ground: str = "error") -> CaseView:
    one, number = given
    return about_record(one, number, "objection", "application", ground=ground)


def rejected(case: CaseView) -> CaseView:
    case = take(case.id, "accept", Doing(), OFFICE, seq=1)
    return take(case.id, "reject", Doing(reason="示例理由"), OFFICE, seq=2)


@pytest.mark.django_db
def test_a_second_objection_is_refused_and_names_the_open_case(record: Given) -> None:  # noqa: F811
    first = objected(record)
    with pytest.raises(problems.ObjectionOpen) as refused:
        objected(record, "omission")
    assert refused.value.facts == {"case": first.id, "number": first.number}
    assert first.number in refused.value.sentence("zh")
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_another_way_of_writing_the_number_is_the_same_thing(record: Given) -> None:  # noqa: F811
    one, number = record
    objected(record)
    doing = Doing({"ground": "error"}, (handed("application", one),))
    asked = Opening("objection", one, UNIT, "record", f" {str(number).upper()} ", doing=doing)
    with pytest.raises(problems.ObjectionOpen):
        open_case(asked, organisation(one))


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["reject", "drop"])
def test_after_the_first_is_closed_one_may_object_again(record: Given, ending: str) -> None:  # noqa: F811
    first = objected(record)
    if ending == "reject":
        rejected(first)
    else:
        take(first.id, "drop", Doing(), organisation(record[0]), seq=1)
    assert open_objection("record", str(record[1])) is None
    second = objected(record, "expired")
    found = open_objection("record", str(record[1]))
    assert found is not None
    assert (found.pk, second.id != first.id) == (second.id, True)


@pytest.mark.django_db
def test_other_procedures_about_the_same_are_not_in_the_way(record: Given) -> None:  # noqa: F811
    one, number = record
    objected(record)
    assert about_record(one, number, "repair", "application", "pledge", "proof").kind == "repair"


@pytest.fixture
def recent() -> Given:
    """A penalty of March 2024 on file of a made-up organisation."""
    deliver("market-entity", [entity(1)])
    deliver("penalty", [penalty(1, CF_JDRQ="2024-03-04")])
    found = by_code(code(1))
    assert found is not None
    (version,) = as_of(found.subject_id, items=["penalty"])
    return found.subject_id, version.record_id


def served(number: UUID, day: str, reason: str = "") -> str:
    """Record the service; the number of the information that the record is then."""
    given = Served(number, date.fromisoformat(day), "ordinary", True, "direct", reason)
    record_service(given, timezone.localdate(), actor="user:1")
    known = find_adverse(number)
    assert known is not None
    return str(known.id)


def against(one: int, adverse_id: str) -> CaseView:
    doing = Doing({"ground": "error"}, (handed("application", one),))
    return open_case(
        Opening("objection", one, UNIT, "adverse", adverse_id, doing=doing), organisation(one)
    )


def both(given: Given) -> tuple[str, str]:
    """The number before a correction of the service day, and after it."""
    return served(given[1], "2024-03-05"), served(given[1], "2024-03-20", "更正")


@pytest.mark.django_db
@pytest.mark.parametrize("turn", [1, -1])
def test_under_another_number_after_a_correction_it_is_the_same_thing(
    recent: Given,
    turn: int,
) -> None:
    first, second = both(recent)[::turn]
    case = against(recent[0], first)
    for number in (first, second):
        found = open_objection("adverse", number)
        assert found is not None
        assert found.pk == case.id
    with pytest.raises(problems.ObjectionOpen):
        against(recent[0], second)
    (mark,) = in_force(recent[0], timezone.localdate()).disputed
    assert mark.target == max(first, second, key=int)


@pytest.mark.usefixtures("committed_db")
def test_of_two_at_once_by_either_number_one_is_opened(recent: Given) -> None:
    old, new = both(recent)

    def tried(number: str) -> str:
        try:
            return against(recent[0], number).kind
        except problems.ObjectionOpen as problem:
            return problem.code

    found = together(lambda: tried(old), lambda: tried(new))
    assert sorted(found) == ["cases.objection-open", "objection"]
    assert Case.objects.count() == 1


@pytest.mark.usefixtures("committed_db")
def test_of_two_objections_at_once_one_is_opened(record: Given) -> None:  # noqa: F811
    def tried() -> str:
        try:
            return objected(record).kind
        except problems.ObjectionOpen as problem:
            return problem.code

    assert sorted(together(tried, tried)) == ["cases.objection-open", "objection"]
    assert Case.objects.count() == 1


AGAIN = """
INSERT INTO cases_case (unit_id, year, serial, procedure, kind, edition_id, subject_id, about,
  about_id, parent_id, opened_at, opened_on, opened_by, seq, state, outcome)
SELECT %(unit)s, year, %(serial)s, procedure, %(kind)s, edition_id, subject_id, about,
  %(about)s, %(parent)s, opened_at, opened_on, opened_by, 0, '', ''
FROM cases_case WHERE id = %(like)s
"""


@pytest.mark.usefixtures("committed_db")
def test_the_database_itself_refuses_the_second(record: Given, owner: psycopg.Connection) -> None:  # noqa: F811
    first = objected(record)
    plain = {"unit": UNIT, "serial": 2, "kind": "objection", "parent": None, "like": first.id}
    with pytest.raises(errors.IntegrityError, match="an objection against"):
        owner.execute(AGAIN, {**plain, "about": str(record[1])})
    with pytest.raises(errors.IntegrityError, match="is not how the number"):
        owner.execute(AGAIN, {**plain, "about": str(record[1]).upper()})


@pytest.mark.usefixtures("committed_db")
def test_nor_does_the_database_take_one_by_another_number_of_the_same_thing(
    recent: Given, owner: psycopg.Connection
) -> None:
    old, new = both(recent)
    first = against(recent[0], old)
    plain = {"unit": UNIT, "serial": 2, "kind": "objection", "parent": None, "like": first.id}
    with pytest.raises(errors.IntegrityError, match="under another number"):
        owner.execute(AGAIN, {**plain, "about": new})
    rejected(first)
    with pytest.raises(errors.IntegrityError, match="has no step"):
        owner.execute(AGAIN, {**plain, "about": new})
    for other in ("9" * 18, "9" * 40):
        with pytest.raises(errors.IntegrityError, match="has no step"):
            owner.execute(AGAIN, {**plain, "about": other})


@pytest.mark.usefixtures("committed_db")
def test_no_unit_reviews_what_it_had_a_part_in(record: Given, owner: psycopg.Connection) -> None:  # noqa: F811
    """The office decided the objection of a case that is another unit's."""
    first = rejected(objected(record))
    one, number = record
    for unit in (UNIT, OFFICE.unit_id):
        asked = Opening("review", one, unit, "record", str(number), parent=first.id)
        with pytest.raises(problems.UnfitOpening):
            open_case(asked, organisation(one))
    plain = {"serial": 1, "kind": "review", "about": str(number), "like": first.id}
    with pytest.raises(errors.IntegrityError, match="had a part"):
        owner.execute(AGAIN, {**plain, "parent": first.id, "unit": OFFICE.unit_id})
    doing = Doing({"ground": "示例"}, (handed("application", one),))
    asked = Opening("review", one, OTHER_UNIT, "record", str(number), "", first.id, doing)
    assert open_case(asked, organisation(one)).unit_id == OTHER_UNIT
